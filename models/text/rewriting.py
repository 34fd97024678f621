"""Rewriting words as sellers do to pass a filter: training rows of every label are also shown so.

Lawful and plain rows are rewritten like covert ones, so that odd spelling alone is no guilt.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lenswatch.keywords.skeleton import Confusables, shipped_confusables
from lenswatch.models.corpus_row import CorpusRow

Chance = random.Random  # nothing secret: the same rewrites in every training
_SEPARATORS = "*._-/ ~+|丨"
_EMOJI = "📷🔥✨👀🎥❤"
_LEET = str.maketrans("aeios", "43105")
_LEAST = 2
_MOST_WORDS = 3


@dataclass(frozen=True)
class Rewriter:
    """Rewrites some of the telling words of a row.

    Attributes:
        words: Words that a seller would hide.
        known: Characters that sound or look alike.
    """

    words: Sequence[str]
    known: Confusables

    @classmethod
    def of(cls, words: Sequence[str]) -> "Rewriter":
        """A rewriter with the shipped tables."""
        long_enough = {word for word in words if len(word) >= _LEAST}
        return cls(sorted(long_enough, key=lambda word: (-len(word), word)), shipped_confusables())

    def rewritten(self, row: CorpusRow, number: int) -> CorpusRow:
        """Another spelling of a row; the same number always gives the same."""
        chance = Chance(f"{row.id} {number}")
        change = chance.choice(self._changes())
        text = row.text + (row.image_text or "")
        present = [word for word in self.words if word in text]
        chosen = chance.sample(present, min(len(present), _MOST_WORDS))
        spelt = {word: change(word, chance) for word in sorted(chosen, key=lambda word: (-len(word), word))}
        return row.model_copy(
            update={
                "title": _replaced(row.title, spelt),
                "description": _replaced(row.description, spelt),
                "attributes": {name: _replaced(value, spelt) for name, value in row.attributes.items()},
                "image_text": _replaced(row.image_text, spelt) if row.image_text else None,
            }
        )

    def _changes(self) -> Sequence[Callable[[str, Chance], str]]:
        return (self._sounds, self._sounds, self._looks, self._spelt_out, _separated, _with_emoji, _leet, _doubled)

    def _sounds(self, word: str, chance: Chance) -> str:
        def other(character: str) -> str:
            syllable = self.known.syllables.get(character)
            alike = sorted(self.known.heard_as(syllable) - {character}) if syllable else []
            return chance.choice(alike) if alike else character

        return _some(word, chance, other)

    def _looks(self, word: str, chance: Chance) -> str:
        return _some(word, chance, lambda one: (self.known.looks.get(one) or one)[0])

    def _spelt_out(self, word: str, chance: Chance) -> str:
        return _some(word, chance, lambda one: self.known.syllables.get(one, one))


def _replaced(text: str, spelt: Mapping[str, str]) -> str:
    for word, other in spelt.items():
        text = text.replace(word, other)
    return text


def _some(word: str, chance: Chance, other: Callable[[str], str]) -> str:
    places = set(chance.sample(range(len(word)), min(len(word), chance.choice((1, 2)))))
    return "".join(other(one) if place in places else one for place, one in enumerate(word))


def _separated(word: str, chance: Chance) -> str:
    return chance.choice(_SEPARATORS).join(word)


def _with_emoji(word: str, chance: Chance) -> str:
    place = chance.randrange(1, len(word))
    return word[:place] + chance.choice(_EMOJI) + word[place:]


def _leet(word: str, chance: Chance) -> str:
    del chance
    return word.translate(_LEET)


def _doubled(word: str, chance: Chance) -> str:
    return _some(word, chance, lambda one: one * 2)
