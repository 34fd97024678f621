"""The normal form of a text, and the way back to the original characters."""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from lenswatch.keywords.folding import DROPPED, EXPANDED, SEPARATOR, FoldingTable, shipped_table

_UTF32 = "utf-32-le"
_MARK = chr(EXPANDED)


class Normalised:
    """A folded text that remembers where each of its characters came from.

    Args:
        text: The normal form; see `lenswatch.keywords.folding` for the order of folding.
        original: The text as it was.
        places: For each code point of the normal form, its index in the original; never decreasing.
        codes: The code points of the normal form.
    """

    __slots__ = ("_origins", "codes", "original", "places", "text")

    def __init__(self, text: str, original: str, places: NDArray[np.integer], codes: NDArray[np.uint32]) -> None:
        self.text = text
        self.original = original
        self.places = places
        self.codes = codes
        self._origins: list[int] | None = None

    @property
    def origins(self) -> list[int]:
        """The places as a list."""
        if self._origins is None:
            self._origins = self.places.tolist()
        return self._origins

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open span in code points of the original for a non-empty span of the normal form.

        Dropped characters inside belong to it, those before and after do not: in "超小的针 孔摄象头" the span of
        针孔摄象头 is [3, 9]. Half of an expanded character takes the whole of it.
        """
        places = self.places
        return places.item(start), places.item(end - 1) + 1


def normalise(text: str, table: FoldingTable | None = None) -> Normalised:
    """Fold a text.

    Args:
        text: Any text; lone surrogates are dropped.
        table: Folding table; the shipped one if None.
    """
    return _fold(text, [], table or shipped_table())


def normalise_joined(texts: Sequence[str], table: FoldingTable | None = None) -> tuple[Normalised, list[int]]:
    """Fold many texts as one, which takes a fifth of the time.

    Args:
        texts: Any texts.
        table: Folding table; the shipped one if None.

    Returns:
        The texts joined by line breaks as one original; its normal form has U+10FFFE between them, which no normal form
        of a text holds. And where each text begins in that original, with one more entry for the end.
    """
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    breaks = [start - 1 for start in starts[1:-1]]
    return _fold("\n".join(texts), breaks, table or shipped_table()), starts


def normalise_many(texts: Sequence[str], table: FoldingTable | None = None) -> list[Normalised]:
    """Fold many texts at once; each form is what `normalise` makes of its text."""
    if not texts:
        return []
    joined, starts = normalise_joined(texts, table)
    bounds = np.searchsorted(joined.places, starts).tolist()
    forms = joined.text.split(chr(SEPARATOR))
    found = []
    for form, text, start, first in zip(forms, texts, starts, bounds, strict=False):
        here = slice(first, first + len(form))
        found.append(Normalised(form, text, joined.places[here] - start, joined.codes[here]))
    return found


def normal_forms(texts: Sequence[str]) -> list[str]:
    """Normal forms of many texts, at once."""
    return normalise_joined(texts)[0].text.split(chr(SEPARATOR)) if texts else []


def _fold(text: str, separators: Sequence[int], table: FoldingTable) -> Normalised:
    codes = np.frombuffer(text.encode(_UTF32, "surrogatepass"), dtype=np.uint32)
    folded = table.single.take(codes)
    if separators:
        folded[separators] = SEPARATOR
    places = np.flatnonzero(folded != DROPPED)
    kept = folded.take(places)
    form = kept.tobytes().decode(_UTF32)
    if _MARK in form:
        return _expanded(text, codes, folded, table)
    return Normalised(form, text, places, kept)


def _expanded(text: str, codes: NDArray[np.uint32], folded: NDArray[np.uint32], table: FoldingTable) -> Normalised:
    lengths = (folded != DROPPED).astype(np.intp)
    marked = (folded == EXPANDED).nonzero()[0]
    several = [table.several[code] for code in codes[marked].tolist()]
    lengths[marked] = [len(one) for one in several]
    form = np.repeat(folded, lengths)
    form[form == EXPANDED] = np.concatenate(several)
    places = np.repeat(np.arange(len(folded)), lengths)
    return Normalised(form.tobytes().decode(_UTF32), text, places, form)
