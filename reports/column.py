"""How a table of a report is declared: one tuple of columns, in one place."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Literal, TypeVar

from lenswatch.reports.cell import CELL_LIMIT

Row = TypeVar("Row")
Header = Literal["both", "zh", "en"]


class Kind(StrEnum):
    """What a filled cell holds; every cell may be empty."""

    TEXT = "string"
    CODE = "code"
    """One code of a list."""
    CODES = "codes"
    """Codes of a list, sorted, joined by ";"."""
    REPORT_ID = "report id"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TIME = "dateTime"
    """YYYY-MM-DDThh:mm:ss+08:00."""
    DATE = "date"
    SHA256 = "sha256"
    """64 lower-case hexadecimal digits."""


BARE_KINDS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.TIME, Kind.DATE, Kind.SHA256, Kind.REPORT_ID})
"""Kinds whose form starts with a digit or a letter, so that the guard never changes them."""


@dataclass(frozen=True)
class Reason:
    """Why a column is empty today."""

    zh: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Column(Generic[Row]):
    """One column."""

    zh: str
    en: str
    """Name for machines: lower case, words joined by underscores."""
    kind: Kind = Kind.TEXT
    fill: Callable[[Row], str] | None = None
    """The cell of a row, "" where nothing is known. None: not filled yet, see `empty`."""
    codes: str = ""
    """Name of the code list, for CODE and CODES."""
    theirs: bool = False
    """True for words of the platform, the seller or the reporter, which are quoted as they are."""
    empty: Reason | None = None
    """Why the column is not filled yet."""
    max_length: int = CELL_LIMIT

    def title(self, header: Header) -> str:
        """The head of the column: `中文|english`, or one of the two."""
        return {"both": f"{self.zh}|{self.en}", "zh": self.zh, "en": self.en}[header]


@dataclass(frozen=True)
class Table(Generic[Row]):
    """One CSV file."""

    file: str
    zh: str
    en: str
    key: tuple[str, ...]
    """Columns whose values tell the rows apart."""
    columns: tuple[Column[Row], ...]
