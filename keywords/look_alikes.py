"""Finding words some characters of which were exchanged for others that look or sound alike.

Every term has a bit. Three numpy tables tell for each code point in which of 64 groups of terms it may stand first,
second and third: where the three overlap, and only there, the terms themselves are asked, one bit for each in a long
integer. So most of a text is passed over without a step of Python, and nothing is missed.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from lenswatch.keywords.normalise import Normalised
from lenswatch.keywords.skeleton import shipped_confusables
from lenswatch.keywords.skeleton_patterns import LEAST_HAN, SURE_HAN
from lenswatch.keywords.skeletons import MOST_OF_THREE, DisguisedHit
from lenswatch.keywords.term import Term
from lenswatch.keywords.variants import Policy, Replacements

_OWN = {3: 1, 4: 2}
"""So many characters must be as good as the term's own, by its length; one in longer terms."""
_CODE_POINTS = 0x110000
_GROUPS = 64
_MOST_ASKED = 4096


class _Letter(NamedTuple):
    """A character of a term, and whether it may be exchanged for what sounds the same."""

    character: str
    spoken: bool


class _Sought(NamedTuple):
    term: Term
    form: str
    """Its normal form."""
    letters: tuple[_Letter, ...]


class _Likeness(NamedTuple):
    """What is written stands for a term."""

    unsure: bool


@dataclass(frozen=True, repr=False)
class LookAlikes:
    """Terms of Han characters that may be written with look-alikes."""

    sought: Sequence[_Sought]
    replacements: Replacements
    """What curators say looks or sounds alike, beside the tables."""
    bits: Sequence[Mapping[_Letter, int]]
    """For the first three places: letter to the bits of terms that have it there."""
    groups: tuple[NDArray[np.uint64], ...]
    """For the first three places and each code point: the groups of terms in which it may stand there."""
    asked: dict[str, Sequence[_Sought]] = field(default_factory=dict, compare=False)
    """Answers given lately: the same few words come again and again."""
    judged: dict[tuple[str, str], _Likeness | None] = field(default_factory=dict, compare=False)
    """The same for a term's form and what is written."""

    @classmethod
    def build(cls, terms: Sequence[Term], forms: Mapping[str, str], replacements: Replacements) -> Self:
        """Number the terms.

        Args:
            terms: Terms that are matched.
            forms: Term id to its normal form.
            replacements: Of its policies shape and sound, single characters.
        """
        sought = sorted(
            (
                _Sought(term, forms[term.id], tuple(_Letter(c, Policy.SOUND in term.variants) for c in forms[term.id]))
                for term in terms
                if seeks_look_alikes(term, forms[term.id])
            ),
            key=lambda one: one.form,
        )
        bits: list[dict[_Letter, int]] = [defaultdict(int) for _ in range(LEAST_HAN)]
        for number, one in enumerate(sought):
            for place in range(LEAST_HAN):
                bits[place][one.letters[place]] |= 1 << number
        groups = tuple(_group_table(one, len(sought), replacements) for one in bits)
        return cls(sought, replacements, [dict(one) for one in bits], groups)

    @cached_property
    def stands_for(self) -> Mapping[str, Sequence[_Letter]]:
        """Character to the letters of terms it may stand for."""
        found: dict[str, list[_Letter]] = defaultdict(list)
        for letter in {letter for one in self.sought for letter in one.letters}:
            for other in _stand_ins(letter, self.replacements):
                found[other].append(letter)
        return found

    def find(self, text: Normalised) -> Iterator[DisguisedHit]:
        """Terms written with look-alikes, by their ends; those written as the curator wrote them are left out."""
        form = text.text
        for start in self.candidates(text.codes):
            for one in self._begun_by(form[start : start + LEAST_HAN]):
                if not form.startswith(one.form, start):
                    yield from self._hit(text, start, one)

    def candidates(self, codes: NDArray[np.uint32]) -> list[int]:
        """Where a term may begin: a few places more than where one does, none fewer."""
        if not self.sought or len(codes) < LEAST_HAN:
            return []
        first, second, third = self.groups
        places = first.take(codes[:-2]).nonzero()[0]
        both = first.take(codes.take(places)) & second.take(codes.take(places + 1))
        left = both.nonzero()[0]
        if not len(left):
            return []
        places = places.take(left)
        three = both.take(left) & third.take(codes.take(places + 2))
        found: list[int] = places.take(three.nonzero()[0]).tolist()
        return found

    def _begun_by(self, characters: str) -> Sequence[_Sought]:
        """The terms three characters may begin."""
        if characters not in self.asked:
            if len(self.asked) >= _MOST_ASKED:
                self.asked.clear()
            self.asked[characters] = self._ask(characters)
        return self.asked[characters]

    def _ask(self, characters: str) -> Sequence[_Sought]:
        bits = -1
        for character, letters in zip(characters, self.bits, strict=True):
            here = 0
            for letter in self.stands_for.get(character, ()):
                here |= letters.get(letter, 0)
            bits &= here
        return [one for number, one in enumerate(self.sought) if bits >> number & 1] if bits else []

    def _hit(self, text: Normalised, start: int, one: _Sought) -> Iterator[DisguisedHit]:
        end = start + len(one.form)
        asked = one.form, text.text[start:end]
        if asked not in self.judged:
            if len(self.judged) >= _MOST_ASKED:
                self.judged.clear()
            self.judged[asked] = self._judge(one, asked[1])
        found = self.judged[asked]
        if found is not None:
            yield DisguisedHit(one.term, text.original_span(start, end), Policy.SHAPE, found.unsure)

    def _judge(self, one: _Sought, written: str) -> _Likeness | None:
        """How well characters of which the first three fit stand for a term; None where they do not."""
        form, letters = one.form, one.letters
        if len(written) < len(form):
            return None
        own = sum(map(shipped_confusables().as_good_as, written, form))
        if own < _OWN.get(len(form), 1):
            return None
        rest = zip(letters[LEAST_HAN:], written[LEAST_HAN:], strict=True)
        if not all(letter in self.stands_for.get(character, ()) for letter, character in rest):
            return None
        return _Likeness(unsure=len(form) < SURE_HAN and own < MOST_OF_THREE)


def _group_table(bits: Mapping[_Letter, int], count: int, replacements: Replacements) -> NDArray[np.uint64]:
    """The groups of terms a code point may stand in; neighbours in the order of terms share one."""
    table = np.zeros(_CODE_POINTS, dtype=np.uint64)
    each = -(-count // _GROUPS) or 1
    for letter, terms in bits.items():
        groups = sum(1 << group for group in range(_GROUPS) if terms >> (group * each) & ((1 << each) - 1))
        others = [ord(other) for other in _stand_ins(letter, replacements)]
        table[others] |= np.uint64(groups)
    return table


def seeks_look_alikes(term: Term, form: str) -> bool:
    """Whether a term is sought with look-alikes: its policies allow it, and it has three Han characters or more."""
    return Policy.SHAPE in term.variants and _is_han(form)


def _is_han(form: str) -> bool:
    syllables = shipped_confusables().syllables
    return len(form) >= LEAST_HAN and all(character in syllables for character in form)


def _stand_ins(letter: _Letter, replacements: Replacements) -> set[str]:
    known = shipped_confusables()
    character, spoken = letter
    listed = [replacements.single(character, policy) for policy in (Policy.SHAPE, Policy.SOUND)[: 1 + spoken]]
    others = {character, *known.looks.get(character, "")}.union(*listed)
    return others | known.heard_as(known.syllables[character]) if spoken else others
