"""Skeletons: a text as it sounds, for spellings nobody listed.

A skeleton is made from a text in one pass, character by character:

1. the folding of `lenswatch.keywords.folding`;
2. a Han character becomes its syllable without tone, one private-use character each: 象, 像 and 相 are the same;
3. letters, digits and signs that stand for each other become one: 0 o, 1 i l, 3 e, 4 a @, 5 s $, 7 t;
4. emoji that stand for words (📷, of variants.csv) stay; all else that folding drops is dropped;
5. a character repeated at once is kept once: 针针孔 is 针孔.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from io import StringIO
from itertools import groupby
from typing import Self

import numpy as np
from numpy.typing import NDArray

from lenswatch.keywords.folding import DROPPED, EXPANDED, shipped_table
from lenswatch.keywords.normalise import Normalised

_CODE_POINTS = 0x110000
_PRIVATE = range(0xE000, 0xF900)
"""Syllables are numbered from its start. A text's own private-use characters leave nothing behind."""
_LEET = str.maketrans("01l3457", "oiieast")
_SIGNS = {"@": "a", "$": "s"}


@dataclass(frozen=True)
class Confusables:
    """Which characters sound or look alike, from sounds.csv and shapes.csv."""

    syllables: Mapping[str, str]
    """Han character to its syllable without tone, as in pinyin: 针 to zhen."""
    by_syllable: Mapping[str, frozenset[str]]
    """Syllable to the characters that may be read so."""
    numbers: Mapping[str, int]
    """Syllable to its code point in skeletons."""
    looks: Mapping[str, str]
    """Character to those that look like it, the most alike first."""

    @classmethod
    def parse(cls, sounds: str, shapes: str) -> Self:
        """Read both tables."""
        rows = _rows(sounds)
        syllables = {character: syllable for syllable, characters, _ in rows for character in characters}
        return cls(
            syllables,
            {syllable: frozenset(characters + also) for syllable, characters, also in rows},
            {syllable: _PRIVATE.start + index for index, (syllable, *_) in enumerate(rows)},
            {character: alike for character, alike in _rows(shapes)},  # noqa: C416 - rows are lists, no pairs to a type checker
        )

    def sound_of(self, character: str) -> str:
        """What a folded character is in a skeleton: one character."""
        syllable = self.syllables.get(character)
        return character.translate(_LEET) if syllable is None else chr(self.numbers[syllable])

    def heard_as(self, syllable: str) -> frozenset[str]:
        """Characters that have a syllable among their readings."""
        return self.by_syllable.get(syllable, frozenset())

    def as_good_as(self, written: str, meant: str) -> bool:
        """Whether a character is another, or both sounds and looks like it: 象 for 像, hardly ever by chance."""
        return written == meant or (
            written in self.looks.get(meant, "") and self.syllables.get(written) == self.syllables.get(meant)
        )


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text)))[1:]


@cache
def shipped_confusables() -> Confusables:
    """The tables that ship with lenswatch, read at first use."""
    folder = files("lenswatch").joinpath("keywords")
    sounds, shapes = (folder.joinpath(name).read_text(encoding="utf-8") for name in ("sounds.csv", "shapes.csv"))
    return Confusables.parse(sounds, shapes)


@dataclass(frozen=True)
class SkeletonTable:
    """What each code point becomes in a skeleton; 0 is dropped."""

    codes: NDArray[np.uint32]
    """For each of the 1,114,112 code points."""

    @classmethod
    @lru_cache(maxsize=4)
    def build(cls, emoji: frozenset[str]) -> Self:
        """Compose folding and sound.

        Args:
            emoji: Single code points that stay.
        """
        known = shipped_confusables()
        second = np.arange(_CODE_POINTS, dtype=np.uint32)
        second[EXPANDED] = DROPPED
        for character in (*known.syllables, *"01l3457"):
            second[ord(character)] = ord(known.sound_of(character))
        single = shipped_table().single
        table: NDArray[np.uint32] = second.take(single)
        for character in known.syllables:
            if chr(single[ord(character)]) not in known.syllables:  # simplified to one so rare that no table reads it
                table[ord(character)] = second[ord(character)]
        table[_PRIVATE.start : _PRIVATE.stop] = DROPPED
        for sign, letter in _SIGNS.items():
            table[ord(sign)] = ord(letter)
        for character in emoji:
            table[ord(character)] = ord(character)
        return cls(table)

    def skeleton(self, text: str) -> Normalised:
        """The skeleton of a text, with the way back to the original."""
        codes = self.codes.take(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32))
        places = codes.nonzero()[0]
        kept = codes[places]
        if len(kept) > 1:
            first = np.empty(len(kept), dtype=np.bool_)
            first[0] = True
            np.not_equal(kept[1:], kept[:-1], out=first[1:])
            places, kept = places[first], kept[first]
        return Normalised(kept.tobytes().decode("utf-32-le"), text, places, kept)


def collapsed(text: str) -> str:
    """A text whose characters repeated at once are kept once."""
    return "".join(character for character, _ in groupby(text))
