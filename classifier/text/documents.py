"""Many listings as one array of folded characters, each of which knows its listing, its zone and its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from lenswatch.classifier.fields import scored_texts
from lenswatch.core.listing import Listing
from lenswatch.keywords.folding import DROPPED, EXPANDED, FoldingTable, shipped_table
from lenswatch.keywords.skeleton import SkeletonTable

Codes = NDArray[np.uint32]
Indices = NDArray[np.int64]
Classes = NDArray[np.uint8]
BREAK = ord("\n")
_BLANK = ord(" ")
_CODE_POINTS = 0x110000
_UTF32 = "utf-32-le"
OTHER, LETTER, DIGIT, HAN = range(4)


class Zone(IntEnum):
    """Where in a listing a text stands."""

    TITLE = 0
    BODY = 1
    """Description and attributes."""
    IMAGE = 2
    """Text in the pictures."""
    CATEGORY = 3


ZONES = len(Zone)
_ZONES = {"title": Zone.TITLE, "image_text": Zone.IMAGE, "category": Zone.CATEGORY, "seller.name": None}


def _classes() -> Classes:
    table = np.zeros(_CODE_POINTS, dtype=np.uint8)
    table[ord("a") : ord("z") + 1] = LETTER
    table[ord("0") : ord("9") + 1] = DIGIT
    table[0x3400:0xA000] = HAN
    return table


class Part(NamedTuple):
    """One field of one listing."""

    document: int
    zone: Zone
    field: str
    text: str


def parts_of(listings: Sequence[Listing]) -> list[Part]:
    """The fields the model reads, zone by zone, then listing by listing; what a shop is called is not read."""
    zones: tuple[list[Part], ...] = tuple([] for _ in Zone)
    for number, listing in enumerate(listings):
        for field, text in scored_texts(listing).items():
            zone = _zone(field)
            if zone is not None:
                zones[zone].append(Part(number, zone, field, text))
    return [part for parts in zones for part in parts]


def _zone(field: str) -> Zone | None:
    return _ZONES[field] if field in _ZONES else Zone.TITLE if field.startswith("other_titles.") else Zone.BODY


@dataclass(frozen=True)
class View:
    """A form of all parts, end to end, each ended by a break."""

    codes: Codes
    part: Indices
    """Number of the part of each character."""
    place: Indices
    """Index of each character in the text of its part."""

    @property
    def text(self) -> str:
        """The characters as a string of the same length."""
        return self.codes.tobytes().decode(_UTF32)


@dataclass(frozen=True)
class Documents:
    """A batch of listings, folded."""

    count: int
    parts: Sequence[Part]
    """By zone."""
    document: Indices
    """Number of the listing of each part."""
    zone: Indices
    """Zone of each part."""
    written: View
    """Folded; of what folding drops, one blank stays between letters and digits, for "spy pen" is two words."""
    sounded: View
    """As it sounds, without blanks: see `lenswatch.keywords.skeleton`."""


class Folder:
    """Folds batches with the shipped tables; builds its own tables once."""

    def __init__(self) -> None:
        self._table: FoldingTable = shipped_table()
        self._sounds = SkeletonTable.build(frozenset()).codes
        self._several = {point: "".join(map(chr, codes)) for point, codes in self._table.several.items()}
        self.classes = _classes()

    @classmethod
    def shipped(cls) -> Self:
        """The folder for the shipped tables."""
        return cls()

    def fold(self, listings: Sequence[Listing]) -> Documents:
        """Fold listings."""
        parts = parts_of(listings)
        return self.fold_parts(parts, len(listings))

    def fold_parts(self, parts: Sequence[Part], count: int) -> Documents:
        """Fold parts of listings numbered from 0 to count - 1."""
        codes, part, place = self._joined([one.text for one in parts])
        return Documents(
            count,
            parts,
            np.array([one.document for one in parts], dtype=np.int64),
            np.array([one.zone for one in parts], dtype=np.int64),
            self._written(codes, part, place),
            self._sounded(codes, part, place),
        )

    def folded_words(self, words: Sequence[str]) -> list[str]:
        """Words as they stand in `Documents.written`.

        Args:
            words: Without line breaks.
        """
        parts = [Part(number, Zone.TITLE, "title", word) for number, word in enumerate(words)]
        return self.fold_parts(parts, len(parts)).written.text.split(chr(BREAK))[:-1]

    def _joined(self, texts: Sequence[str]) -> tuple[Codes, Indices, Indices]:
        """All texts with a break behind each. The breaks are marked by part -1 - number, for texts hold breaks too."""
        codes = np.frombuffer("".join(f"{text}\n" for text in texts).encode(_UTF32, "surrogatepass"), dtype=np.uint32)
        lengths = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts))
        part = np.repeat(np.arange(len(texts)), lengths)
        place = np.arange(len(codes)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        expanded = np.flatnonzero(self._table.single.take(codes) == EXPANDED)
        return self._expand(codes, part, place, expanded) if len(expanded) else (codes, part, place)

    def _expand(self, codes: Codes, part: Indices, place: Indices, at: Indices) -> tuple[Codes, Indices, Indices]:
        several = self._table.several
        lengths = np.ones(len(codes), dtype=np.int64)
        pieces, last = [], 0
        for index in at:
            code = int(codes[index])
            into = several.get(code, np.zeros(1, dtype=np.uint32))
            pieces += [codes[last:index], into]
            lengths[index], last = len(into), index + 1
        pieces.append(codes[last:])
        return np.concatenate(pieces), np.repeat(part, lengths), np.repeat(place, lengths)

    def _written(self, codes: Codes, part: Indices, place: Indices) -> View:
        folded = _folded(self._table.single, codes, part)
        kept = np.flatnonzero(folded)
        one = self.classes.take(folded.take(kept))
        latin = (one == LETTER) | (one == DIGIT)
        gap = np.zeros(len(kept), dtype=bool)
        gap[1:] = (np.diff(kept) > 1) & latin[1:] & latin[:-1]
        source = np.repeat(kept, gap.astype(np.int64) + 1)
        blanks = np.flatnonzero(gap) + np.arange(np.count_nonzero(gap))
        result = folded.take(source)
        result[blanks] = _BLANK
        source[blanks] -= 1
        return View(result, part.take(source), place.take(source))

    def _sounded(self, codes: Codes, part: Indices, place: Indices) -> View:
        folded = _folded(self._sounds, codes, part)
        kept = np.flatnonzero(folded)
        values = folded.take(kept)
        fresh = np.ones(len(values), dtype=bool)
        fresh[1:] = values[1:] != values[:-1]
        kept = kept[fresh]
        return View(values[fresh], part.take(kept), place.take(kept))


def _folded(table: Codes, codes: Codes, part: Indices) -> Codes:
    """Folded codes; the end of each part stays a break whatever the table says."""
    folded = table.take(codes)
    folded[folded == EXPANDED] = DROPPED
    ends = np.ones(len(codes), dtype=bool)
    ends[:-1] = part[1:] != part[:-1]
    folded[ends] = BREAK
    return folded
