"""Features as a sparse matrix, weighted by how rare they are among the training rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from lenswatch.classifier.text.features import BITS, Block
from lenswatch.classifier.text.scoring import BLOCKS, NAMED, RARITY

Matrix: TypeAlias = Any
"""scipy.sparse.csr_matrix, which has no types."""
LEAST_ROWS = 2
"""A hashed feature of fewer training rows is not used."""


@dataclass(frozen=True)
class Rarities:
    """Inverse document frequency of each hashed column, as whole numbers of `RARITY` to the unit; 0 is not used."""

    blocks: Mapping[str, NDArray[np.uint16]]

    @classmethod
    def of(cls, blocks: Mapping[str, Matrix]) -> Self:
        """Count the training rows."""
        return cls({name: _rarity(blocks[name]) for name in BITS})

    def weighted(self, blocks: Mapping[str, Matrix], shares: NDArray[np.float64]) -> Matrix:
        """All blocks side by side, each row of a hashed block of length 1 times the block's share.

        Args:
            blocks: Presence of features, 0 or 1.
            shares: Share of each named column.
        """
        weighted = [_unit_rows(blocks[name], self.blocks[name]) * BLOCKS[name] for name in BITS]
        named = blocks[NAMED] @ sparse.diags(shares)
        return sparse.hstack([*weighted, named]).tocsr()


def presence(block: Block) -> Matrix:
    """1 where a listing has a feature."""
    ones = np.ones(len(block.keys), dtype=np.float64)
    return sparse.csr_matrix((ones, (block.listing, block.column)), shape=(block.count, block.width))


def _rarity(block: Matrix) -> NDArray[np.uint16]:
    rows, columns = block.shape
    seen = np.bincount(block.indices, minlength=columns)
    rarity = np.round((np.log((1 + rows) / (1 + seen)) + 1) * RARITY)
    return np.where(seen >= LEAST_ROWS, rarity, 0).astype(np.uint16)


def _unit_rows(block: Matrix, rarity: NDArray[np.uint16]) -> Matrix:
    weighted = block @ sparse.diags(rarity.astype(np.float64))
    weighted.eliminate_zeros()
    length = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    return sparse.diags(1 / np.maximum(length, 1)) @ weighted
