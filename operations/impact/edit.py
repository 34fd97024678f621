"""How far an edit of the lexicon reaches: which words of a text could be read otherwise by it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from lenswatch.keywords.exclusion import Exclusion
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.reading import LexiconReader
from lenswatch.keywords.rule import ContextRule
from lenswatch.keywords.selector import TermIndex
from lenswatch.keywords.switched_off import SwitchedOff
from lenswatch.keywords.term import Role, State, Term

_WORTH_ASKING = 0.5
"""Where more of the terms than this are to be asked first, reading everything twice costs less."""
_Matched = tuple[Term, frozenset[str]]


@dataclass(frozen=True)
class Edit:
    """Two lexicons, each as it is in force.

    A hit depends on its own term alone; what cancels it, which rules join it and what it gives depend on those beside
    it. So a text is read alike by both if it holds none of: a term that differs, a word of an exclusion that differs, a
    term of a role and severity whose points differ, and, for each rule that differs, any term of the group it asks for
    that has the fewest. A table of replacements that differs reaches everywhere.
    """

    before: Lexicon
    after: Lexicon

    @cached_property
    def changed_terms(self) -> frozenset[str]:
        """Ids of the terms that are matched otherwise; a changed note or source is no change here."""
        before, after = _matched(self.before), _matched(self.after)
        return frozenset(one for one in before.keys() | after.keys() if before.get(one) != after.get(one))

    @property
    def reaches_everywhere(self) -> bool:
        """Whether any text may be read otherwise."""
        return self.before.replacements != self.after.replacements

    def probe(self) -> LexiconReader | None:
        """A small reader that finds a term in every text that may be read otherwise; None where all texts may be."""
        if self.reaches_everywhere:
            return None
        words = self._words()
        if len(words) > _WORTH_ASKING * max(1, len(self.after.terms)):
            return None
        numbered = tuple(replace(term, id=f"P{number}") for number, term in enumerate(words))
        # Nothing is switched off, rules and exclusions are left out: whatever either lexicon finds, this finds too.
        return LexiconReader(
            replace(
                self.after,
                terms=numbered,
                rules=(),
                exclusions=(),
                switched_off=SwitchedOff(),
                emergencies=(),
                release=None,
                derived=None,
            )
        )

    def _words(self) -> list[Term]:
        both = (self.before, self.after)
        rules, exclusions = _differing_rules(*both), _differing_exclusions(*both)
        points = _differing_points(*both)
        found: dict[Term, None] = {}
        for lexicon, its_rules in zip(both, rules, strict=True):
            active = [term for term in lexicon.terms if term.active]
            wanted = self.changed_terms | _least_groups(its_rules, active)
            found |= dict.fromkeys(t for t in active if t.id in wanted or (t.role, t.severity) in points)
        return [*found, *_as_terms(exclusions)]


def _matched(lexicon: Lexicon) -> Mapping[str, _Matched]:
    """What of each active term counts when a text is read."""
    off = lexicon.switched_off
    return {
        term.id: (
            replace(off.applied(term), source="", note="", valid_from=None, valid_to=None),
            off.spellings.get(term.id, frozenset()),
        )
        for term in lexicon.terms
        if term.active
    }


def _differing_rules(before: Lexicon, after: Lexicon) -> tuple[set[ContextRule], set[ContextRule]]:
    """Rules of each that the other has not."""
    old, new = ({replace(rule, ground="", note="") for rule in lexicon.rules} for lexicon in (before, after))
    return old - new, new - old


def _differing_exclusions(before: Lexicon, after: Lexicon) -> set[Exclusion]:
    old, new = ({replace(one, note="") for one in lexicon.exclusions} for lexicon in (before, after))
    return old ^ new


def _differing_points(before: Lexicon, after: Lexicon) -> set[tuple[Role, int]]:
    old, new = before.weights.table, after.weights.table
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}


def _least_groups(rules: Iterable[ContextRule], active: Iterable[Term]) -> frozenset[str]:
    """For each rule, the terms of the group that fewest terms belong to: without one of them it cannot apply."""
    index = TermIndex(active)
    least = (min((index.ids(group) for group in (rule.any, *rule.together)), key=len) for rule in rules)
    return frozenset[str]().union(*least)


def _as_terms(exclusions: Iterable[Exclusion]) -> Iterator[Term]:
    for exclusion in sorted(exclusions, key=lambda one: one.id):
        for pattern in exclusion.patterns:
            yield Term(
                id="", text=pattern, lang="zh", role=Role.CONTEXT, severity=1, state=State.ACTIVE, signals=(),
                disguise=None, variants=(), groups=(), source="", note="", valid_from=None, valid_to=None,
            )  # fmt: skip
