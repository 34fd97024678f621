"""Which references share text with a listing: candidates only, the shares are reckoned on whole blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from lenswatch.classifier.reuse.shingles import Digests, sample

_ENOUGH = 3  # of 16 sampled digests; a block half of which is re-used shows three in 998 of 1,000 cases


@dataclass(frozen=True, eq=False)
class TextIndex:
    """Sampled digests of blocks. Memory: 128 bytes a block."""

    digests: Digests
    """Ascending; several blocks may hold the same."""
    rows: NDArray[np.int32]
    """The block of each."""
    owners: NDArray[np.int64]
    """(blocks): the reference it belongs to."""
    needed: NDArray[np.int64]
    """(blocks): sampled digests that must be found; three, fewer where a text repeats itself."""

    @classmethod
    def of(cls, blocks: Sequence[tuple[int, Digests]]) -> Self:
        """Pairs of a reference and one of its blocks."""
        sampled = [sample(block) for _, block in blocks]
        every = np.concatenate(sampled) if sampled else np.empty(0, dtype=np.uint32)
        lengths = np.array([len(one) for one in sampled], dtype=np.int64)
        rows = np.repeat(np.arange(len(sampled), dtype=np.int32), lengths)
        order = every.argsort(kind="stable")
        owners = np.array([owner for owner, _ in blocks], dtype=np.int64)
        return cls(every[order], rows[order], owners, np.minimum(lengths, _ENOUGH))

    def sharing(self, text: Digests) -> frozenset[int]:
        """References of which a block shows at least three of its sixteen sampled digests in a text."""
        begin = np.searchsorted(self.digests, text, side="left")
        lengths = np.searchsorted(self.digests, text, side="right") - begin
        before = np.cumsum(lengths) - lengths
        places = np.repeat(begin - before, lengths) + np.arange(int(lengths.sum()))
        rows, counts = np.unique(self.rows[places], return_counts=True)
        return frozenset(self.owners[rows[counts >= self.needed[rows]]].tolist())
