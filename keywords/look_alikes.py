"""Finding words some characters of which were exchanged for others that look or sound alike.

Every character of a text is set against every character of every term at once: one bit for each, in one long integer
(the Shift-And method of Baeza-Yates and Gonnet, 1992, with classes of characters).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from lenswatch.keywords.normalise import Normalised
from lenswatch.keywords.skeleton import shipped_confusables
from lenswatch.keywords.skeleton_patterns import LEAST_HAN, SURE_HAN
from lenswatch.keywords.skeletons import MOST_OF_THREE, DisguisedHit
from lenswatch.keywords.term import Term
from lenswatch.keywords.variants import Policy

_OWN = {3: 1, 4: 2}
"""So many characters must be the term's own, by its length; one in longer terms."""


@dataclass(frozen=True)
class LookAlikes:
    """Terms of Han characters that may be written with look-alikes."""

    terms: Mapping[int, tuple[Term, str]]
    """The bit of a term's last character to the term and its normal form."""
    masks: Mapping[str, int]
    """Character to the bits of the places where it may stand."""
    begins: Mapping[str, int]
    """Those of them that are first characters."""
    first: int
    """The bits of first characters."""
    last: int
    """The bits of last characters."""
    runs: re.Pattern[str]
    """Characters of `masks`, as many as the shortest term has."""

    @classmethod
    def build(cls, terms: Sequence[Term], forms: Mapping[str, str]) -> Self:
        """Number the characters of terms.

        Args:
            terms: Terms that are matched.
            forms: Term id to its normal form.
        """
        ends: dict[int, tuple[Term, str]] = {}
        masks: dict[str, int] = defaultdict(int)
        first = last = bit = 0
        for term in terms:
            form = forms[term.id]
            if seeks_look_alikes(term, form):
                first |= 1 << bit
                for character in form:
                    for other in _stand_ins(character, term):
                        masks[other] |= 1 << bit
                    bit += 1
                last |= 1 << (bit - 1)
                ends[bit - 1] = term, form
        letters = "".join(map(re.escape, sorted(masks))) or "\0"
        begins = {character: mask & first for character, mask in masks.items()}
        return cls(ends, dict(masks), begins, first, last, re.compile(f"[{letters}]{{{LEAST_HAN},}}"))

    def find(self, text: Normalised) -> Iterator[DisguisedHit]:
        """Terms written with look-alikes; those written as the curator wrote them are left out."""
        masks, begins, first, last = self.masks, self.begins, self.first, self.last
        for run in self.runs.finditer(text.text):
            state = 0
            for place, character in enumerate(run[0], start=run.start() + 1):
                if not state:
                    state = begins[character]
                    continue
                state = (state << 1 | first) & masks[character]
                ended = state & last
                while ended:
                    bit = ended.bit_length() - 1
                    ended ^= 1 << bit
                    yield from self._hit(text, place, *self.terms[bit])

    @staticmethod
    def _hit(text: Normalised, end: int, term: Term, form: str) -> Iterator[DisguisedHit]:
        start = end - len(form)
        own = sum(one == other for one, other in zip(form, text.text[start:end], strict=True))
        if _OWN.get(len(form), 1) <= own < len(form):
            unsure = len(form) < SURE_HAN and own < MOST_OF_THREE
            yield DisguisedHit(term, text.original_span(start, end), Policy.SHAPE, unsure)


def seeks_look_alikes(term: Term, form: str) -> bool:
    """Whether a term is sought with look-alikes: its policies allow it, and it has three Han characters or more."""
    return Policy.SHAPE in term.variants and _is_han(form)


def _is_han(form: str) -> bool:
    syllables = shipped_confusables().syllables
    return len(form) >= LEAST_HAN and all(character in syllables for character in form)


def _stand_ins(character: str, term: Term) -> set[str]:
    known = shipped_confusables()
    others = {character, *known.looks.get(character, "")}
    return others | known.heard_as(known.syllables[character]) if Policy.SOUND in term.variants else others
