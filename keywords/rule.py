"""Context rules: what terms mean together."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import StrEnum

from lenswatch.core.messages import message
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.problems import Problems
from lenswatch.keywords.row import Column, Row
from lenswatch.keywords.selector import Selector, read_selector, read_selectors
from lenswatch.keywords.sheets.sheet import Sheet
from lenswatch.keywords.table import read_table


class Scope(StrEnum):
    """How far apart terms may stand."""

    CHARACTERS = "characters"
    """At most so many characters of the same field between them."""
    AFTER = "after"
    """The same, the second behind the first."""
    CLAUSE = "clause"
    FIELD = "field"
    LISTING = "listing"


COLUMNS = (
    Column("id", "编号", required=True),
    Column("any", "任一", required=True),
    Column("with", "同现", required=True),
    Column("within", "范围", required=True),
    Column("unless", "除非"),
    Column("unless_scope", "除非范围"),
    Column("signal", "信号", required=True),
    Column("score", "分值", required=True),
    Column("ground", "法律依据"),
    Column("note", "说明", required=True),
)
_CHARACTERS = re.compile(r"(after:)?([0-9]{1,4})")
_WORDS = (Scope.CLAUSE, Scope.FIELD, Scope.LISTING)


@dataclass(frozen=True)
class ContextRule:
    """One row of context.csv."""

    id: str
    any: Selector
    """The term the rule is about; its place is the rule's place."""
    together: tuple[Selector, ...]
    """A term of each must stand within reach of it."""
    within: Scope
    reach: int
    """Most characters between them, where `within` counts characters."""
    unless: Selector | None
    """A term that silences the rule."""
    unless_scope: Scope
    signal: str
    """Code the rule gives."""
    score: float
    """Log-odds it gives, 4 decimals."""
    ground: str
    """Legal ground it was written for, or empty."""
    note: str


def read_rules(
    sheet: Sheet, taxonomy: Taxonomy, known: Container[str], problems: Problems
) -> Iterator[tuple[ContextRule, Row]]:
    """The rules of a table, each with its row for later checks."""
    for row in read_table(sheet, COLUMNS, problems):
        yield _rule(row, taxonomy, known), row


def _rule(row: Row, taxonomy: Taxonomy, known: Container[str]) -> ContextRule:
    within, reach = _within(row)
    ground = row.text("ground")
    if ground and ground not in taxonomy.grounds:
        row.wrong("ground", message('"{ground}" is not a legal ground of taxonomy.json.', ground=ground))
    signal = row.text("signal")
    if signal and signal not in taxonomy.known_signals:
        row.wrong("signal", message('"{signal}" is not a signal of taxonomy.json.', signal=signal))
    unless = row.text("unless")
    return ContextRule(
        id=row.text("id"),
        any=read_selector(row, "any", taxonomy, known),
        together=read_selectors(row, "with", taxonomy, known),
        within=within,
        reach=reach,
        unless=read_selector(row, "unless", taxonomy, known) if unless else None,
        unless_scope=Scope(row.choice("unless_scope", _WORDS)) if unless else Scope.LISTING,
        signal=signal,
        score=row.score("score"),
        ground=ground,
        note=row.text("note"),
    )


def _within(row: Row) -> tuple[Scope, int]:
    value = row.text("within")
    if value in _WORDS:
        return Scope(value), 0
    counted = _CHARACTERS.fullmatch(value)
    if counted is None:
        row.wrong(
            "within",
            message('"{value}" is no number of characters, after:N, clause, field or listing.', value=value),
        )
        return Scope.LISTING, 0
    return (Scope.AFTER if counted[1] else Scope.CHARACTERS), int(counted[2])
