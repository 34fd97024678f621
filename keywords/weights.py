"""Weights: what a hit gives by itself, by role and severity."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lenswatch.core.errors import LexiconError
from lenswatch.core.messages import message
from lenswatch.core.picture_field import is_printed
from lenswatch.keywords.problems import Problems
from lenswatch.keywords.row import Column
from lenswatch.keywords.sheets.sheet import Sheet
from lenswatch.keywords.table import read_table
from lenswatch.keywords.term import MOST_SEVERE, Role, Term

COLUMNS = (
    Column("role", "角色", required=True),
    Column("severity", "严重度", required=True),
    Column("score", "分值", required=True),
    Column("score_elsewhere", "其他字段分值", required=True),
    Column("note", "说明"),
)
HEADLINES = frozenset({"title", "image_text", "category"})
"""Fields in which a listing says what it is; elsewhere it may only mention a thing."""


def is_headline(field: str) -> bool:
    """Whether a listing says in a field what it is; what is printed in its pictures is such a place."""
    return field in HEADLINES or is_printed(field)


@dataclass(frozen=True)
class Weights:
    """Log-odds by role and severity, in headline fields and elsewhere."""

    table: Mapping[tuple[Role, int], tuple[float, float]]

    def of(self, role: Role, severity: int, field: str) -> float:
        """Log-odds of one hit, 4 decimals."""
        return self.table[role, severity][not is_headline(field)]

    def by_term(self, terms: Iterable[Term]) -> Mapping[str, tuple[float, float]]:
        """Log-odds by term id: in headline fields, and elsewhere."""
        return {term.id: self.table[term.role, term.severity] for term in terms}


def read_weights(sheet: Sheet, problems: Problems) -> Weights:
    """The table of weights; it must hold every role and severity once."""
    table: dict[tuple[Role, int], tuple[float, float]] = {}
    for row in read_table(sheet, COLUMNS, problems):
        key = Role(row.choice("role", list(Role))), row.whole("severity", 1, MOST_SEVERE)
        if key in table:
            row.wrong("role", message("this role and severity stand twice; remove one row."))
        scores = row.score("score"), row.score("score_elsewhere")
        if any(score * (-1 if key[0] is Role.COUNTER else 1) < 0 for score in scores):
            row.wrong("score", message("has the wrong sign: only counter terms have scores below 0."))
        table[key] = scores
    missing = [
        f"{role} {severity}" for role in Role for severity in range(1, MOST_SEVERE + 1) if (role, severity) not in table
    ]
    if table and missing:
        problems.add_error(
            LexiconError("{file}: lacks {missing}; add a row for each.", file=sheet.file, missing=", ".join(missing))
        )
    return Weights(table)
