"""A curator's table: CSV as spreadsheets write it."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from lenswatch.core.errors import LexiconError
from lenswatch.core.messages import message
from lenswatch.keywords.problems import Place, Problems
from lenswatch.keywords.row import Column, Row


def read_table(file: str, data: bytes, columns: Sequence[Column], problems: Problems) -> Iterator[Row]:
    """The rows of a table; rows that cannot be read are noted and left out.

    Args:
        file: Name used in messages.
        data: Bytes of the file: UTF-8 with or without byte order mark, any line ending. Other encodings are refused:
            a spreadsheet that saves as GBK has replaced characters GBK lacks by question marks, without saying so.
        columns: The columns it must have, in any order; a header may be 中文|english or either half.
        problems: Takes what is wrong.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.add_error(
            LexiconError(
                "{file}:{line}: is not UTF-8 (a spreadsheet may have saved it as GBK, which loses characters). "
                'Open it again and save it as "CSV UTF-8".',
                file=file,
                line=line,
            )
        )
        return
    yield from _Table(file, tuple(columns), problems).rows(text)


def header_of(columns: Sequence[Column]) -> bytes:
    """A table without rows, as spreadsheets open it."""
    return (",".join(column.header for column in columns) + "\n").encode()


@dataclass(frozen=True)
class _Table:
    file: str
    columns: tuple[Column, ...]
    problems: Problems

    def rows(self, text: str) -> Iterator[Row]:
        names: list[str] = []
        for line, number, cells in self._records(text):
            if number == 1:
                names = self._names(cells)
                if not names:
                    return
            elif any(cell.strip() for cell in cells):
                row = Row(self.file, (line, number), names, cells, self.problems)
                if self._fits(row, names, cells):
                    yield row

    def _records(self, text: str) -> Iterator[tuple[int, int, list[str]]]:
        """Line, row of the spreadsheet and cells; at least a header."""
        reader = csv.reader(StringIO(text, newline=""), strict=True)
        line = number = 1
        try:
            for cells in reader:
                yield line, number, cells
                line, number = reader.line_num + 1, number + 1
        except csv.Error as error:
            self.problems.add_error(
                LexiconError(
                    "{file}:{line}: is not readable as CSV ({reason}). Check the quotation marks of this row.",
                    file=self.file,
                    line=line,
                    reason=error,
                )
            )
        else:
            if number == 1:
                self._lacks([column.header for column in self.columns])

    def _names(self, header: Sequence[str]) -> list[str]:
        by_half = {half: c.name for c in self.columns for half in (c.name, c.name_zh, c.header)}
        names: list[str] = []
        for number, cell in enumerate(header, start=1):
            name = by_half.get(cell.strip(), "")
            if not name or name in names:
                place = Place(self.file, 1, 1, number, cell)
                self.problems.add(place, message("this column is not known or stands twice; check the spelling."))
            names.append(name)
        missing = [column.header for column in self.columns if column.name not in names]
        if missing:
            self._lacks(missing)
        return [] if missing or "" in names else names

    def _lacks(self, missing: Sequence[str]) -> None:
        self.problems.add_error(
            LexiconError(
                "{file}:1: the first row lacks the column(s) {missing}; add them.",
                file=self.file,
                missing=", ".join(missing),
            )
        )

    def _fits(self, row: Row, names: Sequence[str], cells: Sequence[str]) -> bool:
        if len(cells) != len(names):
            row.wrong(
                names[min(len(cells), len(names)) - 1],
                message(
                    "the row has {cells} cells, the header {columns}; a cell with a comma needs quotation marks.",
                    cells=len(cells),
                    columns=len(names),
                ),
            )
            return False
        for column in self.columns:
            row.check(column)
        return True
