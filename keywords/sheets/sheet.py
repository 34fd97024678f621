"""A table as it was read from a file: text in rows and columns, before anything is understood."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

PROBLEM_COLUMN = "问题|problem"
"""Column that `lexicon check --mark` adds; reading passes over it, so that a marked copy can be mended and used."""
SINGLE = ("context.csv", "exclusions.csv", "variants.csv", "weights.csv")
"""Tables every lexicon has, beside those of its folder terms."""
CHANGELOG = "CHANGELOG.csv"
CONFLICTS = "conflicts.csv"
"""What a merge could not decide; no table of the lexicon."""
SWITCHED_OFF, EMERGENCIES = "switched_off.csv", "emergencies.csv"
MAY_BE_ABSENT = (CHANGELOG, SWITCHED_OFF, EMERGENCIES)
TERMS = "terms/"


@dataclass(frozen=True)
class SheetRow:
    """One row below the header."""

    line: int
    """Line of the file on which it starts, from 1."""
    number: int
    """Row of the spreadsheet, from 1."""
    cells: tuple[str, ...]
    """As written, blanks around them too; may be fewer or more than the header has."""
    raw: str | None = None
    """Text of the row in its CSV file with its line end, to be written again unchanged; None where there is none."""

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class Sheet:
    """One table."""

    table: str
    """Which table it is, by the name of its CSV file: terms/few.csv, context.csv."""
    file: str
    """Name used in messages: the path in the lexicon's folder, with the sheet behind it for a workbook."""
    header: tuple[str, ...]
    """Cells of the first row; empty where the file has none."""
    rows: tuple[SheetRow, ...]
    header_raw: str | None = None
    """The header's text in its CSV file."""
    gbk: bool = False
    """Whether the file was not UTF-8 and was read as GBK, only to show what is wrong in it."""

    @property
    def names(self) -> tuple[str, ...]:
        """English half of each header cell."""
        return tuple(english(cell) for cell in self.header)


def record(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Cells by name; a missing cell is empty, one beyond the header or without a name is left out."""
    pairs = zip_longest(names, cells[: len(names)], fillvalue="")
    return {name: cell.strip() for name, cell in pairs if name}


def english(header: str) -> str:
    """The English half of a header 中文|english; a header of one half stays."""
    return header.strip().rpartition("|")[2].strip()
