"""Exclusions: where a term is part of a longer innocent word, or is mentioned and not offered."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import StrEnum

from lenswatch.core.messages import message
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.normalise import normal_forms
from lenswatch.keywords.problems import Problems
from lenswatch.keywords.row import Column, Row
from lenswatch.keywords.selector import Selector, read_selector
from lenswatch.keywords.sheets.sheet import Sheet
from lenswatch.keywords.table import read_table


class ExclusionKind(StrEnum):
    """How an exclusion reaches the hits it cancels."""

    LONGER_WORD = "longer_word"
    """Hits inside the pattern are cancelled."""
    CLAUSE = "clause"
    """Hits in the clause of the pattern are cancelled: mention, not use."""
    PRODUCT = "product"
    """Where the title holds the pattern, it says what is sold: hits outside the title are cancelled."""


COLUMNS = (
    Column("id", "编号", required=True),
    Column("kind", "类型", required=True),
    Column("pattern", "词语", required=True),
    Column("cancels", "取消", required=True),
    Column("note", "说明", required=True),
    Column("source", "来源"),
)


@dataclass(frozen=True)
class Exclusion:
    """One row of exclusions.csv."""

    id: str
    kind: ExclusionKind
    patterns: tuple[str, ...]
    """Words as the curator wrote them."""
    cancels: Selector
    note: str


def read_exclusions(
    sheet: Sheet, taxonomy: Taxonomy, known: Container[str], problems: Problems
) -> Iterator[tuple[Exclusion, Row]]:
    """The exclusions of a table, each with its row for later checks."""
    for row in read_table(sheet, COLUMNS, problems):
        patterns = row.items("pattern")
        for pattern, form in zip(patterns, normal_forms(patterns), strict=True):
            if not form:
                row.wrong("pattern", message('"{text}" holds nothing that could be matched.', text=pattern))
        exclusion = Exclusion(
            id=row.text("id"),
            kind=ExclusionKind(row.choice("kind", list(ExclusionKind))),
            patterns=patterns,
            cancels=read_selector(row, "cancels", taxonomy, known),
            note=row.text("note"),
        )
        yield exclusion, row
