"""A curator's table: the rows of a sheet under the columns it must have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lenswatch.core.errors import LexiconError
from lenswatch.core.messages import Message, message
from lenswatch.keywords.problems import Place, Problems
from lenswatch.keywords.row import Column, Row
from lenswatch.keywords.sheets.nearest import nearest
from lenswatch.keywords.sheets.sheet import PROBLEM_COLUMN, Sheet, SheetRow, english


def read_table(sheet: Sheet, columns: Sequence[Column], problems: Problems) -> Iterator[Row]:
    """The rows of a table; rows that cannot be read are noted and left out.

    Args:
        sheet: The table as it stands in its file.
        columns: The columns it must have, in any order; a header may be 中文|english or either half.
        problems: Takes what is wrong.
    """
    table = _Table(sheet, tuple(columns), problems)
    names = table.names()
    if names:
        for line in sheet.rows:
            row = table.row(line, names)
            if row:
                yield row


def header_of(columns: Sequence[Column]) -> bytes:
    """A table without rows, as spreadsheets open it."""
    return (",".join(column.header for column in columns) + "\n").encode()


@dataclass(frozen=True)
class _Table:
    sheet: Sheet
    columns: tuple[Column, ...]
    problems: Problems

    def names(self) -> list[str]:
        """Name of each column; none if the header is wrong. The column of problems has an empty name."""
        if not self.sheet.header:
            self._lacks([column.header for column in self.columns])
            return []
        by_half = {half: c.name for c in self.columns for half in (c.name, c.name_zh, c.header)}
        names: list[str] = []
        wrong = False
        for number, cell in enumerate(self.sheet.header, start=1):
            name = by_half.get(cell.strip(), "")
            if (not name and english(cell) not in PROBLEM_COLUMN.split("|")) or (name and name in names):
                wrong = True
                self.problems.add(Place(self.sheet.file, 1, 1, number, cell), self._unknown(cell, by_half))
            names.append(name)
        missing = [column.header for column in self.columns if column.name not in names]
        if missing:
            self._lacks(missing)
        return [] if missing or wrong else names

    def _unknown(self, cell: str, by_half: dict[str, str]) -> Message:
        near = nearest(cell, [half for half in by_half if "|" in half])
        if not near or by_half.get(cell.strip()):
            return message("this column is not known or stands twice; check the spelling.")
        return message("this column is not known; did you mean {near}?", near=near)

    def _lacks(self, missing: Sequence[str]) -> None:
        self.problems.add_error(
            LexiconError(
                "{file}:1: the first row lacks the column(s) {missing}; add them.",
                file=self.sheet.file,
                missing=", ".join(missing),
            )
        )

    def row(self, line: SheetRow, names: Sequence[str]) -> Row | None:
        """A row, or None for an empty one and one that does not fit the header."""
        if line.empty:
            return None
        row = Row(self.sheet.file, (line.line, line.number), names, line.cells, self.problems)
        if len(line.cells) != len(names):
            row.wrong(
                names[min(len(line.cells), len(names)) - 1],
                message(
                    "the row has {cells} cells, the header {columns}; a cell with a comma needs quotation marks.",
                    cells=len(line.cells),
                    columns=len(names),
                ),
            )
            return None
        for column in self.columns:
            row.check(column)
        return row
