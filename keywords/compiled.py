"""The lexicon as patterns: each spelling points back to its term or exclusion."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from lenswatch.keywords.exclusion import Exclusion
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.matcher import Matcher, word_class
from lenswatch.keywords.normalise import normal_forms
from lenswatch.keywords.term import Term

_LEAST_HAN, _LEAST_LATIN = 3, 4


@dataclass(frozen=True)
class Owner:
    """What a pattern stands for."""

    id: str
    """Id of the term or exclusion."""
    term: Term | None
    exclusion: Exclusion | None
    short: bool
    """Whether it is a derived spelling of fewer than 3 Han characters or 4 Latin letters, which needs context."""


@dataclass(frozen=True)
class CompiledLexicon:
    """Patterns and what they stand for."""

    terms: tuple[Term, ...]
    """Terms that are matched."""
    matcher: Matcher
    owners: Sequence[tuple[Owner, ...]]
    """For each pattern of the matcher."""

    @classmethod
    def build(cls, lexicon: Lexicon, on: date | None) -> Self:
        """Derive all spellings and build the automaton."""
        terms = tuple(term for term in lexicon.terms if term.active and term.valid_on(on))
        owners: dict[str, list[Owner]] = defaultdict(list)
        for term in terms:
            plain, *others = normal_forms([term.text, *lexicon.replacements.spellings(term.text, term.variants)])
            owners[plain].append(Owner(term.id, term, None, short=False))
            for spelling in sorted(set(others) - {plain, ""}):
                owners[spelling].append(Owner(term.id, term, None, short=_is_short(spelling)))
        for exclusion in lexicon.exclusions:
            for pattern in dict.fromkeys(normal_forms(exclusion.patterns)):
                owners[pattern].append(Owner(exclusion.id, None, exclusion, short=False))
        return cls(terms, Matcher(list(owners)), [tuple(found) for found in owners.values()])


def _is_short(spelling: str) -> bool:
    latin = sum(word_class(character) is not None for character in spelling)
    han = len(spelling) - latin
    return han * _LEAST_LATIN + latin * _LEAST_HAN < _LEAST_HAN * _LEAST_LATIN
