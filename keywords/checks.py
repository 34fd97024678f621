"""Checks across rows: what no cell shows by itself."""

import unicodedata
from collections.abc import Mapping, Sequence

from lenswatch.core.messages import Message, message
from lenswatch.keywords.exclusion import Exclusion
from lenswatch.keywords.normalise import normal_forms
from lenswatch.keywords.row import Row
from lenswatch.keywords.rule import ContextRule
from lenswatch.keywords.selector import Selector, TermIndex
from lenswatch.keywords.term import Role, State, Term


def check_terms(rows: Sequence[tuple[Term, Row]]) -> None:
    """Ids are unique; no two living terms read the same; a name of one character is only ever context."""
    ids: dict[str, Row] = {}
    readings: dict[str, Row] = {}
    forms = normal_forms([term.text for term, _ in rows])
    for (term, row), reading in zip(rows, forms, strict=True):
        _check_id(term.id, row, ids)
        if term.text and not reading:
            row.wrong("term", message('"{text}" holds nothing that could be matched.', text=term.text))
        if term.state is State.RETIRED:
            continue
        first = readings.setdefault(reading, row)
        if reading and first is not row:
            row.wrong(
                "term",
                message(
                    '"{text}" reads the same as {id} ({file}:{line}); merge the two or retire one.',
                    text=term.text,
                    id=first.text("id"),
                    file=first.place("term").file,
                    line=first.place("term").line,
                ),
            )
        if len(reading) == 1 and term.role in {Role.BLOCK, Role.ALERT, Role.COUNTER}:
            row.wrong("term", message('"{text}" is one character; it may only be context.', text=term.text))


def check_groups(rows: Sequence[tuple[Term, Row]], rules: Sequence[ContextRule]) -> None:
    """Each group a term belongs to is used by a context rule."""
    used = {part for rule in rules for selector in (rule.any, *rule.together) for part in selector.parts}
    used |= {part for rule in rules if rule.unless for part in rule.unless.parts}
    for term, row in rows:
        for group in term.groups:
            if f"%{group}" not in used:
                row.wrong(
                    "context_rule", message("no rule of context.csv uses %{group}; check the spelling.", group=group)
                )


def check_rules(rows: Sequence[tuple[ContextRule, Row]], terms: Sequence[Term]) -> None:
    """Ids are unique, and each rule can fire: each of its selectors finds an active term."""
    ids: dict[str, Row] = {}
    states = {term.id: term.state for term in terms}
    active = TermIndex(term for term in terms if term.active)
    for rule, row in rows:
        _check_id(rule.id, row, ids)
        for name, selector in (("any", rule.any), *(("with", group) for group in rule.together)):
            _check_reachable(row, name, selector, active, states)


def _check_reachable(row: Row, name: str, selector: Selector, active: TermIndex, states: Mapping[str, State]) -> None:
    for part in selector.parts:
        if states.get(part) is State.RETIRED:
            row.wrong(name, message("{id} is retired; remove it or name its successor.", id=part))
    if selector.parts and not active.ids(selector):
        row.wrong(name, message("no active term is selected, so the rule can never fire."))


def check_exclusions(rows: Sequence[tuple[Exclusion, Row]]) -> None:
    """Ids are unique."""
    ids: dict[str, Row] = {}
    for exclusion, row in rows:
        _check_id(exclusion.id, row, ids)


def _check_id(value: str, row: Row, seen: dict[str, Row]) -> None:
    if not (value.isascii() and value.replace("-", "").isalnum()):
        row.wrong("id", _bad_id(value))
    first = seen.setdefault(value, row)
    if value and first is not row:
        place = first.place("id")
        row.wrong(
            "id",
            message(
                '"{id}" stands already at {file}:{line}; give a new one.', id=value, file=place.file, line=place.line
            ),
        )


def _bad_id(value: str) -> Message:
    """Full-width and foreign letters that fold to Latin ones are named: nobody sees them."""
    look = [
        f"{one} ({unicodedata.name(one, 'unnamed')})"
        for one in value
        if not one.isascii() and normal_forms([one])[0].isascii() and normal_forms([one])[0].isalnum()
    ]
    if look:
        return message(
            '"{id}" holds {characters}, which only looks like a Latin letter or digit; type the id anew.',
            id=value,
            characters=", ".join(look),
        )
    return message('"{id}" may hold only the letters A to Z, digits and hyphens.', id=value)
