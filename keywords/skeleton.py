"""Skeletons: a text as it sounds and as it looks, for spellings nobody listed.

A skeleton is made from a text in one pass, character by character:

1. the folding of `lenswatch.keywords.folding`;
2. a Han character becomes its syllable without tone, one private-use character each: 象, 像 and 相 are the same;
3. letters, digits and signs that stand for each other become one: 0 o, 1 i l, 3 e, 4 a @, 5 s $, 7 t;
4. emoji that stand for words (📷, of variants.csv) stay; all else that folding drops is dropped;
5. a character repeated at once is kept once: 针针孔 is 针孔.

The second stream differs in step 2: a character that no term holds is read as the one of a term it looks like (镊 as
摄), or else by its rarer reading. So a word written with look-alikes has the skeleton of the word.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
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
    readings: Mapping[str, frozenset[str]]
    """Han character to its other syllables, where it has some."""
    numbers: Mapping[str, int]
    """Syllable to its code point in skeletons."""
    looks: Mapping[str, str]
    """Character to those that look like it, the most alike first."""

    @classmethod
    def parse(cls, sounds: str, shapes: str) -> Self:
        """Read both tables."""
        rows = _rows(sounds)
        syllables = {character: syllable for syllable, characters, _ in rows for character in characters}
        readings: dict[str, set[str]] = defaultdict(set)
        for syllable, _, also in rows:
            for character in also:
                readings[character].add(syllable)
        return cls(
            syllables,
            {character: frozenset(others) for character, others in readings.items()},
            {syllable: _PRIVATE.start + index for index, (syllable, *_) in enumerate(rows)},
            {character: alike for character, alike in _rows(shapes)},  # noqa: C416 - rows are lists, no pairs to a type checker
        )

    def sound_of(self, character: str) -> str:
        """What a folded character is in a skeleton: one character."""
        syllable = self.syllables.get(character)
        return character.translate(_LEET) if syllable is None else chr(self.numbers[syllable])

    def sound_alike(self, character: str, other: str) -> bool:
        """Whether one of a character's readings is another's commonest."""
        return self.sound_of(character) == self.sound_of(other) or self.syllables.get(character) in self.readings.get(
            other, ()
        )

    def alike(self, character: str, other: str) -> bool:
        """Whether two folded characters sound or look alike."""
        return (
            self.sound_alike(character, other)
            or other in self.looks.get(character, "")
            or character in self.looks.get(other, "")
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

    sound: NDArray[np.uint32]
    look: NDArray[np.uint32]
    """The same, with look-alikes of the alphabet read as what they look like."""

    @classmethod
    def build(cls, alphabet: Iterable[str], emoji: Iterable[str]) -> Self:
        """Compose folding, sound and look.

        Args:
            alphabet: Folded Han characters that terms hold.
            emoji: Single code points that stay.
        """
        known, letters = shipped_confusables(), frozenset(alphabet)
        second = np.arange(_CODE_POINTS, dtype=np.uint32)
        second[EXPANDED] = DROPPED
        for character in (*known.syllables, *"01l3457"):
            second[ord(character)] = ord(known.sound_of(character))
        look = second.copy()
        for other, code in _read_otherwise(known, letters).items():
            look[ord(other)] = code
        return cls(_composed(second, emoji), _composed(look, emoji))

    def skeletons(self, text: str) -> Iterator[Normalised]:
        """The skeleton by sound and, where it differs, the one by look; each with the way back to the original."""
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        sound, look = self.sound.take(points), self.look.take(points)
        yield _skeleton(text, sound)
        if not np.array_equal(sound, look):
            yield _skeleton(text, look)


def _read_otherwise(known: Confusables, letters: frozenset[str]) -> dict[str, int]:
    """What characters that are no letter, and sound like none, may be read as in place of their own sound."""
    heard = {known.syllables[letter] for letter in letters}
    codes = {}
    for other, readings in known.readings.items():
        rarer = sorted(readings & heard)
        if rarer and other not in letters and known.syllables.get(other) not in heard:
            codes[other] = known.numbers[rarer[0]]
    places: dict[str, tuple[int, str]] = {}
    for character in sorted(letters):
        for place, other in enumerate(known.looks.get(character, "")):
            if other not in letters:
                places[other] = min(places.get(other, (place, character)), (place, character))
    return codes | {other: known.numbers[known.syllables[character]] for other, (_, character) in places.items()}


def _composed(second: NDArray[np.uint32], emoji: Iterable[str]) -> NDArray[np.uint32]:
    table: NDArray[np.uint32] = second.take(shipped_table().single)
    table[_PRIVATE.start : _PRIVATE.stop] = DROPPED
    for sign, letter in _SIGNS.items():
        table[ord(sign)] = ord(letter)
    for character in emoji:
        table[ord(character)] = ord(character)
    return table


def _skeleton(text: str, codes: NDArray[np.uint32]) -> Normalised:
    places = np.flatnonzero(codes)
    kept = codes[places]
    if len(kept) > 1:
        first = np.empty(len(kept), dtype=np.bool_)
        first[0] = True
        np.not_equal(kept[1:], kept[:-1], out=first[1:])
        places, kept = places[first], kept[first]
    return Normalised.at(kept.tobytes().decode("utf-32-le"), text, places)


def collapsed(text: str) -> str:
    """A text whose characters repeated at once are kept once."""
    return "".join(character for index, character in enumerate(text) if index == 0 or text[index - 1] != character)
