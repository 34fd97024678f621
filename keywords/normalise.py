"""The normal form of a text, and the way back to the original characters."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from lenswatch.keywords.folding import DROPPED, EXPANDED, FoldingTable, shipped_table

_UTF32 = "utf-32-le"
_NUL, _MARK = chr(DROPPED), chr(EXPANDED)


class Normalised:
    """A folded text that remembers where each of its characters came from.

    Args:
        text: The normal form; see `lenswatch.keywords.folding` for the order of folding.
        original: The text as it was.
        lengths: For each code point of the original, how many code points it became; where `exact` is false any number
            but 0 stands for one.
        exact: Whether some code point became several.
    """

    __slots__ = ("_exact", "_lengths", "_origins", "_places", "original", "text")

    def __init__(self, text: str, original: str, lengths: NDArray[np.integer], *, exact: bool) -> None:
        self.text = text
        self.original = original
        self._lengths = lengths
        self._exact = exact
        self._origins: list[int] | None = None
        self._places: NDArray[np.integer] | None = None

    @classmethod
    def at(cls, text: str, original: str, places: NDArray[np.integer]) -> Self:
        """A form of which each character's index in the original is known."""
        form = cls(text, original, places, exact=False)
        form._places = places
        return form

    @property
    def origins(self) -> list[int]:
        """For each code point of the normal form, its index in the original; never decreasing. Made when asked for."""
        if self._origins is None:
            if self._places is not None:
                self._origins = self._places.tolist()
            elif self._exact:
                self._origins = np.repeat(np.arange(len(self._lengths)), self._lengths).tolist()
            else:
                self._origins = np.flatnonzero(self._lengths).tolist()
        return self._origins

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open span in code points of the original for a non-empty span of the normal form.

        Dropped characters inside belong to it, those before and after do not: in "超小的针 孔摄象头" the span of
        针孔摄象头 is [3, 9]. Half of an expanded character takes the whole of it.
        """
        origins = self.origins
        return origins[start], origins[end - 1] + 1

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
    folded = table.single.take(codes)
    form = folded.tobytes().decode(_UTF32)
    if _MARK in form:
        return _expanded(text, codes, folded, table)
    return Normalised(form.replace(_NUL, ""), text, folded, exact=False)


def normal_forms(texts: Sequence[str]) -> list[str]:
    """Normal forms of many texts without line breaks, at once."""
    return normalise("\n".join(texts)).text.split("\n") if texts else []


def _expanded(text: str, codes: NDArray[np.uint32], folded: NDArray[np.uint32], table: FoldingTable) -> Normalised:
    lengths = (folded != DROPPED).astype(np.intp)
    parts = [folded[index : index + 1] for index in range(len(folded))]
    for index in np.flatnonzero(folded == EXPANDED):
        parts[index] = table.several[int(codes[index])]
        lengths[index] = len(parts[index])
    form = np.concatenate(parts).tobytes().decode(_UTF32).replace(_NUL, "")
    return Normalised(form, text, lengths, exact=True)
