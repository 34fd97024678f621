"""CSV as spreadsheets write it: read with its habits, written again with them."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from typing import Self

from lenswatch.core.errors import LexiconError
from lenswatch.keywords.problems import Problems
from lenswatch.keywords.sheets.sheet import Sheet, SheetRow

_BOM = b"\xef\xbb\xbf"
_SEPARATORS = ",;\t"


@dataclass(frozen=True)
class CsvStyle:
    """Habits of the program that wrote a file."""

    separator: str = ","
    newline: str = "\n"
    bom: bool = False
    quote_all: bool = False

    @classmethod
    def of(cls, data: bytes) -> Self:
        """Habits seen in a file; those of this project where it is too short to tell."""
        text = data.decode("utf-8-sig", "replace")
        first = text.split("\n", 1)[0]
        heads = first.rstrip("\r")
        separator = max(_SEPARATORS, key=heads.count) if heads else ","
        newline = "\r\n" if first.endswith("\r") else "\n"
        quote_all = len(heads) > 1 and all(cell[:1] == cell[-1:] == '"' for cell in heads.split(separator))
        return cls(separator, newline, data.startswith(_BOM), quote_all)

    def line(self, cells: Sequence[str]) -> str:
        """A row as text, with its line end."""
        out = StringIO(newline="")
        writer = csv.writer(
            out,
            delimiter=self.separator,
            lineterminator=self.newline,
            quoting=csv.QUOTE_ALL if self.quote_all else csv.QUOTE_MINIMAL,
        )
        writer.writerow(cells)
        return out.getvalue()


def read_csv(table: str, data: bytes, problems: Problems, file: str | None = None) -> Sheet:
    """The rows of a CSV file; what cannot be read is noted.

    Args:
        table: Which table it is.
        data: Bytes of the file: UTF-8 with or without byte order mark, any line ending; separated by commas, semicolons
            or tabs. Other encodings are refused: a spreadsheet that saves as GBK has replaced characters GBK lacks by
            question marks, without saying so.
        problems: Takes what is wrong.
        file: Name used in messages, if another than that of the table.

    Returns:
        The table; one that is not UTF-8 as GBK reads it, so that its damaged cells can be named.
    """
    file = file or table
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
        text = data.decode("gb18030", "replace")
        return replace(parse_csv(table, text, CsvStyle.of(data).separator, problems, file), gbk=True)
    return parse_csv(table, text, CsvStyle.of(data).separator, problems, file)


def parse_csv(table: str, text: str, separator: str, problems: Problems, file: str | None = None) -> Sheet:
    """The rows of a text; after a row that is no CSV nothing more is read, and that is noted."""
    rows = list(_rows(file or table, text, separator, problems))
    if not rows:
        return Sheet(table, file or table, (), ())
    header, *body = _trimmed(rows)
    return Sheet(table, file or table, header.cells, tuple(body), header.raw)


def write_csv(sheet: Sheet, style: CsvStyle) -> bytes:
    """A table as a file; rows that carry their text are written as they were."""
    header = sheet.header_raw or style.line(sheet.header)
    lines = [header, *(row.raw or style.line(row.cells) for row in sheet.rows)]
    whole = [line if line.endswith("\n") else line + style.newline for line in lines[:-1]] + lines[-1:]
    return (_BOM if style.bom else b"") + "".join(whole).encode()


def _rows(file: str, text: str, separator: str, problems: Problems) -> Iterator[SheetRow]:
    taken: list[str] = []
    reader = csv.reader(_remembering(StringIO(text, newline=""), taken), strict=True, delimiter=separator)
    line = number = 1
    try:
        for cells in reader:
            yield SheetRow(line, number, tuple(cells), "".join(taken))
            taken.clear()
            line, number = reader.line_num + 1, number + 1
    except csv.Error as error:
        problems.add_error(
            LexiconError(
                "{file}:{line}: is not readable as CSV ({reason}). Check the quotation marks of this row.",
                file=file,
                line=line,
                reason=error,
            )
        )


def _remembering(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


def _trimmed(rows: Sequence[SheetRow]) -> Iterator[SheetRow]:
    """Rows without the empty columns a spreadsheet leaves at the right, which the header shows."""
    full = width = len(rows[0].cells)
    while width and not any(cell.strip() for row in rows for cell in row.cells[width - 1 : full]):
        width -= 1
    for row in rows:
        yield SheetRow(row.line, row.number, row.cells[:width] + row.cells[full:], row.raw)
