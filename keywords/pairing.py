"""Context rules at work: finding terms that stand together."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from lenswatch.keywords.found import Found
from lenswatch.keywords.nearby import Ordered
from lenswatch.keywords.rule import ContextRule, Scope
from lenswatch.keywords.selector import TermIndex
from lenswatch.keywords.term import Term

_FAR = 1_000_000


@dataclass(frozen=True)
class PairedRule:
    """A rule that applies, and the hits it joined; the one it is about comes first."""

    rule: ContextRule
    hits: tuple[Found, ...]


@dataclass(frozen=True)
class _Asked:
    """A rule with the terms it asks for."""

    rule: ContextRule
    groups: tuple[frozenset[str], ...]
    """Ids for the term the rule is about, then for each that must stand with it."""
    silencing: frozenset[str]
    needs: int
    """One bit for each group."""


class RuleBook:
    """The rules, knowing which terms each of them asks for.

    Args:
        rules: Context rules.
        terms: The terms that are matched.
    """

    def __init__(self, rules: Sequence[ContextRule], terms: Sequence[Term]) -> None:
        index = TermIndex(terms)
        self._bits: dict[str, int] = defaultdict(int)
        self._asked = []
        used = 0
        for rule in sorted(rules, key=lambda rule: (-abs(rule.score), rule.id)):
            groups = tuple(index.ids(selector) for selector in (rule.any, *rule.together))
            for bit, ids in enumerate(groups, start=used):
                for term_id in ids:
                    self._bits[term_id] |= 1 << bit
            needs = ((1 << len(groups)) - 1) << used
            used += len(groups)
            self._asked.append(_Asked(rule, groups, index.ids(rule.unless) if rule.unless else frozenset(), needs))

    def pair(self, hits: Sequence[Found]) -> list[PairedRule]:
        """Rules that apply, by place. Of rules that give the same signal only the strongest is taken."""
        living = [hit for hit in hits if hit.excluded_by is None]
        seen = 0
        for hit in living:
            seen |= self._bits.get(hit.id, 0)
        paired: dict[str, PairedRule] = {}
        for asked in self._asked:
            if seen & asked.needs == asked.needs and asked.rule.signal not in paired:
                joined = _join(asked, living)
                if joined:
                    paired[asked.rule.signal] = PairedRule(asked.rule, joined)
        return sorted(paired.values(), key=lambda p: (p.hits[0].field_index, p.hits[0].span, p.rule.id))


def _join(asked: _Asked, living: Sequence[Found]) -> tuple[Found, ...] | None:
    abouts = [hit for hit in living if hit.id in asked.groups[0]]
    groups = [Ordered([hit for hit in living if hit.id in ids]) for ids in asked.groups[1:]]
    silent = _places([hit for hit in living if hit.id in asked.silencing], asked.rule.unless_scope)
    for about in abouts:
        joined = [about]
        for group in groups:
            nearest = _nearest(asked.rule, about, group)
            if nearest is None:
                break
            joined.append(nearest)
        else:
            if _places([about], asked.rule.unless_scope).isdisjoint(silent):
                return tuple(joined)
    return None


def _nearest(rule: ContextRule, about: Found, group: Ordered) -> Found | None:
    reachable = [
        hit for hit in group.around(about) if hit is not about and _reaches(rule.within, rule.reach, about, hit)
    ]
    return min(reachable, key=lambda hit: _distance(about, hit), default=None)


def _distance(about: Found, hit: Found) -> int:
    apart = about.apart(hit)
    return _FAR if apart is None else apart


def _reaches(within: Scope, reach: int, about: Found, hit: Found) -> bool:
    apart = about.apart(hit)
    if apart is None and about.field_index == hit.field_index:
        return False
    match within:
        case Scope.LISTING:
            return True
        case Scope.FIELD:
            return apart is not None
        case Scope.CLAUSE:
            return apart is not None and about.clause == hit.clause
        case Scope.AFTER:
            return apart is not None and apart <= reach and hit.span[0] >= about.span[1]
        case Scope.CHARACTERS:
            return apart is not None and apart <= reach


def _places(hits: Iterable[Found], scope: Scope) -> set[Hashable]:
    """Where hits stand, as coarsely as a scope sees it."""
    if scope is Scope.LISTING:
        return {"listing" for _ in hits}
    return {hit.field_index if scope is Scope.FIELD else hit.clause for hit in hits}
