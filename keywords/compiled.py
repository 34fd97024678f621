"""The lexicon as patterns: each spelling points back to its term or exclusion."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.look_alikes import LookAlikes
from lenswatch.keywords.matcher import Matcher, word_class
from lenswatch.keywords.normalise import normal_forms
from lenswatch.keywords.owner import Owner
from lenswatch.keywords.skeletons import Skeletons
from lenswatch.keywords.term import Term

_LEAST_HAN, _LEAST_LATIN = 3, 4


@dataclass(frozen=True)
class CompiledLexicon:
    """Patterns and what they stand for."""

    terms: tuple[Term, ...]
    """Terms that are matched."""
    matcher: Matcher
    owners: Sequence[tuple[Owner, ...]]
    """For each pattern of the matcher."""
    skeletons: Skeletons
    look_alikes: LookAlikes

    @classmethod
    def build(cls, lexicon: Lexicon, on: date | None) -> Self:
        """Derive all spellings and build the automata."""
        terms = tuple(term for term in lexicon.terms if term.active and term.valid_on(on))
        forms = dict(zip((term.id for term in terms), normal_forms([term.text for term in terms]), strict=True))
        owners: dict[str, list[Owner]] = defaultdict(list)
        for term in terms:
            for pattern, owner in _patterns(lexicon, term, forms[term.id]):
                owners[pattern].append(owner)
        for exclusion in lexicon.exclusions:
            for pattern in dict.fromkeys(normal_forms(exclusion.patterns)):
                owners[pattern].append(Owner(exclusion.id, None, exclusion))
        return cls(
            terms,
            Matcher(list(owners)),
            [tuple(found) for found in owners.values()],
            Skeletons.build(terms, forms, lexicon.replacements),
            LookAlikes.build(terms, forms),
        )

    def spellings(self) -> Mapping[str, int]:
        """How many patterns there are for each policy, "plain" for words as written and "skeleton" for folded ones."""
        counts: dict[str, int] = defaultdict(int)
        for owners in self.owners:
            for owner in owners:
                counts[owner.policy or "plain"] += 1
        counts["skeleton"] = len(self.skeletons.patterns)
        return counts


def _patterns(lexicon: Lexicon, term: Term, plain: str) -> Iterator[tuple[str, Owner]]:
    yield plain, Owner(term.id, term, None)
    spellings = list(lexicon.replacements.spellings(term.text, term.variants))
    seen = {plain, ""}
    for spelling, form in zip(spellings, normal_forms([one.text for one in spellings]), strict=True):
        if form not in seen:
            seen.add(form)
            short = spelling.needs_context or _is_short(form)
            yield form, Owner(term.id, term, None, short=short, policy=spelling.policy)


def _is_short(spelling: str) -> bool:
    latin = sum(word_class(character) is not None for character in spelling)
    han = len(spelling) - latin
    return han * _LEAST_LATIN + latin * _LEAST_HAN < _LEAST_HAN * _LEAST_LATIN
