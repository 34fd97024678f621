"""The folding table: one entry for each code point that does not stand for itself.

Order of folding, for one code point at a time (so that every folded character knows its original):

1. characters that look like Latin letters become those letters (Cyrillic е, Greek ο);
2. NFKC: full-width, circled, ligature and compatibility forms;
3. case folding;
4. accents are stripped from Latin, Greek and Cyrillic letters; kana and Hangul stay whole;
5. traditional characters become simplified ones (OpenCC t2s, single characters, no phrases);
6. what separates or decorates is dropped: blanks, controls, format characters, combining marks,
   symbols, emoji and all punctuation but the sentence breaks of step 7;
7. sentence breaks stay, as one of ``, ; ! ? :`` or a newline, so that no term matches across them.
   The ASCII full stop is dropped in step 6, for "针.孔" needs it; where it ends an English sentence the
   matcher refuses the gap.

Steps 1 to 5 repeat until nothing changes, which makes folding idempotent. The table is generated (`make_table`) and
shipped as folding.csv: what a text folds to must not depend on the Unicode version of a Python.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Self

import numpy as np
from numpy.typing import NDArray

from lenswatch.core.digest import sha256_of

DROPPED = 0
"""Table value of a code point that leaves nothing behind."""
EXPANDED = 0x10FFFF
"""Table value of a code point that becomes several; a noncharacter, itself dropped where a text holds it."""
SEPARATOR = 0x10FFFE
"""Stands between texts that are folded as one; a noncharacter no normal form holds, dropped where a text holds it."""
_CODE_POINTS = 0x110000


@dataclass(frozen=True)
class FoldingTable:
    """What each code point becomes."""

    single: NDArray[np.uint32]
    """For each of the 1,114,112 code points: its folded code point, DROPPED or EXPANDED."""
    several: dict[int, NDArray[np.uint32]]
    """Folded code points of the ones marked EXPANDED."""
    digest: str
    """SHA-256 of the table as shipped."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the table: rows of first code point, last code point, folded text; hexadecimal, ends included.

        A folded text of one character that stands for a range is the same for the whole range.
        """
        single = np.arange(_CODE_POINTS, dtype=np.uint32)
        single[SEPARATOR:] = DROPPED  # and EXPANDED behind it
        several = {}
        for first, last, folded in _rows(text):
            if len(folded) > 1:
                single[first] = EXPANDED
                several[first] = np.array([ord(character) for character in folded], dtype=np.uint32)
            else:
                single[first : last + 1] = ord(folded) if folded else DROPPED
        return cls(single, several, sha256_of(text.encode()))


def _rows(text: str) -> Iterator[tuple[int, int, str]]:
    rows = csv.reader(StringIO(text))
    next(rows)
    for first, last, folded in rows:
        yield int(first, 16), int(last, 16), "".join(chr(int(code, 16)) for code in folded.split())


@cache
def shipped_table() -> FoldingTable:
    """The table that ships with lenswatch, read at first use."""
    path = files("lenswatch").joinpath("keywords", "folding.csv")
    return FoldingTable.parse(path.read_text(encoding="utf-8"))
