"""The curators' workbook: one sheet a table, drop-downs, and a sheet that explains every column."""

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files

from openpyxl.worksheet.worksheet import Worksheet

from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.sheets.cells import cell_at, fill
from lenswatch.keywords.sheets.columns import columns_of
from lenswatch.keywords.sheets.sheet import CHANGELOG, EMERGENCIES, SINGLE, SWITCHED_OFF, TERMS, Sheet
from lenswatch.keywords.sheets.source import Tables
from lenswatch.keywords.sheets.workbook import BOLD, HEAD, TOP, TableBook
from lenswatch.keywords.sheets.xlsx_file import HELP, title_of

_HEADS = ("表|table", "列|column", "必填|required", "含义", "meaning", "示例|example")
_WIDTHS = (18, 24, 12, 60, 60, 40)
_NEW = f"{TERMS}mine.csv"
_GENERAL = "*"


def template(tables: Tables, taxonomy: Taxonomy) -> bytes:
    """The workbook as a file.

    Args:
        tables: What it is filled with; a table that is missing is empty but for its header.
        taxonomy: Where drop-downs take their codes from.
    """
    book = TableBook(taxonomy)
    _explain(book.book.create_sheet(HELP))
    terms = sorted(name for name in tables if name.startswith(TERMS)) or [_NEW]
    waiting = [name for name in tables if name == EMERGENCIES]  # written by commands, so nothing to fill in
    for table in (*terms, *SINGLE, SWITCHED_OFF, *waiting, CHANGELOG):
        book.add(tables.get(table) or _empty(table))
    return book.saved()


def _empty(table: str) -> Sheet:
    return Sheet(table, table, tuple(column.header for column in columns_of(table)), ())


def _explain(page: Worksheet) -> None:
    for column, (head, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True), start=1):
        cell = cell_at(page, 1, column)
        fill(cell, "", head)
        cell.font, cell.fill = BOLD, HEAD
        page.column_dimensions[cell.column_letter].width = width
    for row, texts in enumerate(_help_rows(), start=2):
        for column, text in enumerate(texts, start=1):
            cell = cell_at(page, row, column)
            fill(cell, "", text)
            cell.alignment = TOP
    page.freeze_panes = "A2"


def _help_rows() -> Iterable[tuple[str, ...]]:
    texts = column_help()
    for entry in texts[_GENERAL]:
        yield ("", "", "", entry["zh"], entry["en"], "")
    for table in (_NEW, *SINGLE, SWITCHED_OFF, EMERGENCIES, CHANGELOG):
        by_name = {entry["column"]: entry for entry in texts[TERMS if table == _NEW else table]}
        for column in columns_of(table):
            entry = by_name[column.name]
            title = "词语 …" if table == _NEW else title_of(table)
            required = "是 yes" if column.required else ""
            yield title, column.header, required, entry["zh"], entry["en"], entry.get("example", "")


def column_help() -> Mapping[str, list[dict[str, str]]]:
    """What each column means, in Chinese and English, by table; "*" is said of all."""
    path = files("lenswatch").joinpath("keywords", "sheets", "help.json")
    loaded: Mapping[str, list[dict[str, str]]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
