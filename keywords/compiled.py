"""The lexicon as patterns: each spelling points back to its term or exclusion."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from lenswatch.keywords.derived import Derived
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.look_alikes import LookAlikes
from lenswatch.keywords.matcher import Matcher
from lenswatch.keywords.normalise import normal_forms
from lenswatch.keywords.owner import Owner
from lenswatch.keywords.selector import TermIndex
from lenswatch.keywords.skeletons import Skeletons
from lenswatch.keywords.term import Term


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
        """Derive all spellings, unless the lexicon brings those of its release, and build the automata."""
        allowed = lexicon.switched_off.applied
        terms = tuple(allowed(term) for term in lexicon.terms if term.active and term.valid_on(on))
        forms = dict(zip((term.id for term in terms), normal_forms([term.text for term in terms]), strict=True))
        derived = lexicon.derived or Derived.of(terms, forms, lexicon.replacements)
        owners: dict[str, list[Owner]] = defaultdict(list)
        for term in terms:
            for pattern, owner in _patterns(lexicon, term, forms[term.id], derived):
                owners[pattern].append(owner)
        index = TermIndex(terms)
        for exclusion in lexicon.exclusions:
            cancels = index.ids(exclusion.cancels)
            for pattern in dict.fromkeys(normal_forms(exclusion.patterns)):
                owners[pattern].append(Owner(exclusion.id, None, exclusion, cancels=cancels))
        return cls(
            terms,
            Matcher(list(owners)),
            [tuple(found) for found in owners.values()],
            Skeletons.build(terms, forms, lexicon.replacements, derived.skeletons),
            LookAlikes.build(terms, forms, lexicon.replacements),
        )

    def spellings(self) -> Mapping[str, int]:
        """How many patterns there are for each policy, "plain" for words as written and "skeleton" for folded ones."""
        counts: dict[str, int] = defaultdict(int)
        for owners in self.owners:
            for owner in owners:
                counts[owner.policy or "plain"] += 1
        counts["skeleton"] = len(self.skeletons.patterns)
        return counts


def _patterns(lexicon: Lexicon, term: Term, plain: str, derived: Derived) -> Iterator[tuple[str, Owner]]:
    yield plain, Owner(term.id, term, None)
    for one in derived.enumerated.get(term.id, ()):
        if not lexicon.switched_off.covers(term.id, one.form):
            yield one.form, Owner(term.id, term, None, short=one.needs_context, policy=one.policy)
