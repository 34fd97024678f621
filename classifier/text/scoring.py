"""Scores from features: whole-number weights, summed, so that a batch scores as each listing alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from lenswatch.classifier.text.features import BITS, Block, Features

NAMED = "named"
RARITY = 1_000
"""Units of a feature's rarity."""
WEIGHT = 1_000
"""Units of the sum of weight times rarity within a hashed block, and of a named feature's points."""
BLOCKS = {"characters": 1.0, "words": 1.0, "sounds": 0.7, "title": 0.2, "picture": 0.5, "category": 0.2}
"""Share of each hashed block; found on held-out writers."""
SINGLE_SHARE, PAIR_SHARE = 0.08, 0.024
"""Share of a named feature, and of one that joins two slots."""
_HALF, _LOWER = 16, 0xFFFF
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class HashedBlock:
    """Weights of one hashed block, one entry for each column."""

    table: NDArray[np.int32]
    """Upper 16 bits: weight times rarity times the block's share, in units of 1 / WEIGHT. Lower 16: the rarity in
    units of 1 / RARITY. 0 where the feature is not used. One table, for reaching an entry takes most of the time."""

    @classmethod
    def of(cls, weight: NDArray[np.int16], rarity: NDArray[np.uint16]) -> Self:
        """A block from its columns."""
        return cls((weight.astype(np.int32) << _HALF) | rarity)

    def points(self, block: Block) -> Numbers:
        """Points of each listing: the weights of its features over the length of their rarities.

        Square root and division of whole numbers are rounded alike everywhere.
        """
        column = block.keys & block.keys.dtype.type(block.width - 1)  # the width is a power of two
        entry = self.table.take(column)
        weight = _summed(block, entry >> _HALF)
        length = np.sqrt(_summed(block, np.square(entry & _LOWER, dtype=np.int64)))
        return np.rint(weight * (RARITY / np.maximum(length, 1))).astype(np.int64)


@dataclass(frozen=True)
class Weights:
    """A linear model over all blocks."""

    hashed: Mapping[str, HashedBlock]
    named: NDArray[np.int32]
    """Points of each named feature, in units of 1 / WEIGHT."""
    offset: int
    """In units of 1 / WEIGHT."""

    def margins(self, features: Features) -> Numbers:
        """Signed distance of each listing from the boundary, in units of 1 / WEIGHT."""
        total = np.full(features.documents.count, self.offset, dtype=np.int64)
        named = features.blocks[NAMED]
        total += _summed(named, self.named.take(named.column))
        for name in BITS:
            total += self.hashed[name].points(features.blocks[name])
        return total


def _summed(block: Block, values: NDArray[np.integer[Any]]) -> Numbers:
    """Sum for each listing of what its features give."""
    sums = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(values, out=sums[1:])
    return np.diff(sums.take(block.begins))


@dataclass(frozen=True)
class Classes:
    """A small linear model of several classes over words, the title's characters and plain slots."""

    words: NDArray[np.int8]
    """Class by hashed word, `CLASS_BITS` bits."""
    title: NDArray[np.int8]
    named: NDArray[np.int8]
    """Class by named feature; the first of them only."""
    offset: NDArray[np.int32]

    def margins(self, features: Features, rows: Numbers) -> Numbers:
        """Margin of each class: rows by classes, in units of the arrays.

        Args:
            features: Features of a batch.
            rows: Numbers of the listings that are asked for, rising.
        """
        total = np.repeat(self.offset[None, :].astype(np.int64), len(rows), axis=0)
        for name, weights in (("words", self.words), ("title", self.title)):
            found = _of_rows(features.blocks[name], rows, features.documents.count)
            _add(total, weights, *coarse(*found, BITS[name]))
        listing, column = _of_rows(features.blocks[NAMED], rows, features.documents.count)
        within = column < self.named.shape[1]
        _add(total, self.named, listing[within], column[within])
        return total


def _of_rows(block: Block, rows: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """Listing and column of what a block says of some listings, which are numbered anew."""
    number = np.full(count, -1, dtype=np.int64)
    number[rows] = np.arange(len(rows))
    listing = number.take(block.listing)
    kept = np.flatnonzero(listing >= 0)
    return listing.take(kept), block.column.take(kept)


def _add(total: Numbers, weights: NDArray[np.int8], listing: Numbers, column: Numbers) -> None:
    """Add the weights of features, which are in order of their listings."""
    begins = np.searchsorted(listing, np.arange(len(total) + 1))
    some = np.flatnonzero(np.diff(begins))
    if len(some):
        each = weights.T.take(column, axis=0)
        total[some] += np.add.reduceat(each, begins.take(some), axis=0, dtype=np.int64)


CLASS_BITS = 14
CLASS_UNIT = 100
"""Units of margin of a class, at most; the model holds its own."""


def coarse(listing: Numbers, column: Numbers, bits: int) -> tuple[Numbers, Numbers]:
    """The same with fewer columns, each once a listing.

    Args:
        listing: Number of the listing of each feature, rising.
        column: Its column, rising within a listing.
        bits: How many bits a column has.
    """
    key = (listing << CLASS_BITS) | (column >> (bits - CLASS_BITS))
    fresh = np.ones(len(key), dtype=bool)
    np.not_equal(key[1:], key[:-1], out=fresh[1:])
    key = key[fresh]
    return key >> CLASS_BITS, key & ((1 << CLASS_BITS) - 1)
