"""The normal form of a text, and the way back to the original characters."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lenswatch.keywords.folding import DROPPED, EXPANDED, FoldingTable, shipped_table

_UTF32 = "utf-32-le"


@dataclass(frozen=True)
class Normalised:
    """A folded text that remembers where each of its characters came from."""

    text: str
    """The normal form; see `lenswatch.keywords.folding` for the order of folding."""
    original: str
    """The text as it was."""
    lengths: NDArray[np.intp]
    """For each code point of the original, how many code points it became."""

    @cached_property
    def origins(self) -> list[int]:
        """For each code point of the normal form, its index in the original; never decreasing."""
        if len(self.text) == np.count_nonzero(self.lengths):
            found: list[int] = np.flatnonzero(self.lengths).tolist()
            return found
        return np.repeat(np.arange(len(self.lengths)), self.lengths).tolist()

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open span in code points of the original for a non-empty span of the normal form.

        Dropped characters inside belong to it, those before and after do not: in "超小的针 孔摄象头" the span of
        针孔摄象头 is [3, 9]. Half of an expanded character takes the whole of it.
        """
        return self.origins[start], self.origins[end - 1] + 1

    def adjacent(self, index: int) -> bool:
        """Whether nothing was dropped between the normal characters at index - 1 and index."""
        return self.origins[index] - self.origins[index - 1] <= 1


def normalise(text: str, table: FoldingTable | None = None) -> Normalised:
    """Fold a text.

    Args:
        text: Any text; lone surrogates are dropped.
        table: Folding table; the shipped one if None.
    """
    table = table or shipped_table()
    codes = np.frombuffer(text.encode(_UTF32, "surrogatepass"), dtype=np.uint32)
    folded = table.single[codes]
    kept = folded != DROPPED
    if (folded == EXPANDED).any():
        return _expanded(text, codes, folded, table)
    return Normalised(folded[kept].tobytes().decode(_UTF32), text, kept)


def normal_forms(texts: Sequence[str]) -> list[str]:
    """Normal forms of many texts without line breaks, at once."""
    return normalise("\n".join(texts)).text.split("\n") if texts else []


def _expanded(text: str, codes: NDArray[np.uint32], folded: NDArray[np.uint32], table: FoldingTable) -> Normalised:
    lengths = (folded != DROPPED).astype(np.intp)
    parts = [folded[index : index + 1] for index in range(len(folded))]
    for index in np.flatnonzero(folded == EXPANDED):
        parts[index] = table.several[int(codes[index])]
        lengths[index] = len(parts[index])
    joined = np.concatenate(parts)
    return Normalised(joined[joined != DROPPED].tobytes().decode(_UTF32), text, lengths)
