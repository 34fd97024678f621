"""Context rules at work: finding terms that stand together."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from lenswatch.keywords.found import Found
from lenswatch.keywords.nearby import Ordered
from lenswatch.keywords.rule import ContextRule, Scope
from lenswatch.keywords.selector import Selector, TermIndex
from lenswatch.keywords.term import Term

_FAR, _NEVER = 1_000_000, 1 << 62
_LISTING, _CLAUSE, _AFTER, _CHARACTERS = Scope.LISTING, Scope.CLAUSE, Scope.AFTER, Scope.CHARACTERS


@dataclass(frozen=True)
class PairedRule:
    """A rule that applies, and the hits it joined; the one it is about comes first."""

    rule: ContextRule
    hits: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A rule with the terms it asks for."""

    rule: ContextRule
    groups: tuple[int, ...]
    """The bit of the terms the rule is about, then of each that must stand with them."""
    needs: int
    """All those bits."""
    silencing: int
    """The bit of terms that silence it; 0 where none do."""
    within: Scope
    reach: int


class RuleBook:
    """The rules, knowing which terms each of them asks for.

    Args:
        rules: Context rules.
        terms: The terms that are matched.
    """

    def __init__(self, rules: Sequence[ContextRule], terms: Sequence[Term]) -> None:
        self._index = TermIndex(terms)
        self._bits: dict[str, int] = {}
        self._used = 0
        self._asked = [self._ask(rule) for rule in sorted(rules, key=lambda rule: (-abs(rule.score), rule.id))]

    def _ask(self, rule: ContextRule) -> _Asked:
        groups = tuple(self._bit(selector) for selector in (rule.any, *rule.together))
        needs = sum(groups)
        return _Asked(rule, groups, needs, self._bit(rule.unless) if rule.unless else 0, rule.within, rule.reach)

    def _bit(self, selector: Selector) -> int:
        """A new bit, given to all terms a selector points at."""
        bit = 1 << self._used
        self._used += 1
        for term_id in self._index.ids(selector):
            self._bits[term_id] = self._bits.get(term_id, 0) | bit
        return bit

    def pair(self, hits: Sequence[Found]) -> list[PairedRule]:
        """Rules that apply, by place. Of rules that give the same signal only the strongest is taken."""
        bits, seen = self._bits, 0
        living = []
        for hit in hits:
            if hit.excluded_by is None:
                asked_by = bits.get(hit.id, 0)
                if asked_by:
                    living.append((asked_by, hit))
                    seen |= asked_by
        paired: dict[str, PairedRule] = {}
        for asked in self._asked:
            if seen & asked.needs == asked.needs and asked.rule.signal not in paired:
                joined = _join(asked, living)
                if joined:
                    paired[asked.rule.signal] = PairedRule(asked.rule, joined)
        if len(paired) <= 1:
            return list(paired.values())
        return sorted(paired.values(), key=lambda p: (p.hits[0].field_index, p.hits[0].span, p.rule.id))


def _join(asked: _Asked, living: Sequence[tuple[int, Found]]) -> tuple[Found, ...] | None:
    silent = None
    groups: list[Ordered] = []
    for about in _with_bit(asked.groups[0], living):
        groups = groups or [Ordered(_with_bit(bit, living)) for bit in asked.groups[1:]]
        joined = [about]
        for group in groups:
            nearest = _nearest(asked, about, group)
            if nearest is None:
                break
            joined.append(nearest)
        else:
            if not asked.silencing:
                return tuple(joined)
            scope = asked.rule.unless_scope
            silent = silent or _places(_with_bit(asked.silencing, living), scope)
            if _places([about], scope).isdisjoint(silent):
                return tuple(joined)
    return None


def _with_bit(bit: int, living: Sequence[tuple[int, Found]]) -> list[Found]:
    return [hit for asked_by, hit in living if asked_by & bit]


def _nearest(asked: _Asked, about: Found, group: Ordered) -> Found | None:
    """The nearest hit of a group that does not overlap, the first of equally near ones; other fields come last."""
    nearest, least = None, _NEVER
    for hit in group.around(about):
        if hit.field_index == about.field_index:
            distance = max(hit.start - about.end, about.start - hit.end)
            if 0 <= distance < least and _reaches(asked, distance, about, hit):
                nearest, least = hit, distance
        elif asked.within is _LISTING and least > _FAR:
            nearest, least = hit, _FAR
    return nearest


def _reaches(asked: _Asked, distance: int, about: Found, hit: Found) -> bool:
    within = asked.within
    if within is _CHARACTERS:
        return distance <= asked.reach
    if within is _AFTER:
        return distance <= asked.reach and hit.start >= about.end
    return within is not _CLAUSE or about.clause == hit.clause


def _places(hits: Iterable[Found], scope: Scope) -> set[Hashable]:
    """Where hits stand, as coarsely as a scope sees it."""
    if scope is Scope.LISTING:
        return {"listing" for _ in hits}
    return {hit.field_index if scope is Scope.FIELD else hit.clause for hit in hits}
