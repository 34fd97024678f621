"""Cells of a workbook as the text a CSV file would hold, and the other way."""

import re
from datetime import date, datetime, time
from decimal import Decimal

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.worksheet.worksheet import Worksheet

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{0,3}[1-9])?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGITS = 15
"""Significant digits a spreadsheet keeps."""
AS_TEXT, AS_NUMBER, AS_DAY = "@", "General", "yyyy-mm-dd"
_FORMATS = {"severity": AS_NUMBER, "score": AS_NUMBER, "score_elsewhere": AS_NUMBER}
_FORMATS |= {"valid_from": AS_DAY, "valid_to": AS_DAY}


def text_of(cell: Cell | ReadOnlyCell | MergedCell | EmptyCell) -> str:
    """What a cell of a workbook holds, as text: days as 2026-11-22, whole numbers without a point."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float, Decimal)):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(getattr(value, "text", value))


def _number(value: float | Decimal) -> str:
    plain = format(Decimal(format(value, f".{_DIGITS}g")), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def format_of(column: str) -> str:
    """The number format of a column by its English name: text, so that no program turns 0.5 or 1-2 into something."""
    return _FORMATS.get(column, AS_TEXT)


def cell_at(page: Worksheet, row: int, column: int) -> Cell:
    """A cell of a sheet we made, which has no merged ones."""
    cell = page.cell(row, column)
    if isinstance(cell, MergedCell):
        raise TypeError(cell.coordinate)
    return cell


def fill(cell: Cell, column: str, text: str) -> None:
    """Put a text into a cell so that it reads back the same; nothing in it becomes a formula."""
    form = format_of(column)
    cell.number_format = form
    if form == AS_DAY and _DAY.fullmatch(text):
        try:
            cell.value = date.fromisoformat(text)
        except ValueError:
            pass
        else:
            cell.number_format = form
            return
    if form == AS_NUMBER and _NUMBER.fullmatch(text):
        cell.value = float(text) if "." in text else int(text)
        return
    if text:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text)
        cell.data_type = "s"
