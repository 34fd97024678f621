"""Workbooks (XLSX) read as tables."""

import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from lenswatch.core.errors import LexiconError
from lenswatch.keywords.problems import Problems
from lenswatch.keywords.sheets.cells import text_of
from lenswatch.keywords.sheets.sheet import (
    CHANGELOG,
    EMERGENCIES,
    MAY_BE_ABSENT,
    SINGLE,
    SWITCHED_OFF,
    TERMS,
    Sheet,
    SheetRow,
)

HELP, LISTS, PROBLEMS = "说明 help", "lists", "问题 problems"
"""Sheets of our workbooks that hold no table."""
_TITLES = {
    "context.csv": "语境 context",
    "exclusions.csv": "排除 exclusions",
    "variants.csv": "变体 variants",
    "weights.csv": "权重 weights",
    CHANGELOG: "变更 CHANGELOG",
    SWITCHED_OFF: "停用写法 switched_off",
    EMERGENCIES: "紧急启用 emergencies",
}
_TERMS_TITLE = "词语 "
_MOST_BYTES = 200_000_000
"""Unpacked; the tables that ship take 3 million."""
_UNREADABLE = (
    BadZipFile,
    EOFError,  # zipfile, where an entry is shorter than it says
    InvalidFileException,
    SyntaxError,  # of XML: the two parsers openpyxl uses share no nearer class
    zlib.error,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    OSError,
    RuntimeError,  # an encrypted archive
)
"""What openpyxl lets escape of a damaged file."""
_MOST_ROWS, _MOST_COLUMNS = 200_000, 100
"""More is no table of curators; a file that claims it would fill the memory."""


def title_of(table: str) -> str:
    """The sheet a table has in a workbook: 词语 devices_zh for terms/devices_zh.csv."""
    return _TITLES.get(table) or (_TERMS_TITLE + table.removeprefix(TERMS).removesuffix(".csv"))[:31]


def read_workbook(file: str, data: bytes, problems: Problems, table: str | None = None) -> Iterator[Sheet]:
    """The tables of a workbook; formulas are read as they are written, never as what they give.

    Args:
        file: Name used in messages.
        data: Bytes of the file.
        problems: Takes what is wrong.
        table: Which table it is, for a file that holds one; its first sheet is read. None reads all sheets: a sheet is
            known by its title (词语 NAME, 语境 context and so on; the English half will do), a table of terms by its
            header also.
    """
    try:
        book = _opened(data)
    except _UNREADABLE as error:
        reason = str(error) or type(error).__name__
        problems.add_error(
            LexiconError(
                "{file}: is not readable as a workbook ({reason}). Save it again as XLSX, or as CSV UTF-8.",
                file=file,
                reason=reason,
            )
        )
        return
    sheets = [sheet for sheet in book.worksheets if sheet.title not in {HELP, LISTS, PROBLEMS}]
    if table is not None:
        named = [sheet for sheet in sheets if sheet.title == title_of(table)] or sheets
        yield from (_sheet(table, f"{file}[{sheet.title}]", sheet, problems) for sheet in named[:1])
        return
    for sheet in sheets:
        read = _sheet("", f"{file}[{sheet.title}]", sheet, problems)
        known = _table_of(sheet.title, read)
        if known:
            yield Sheet(known, read.file, read.header, read.rows)
        elif read.header or read.rows:
            problems.add_error(
                LexiconError(
                    "{file}: the sheet {title} is no table of the lexicon; name it as the template does, such as "
                    "{example}, or remove it.",
                    file=file,
                    title=sheet.title,
                    example=title_of(f"{TERMS}mine.csv"),
                )
            )


def _opened(data: bytes) -> Workbook:
    with ZipFile(BytesIO(data)) as archive:
        size = sum(part.file_size for part in archive.infolist())
    if size > _MOST_BYTES:
        raise ValueError(f"{size:,} bytes")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of drawings and extensions it passes over; tables have none
        return load_workbook(BytesIO(data))


def _table_of(title: str, sheet: Sheet) -> str | None:
    last = title.rsplit(maxsplit=1)[-1] if title.split() else ""
    for table in (*SINGLE, *MAY_BE_ABSENT):
        if f"{last}.csv" == table:
            return table
    if title.startswith(_TERMS_TITLE) or {"term", "role"} <= set(sheet.names) or {"词语", "角色"} <= set(sheet.names):
        return f"{TERMS}{last}.csv"
    return None


def _sheet(table: str, file: str, sheet: Worksheet, problems: Problems) -> Sheet:
    if sheet.max_row > _MOST_ROWS or sheet.max_column > _MOST_COLUMNS:
        problems.add_error(
            LexiconError(
                "{file}: has {rows} rows and {columns} columns; remove the empty ones at the end.",
                file=file,
                rows=sheet.max_row,
                columns=sheet.max_column,
            )
        )
        return Sheet(table, file, (), ())
    rows = [tuple(text_of(cell) for cell in row) for row in sheet.iter_rows()]
    used = [index for index, row in enumerate(rows) if any(cell.strip() for cell in row)]
    rows = rows[: used[-1] + 1] if used else []
    width = max((index + 1 for row in rows for index, cell in enumerate(row) if cell.strip()), default=0)
    body = tuple(SheetRow(number, number, row[:width]) for number, row in enumerate(rows[1:], start=2))
    return Sheet(table, file, rows[0][:width] if rows else (), body)
