"""A table as text cells, and as the bytes of a CSV file."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lenswatch.core.errors import UserError
from lenswatch.reports.cell import CELL_LIMIT, capped, cell_sized, visible
from lenswatch.reports.column import BARE_KINDS, Column, Header, Row, Table
from lenswatch.reports.formula_guard import guard

_BOM = "\ufeff"


@dataclass(frozen=True)
class Sheet:
    """Cells as text, without guard: what is written, and what is read back."""

    columns: tuple[str, ...]
    """English names."""
    rows: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> tuple[str, ...]:
        """All cells of a column."""
        place = self.columns.index(name)
        return tuple(row[place] for row in self.rows)


def filled(table: Table[Row], rows: Iterable[Row]) -> Sheet:
    """Fill a table; each cell made visible and cut to what a spreadsheet holds."""
    columns = table.columns
    return Sheet(tuple(one.en for one in columns), tuple(tuple(_cell(one, row) for one in columns) for row in rows))


def _cell(column: Column[Row], row: Row) -> str:
    if column.fill is None:
        return ""
    return cell_sized(capped(visible(str(column.fill(row))), min(column.max_length, CELL_LIMIT - 1)))


def to_csv(table: Table[Row], sheet: Sheet, header: Header) -> bytes:
    """RFC 4180: CRLF, every field quoted; UTF-8 with byte order mark."""
    stream = io.StringIO(newline="")
    stream.write(_BOM)
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(column.title(header) for column in table.columns)
    guarded = [column.kind not in BARE_KINDS for column in table.columns]
    writer.writerows(
        [guard(cell) if wanted else cell for cell, wanted in zip(row, guarded, strict=True)] for row in sheet.rows
    )
    return stream.getvalue().encode()


def from_csv(data: bytes, file: str) -> list[Sequence[str]]:
    """The records of a CSV file as they stand there, head included.

    Raises:
        UserError: If it is not UTF-8 or not CSV; names the file.
    """
    try:
        text = data.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise UserError("{file}: not a readable CSV file in UTF-8: {reason}", file=file, reason=error) from error
