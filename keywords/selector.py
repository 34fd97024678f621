"""Selectors: how rules and exclusions point at terms."""

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass

from lenswatch.core.messages import message
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.row import Row
from lenswatch.keywords.term import Role, Term

_ALL = "*"


@dataclass(frozen=True)
class Selector:
    """Any of: @role, #SIGNAL, %group, the code of a disguise (for its disguise nouns), a term id, or * for all."""

    parts: tuple[str, ...]

    def selects(self, term: Term) -> bool:
        """Whether it points at a term."""
        return not self.names_of(term).isdisjoint(self.parts)

    @staticmethod
    def names_of(term: Term) -> frozenset[str]:
        """Every selector part that points at a term."""
        names = [_ALL, f"@{term.role}", term.id, *(f"#{signal}" for signal in term.signals)]
        names += [f"%{group}" for group in term.groups]
        if term.disguise and term.role is Role.DISGUISE:
            names.append(term.disguise)
        return frozenset(names)


class TermIndex:
    """Which terms each selector points at, without asking every term anew.

    Args:
        terms: The terms to choose from.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._ids: dict[str, set[str]] = defaultdict(set)
        for term in terms:
            for name in Selector.names_of(term):
                self._ids[name].add(term.id)

    def ids(self, selector: Selector) -> frozenset[str]:
        """Ids of the terms a selector points at."""
        return frozenset[str]().union(*(self._ids.get(part, ()) for part in selector.parts))


def read_selector(row: Row, name: str, taxonomy: Taxonomy, known: Container[str]) -> Selector:
    """The selector in a cell; parts joined by semicolons."""
    return _selector(row, name, row.items(name), taxonomy, known)


def read_selectors(row: Row, name: str, taxonomy: Taxonomy, known: Container[str]) -> tuple[Selector, ...]:
    """Selectors in a cell joined by &: a term of each must be there."""
    groups = [tuple(part.strip() for part in group.split(";") if part.strip()) for group in row.text(name).split("&")]
    return tuple(_selector(row, name, group, taxonomy, known) for group in groups if group)


def _selector(row: Row, name: str, parts: tuple[str, ...], taxonomy: Taxonomy, known: Container[str]) -> Selector:
    for part in parts:
        kind, rest = part[:1], part[1:]
        right = (
            part == _ALL
            or (kind == "@" and rest in set(Role))
            or (kind == "#" and rest in taxonomy.known_signals)
            or part in taxonomy.disguises
            or part in known
        )
        if not right:
            row.wrong(
                name,
                message(
                    '"{part}" is no @role, #SIGNAL, %group, disguise code or term id; check the spelling or remove it.',
                    part=part,
                ),
            )
    return Selector(parts)
