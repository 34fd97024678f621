"""Changing cells of a curator's table without touching the rest of it."""

import codecs
import csv
from collections.abc import Mapping
from dataclasses import replace
from io import StringIO
from itertools import zip_longest

from lenswatch.keywords import term
from lenswatch.keywords.sheets.csv_file import CsvStyle

_NAMES = {half: column.name for column in term.COLUMNS for half in (column.name, column.name_zh, column.header)}


def with_cells(data: bytes, changes: Mapping[str, Mapping[str, str]]) -> bytes:
    """A table of terms with some cells changed; rows not named keep every byte, quotation marks and line ends too.

    Args:
        data: A table that was checked: UTF-8, readable as CSV.
        changes: Term id to column to new cell.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    lines = list(StringIO(data.decode("utf-8-sig"), newline=""))
    style = CsvStyle.of(data)
    reader = csv.reader(lines, strict=True, delimiter=style.separator)
    names: list[str] = []
    written: list[str] = []
    start = 0
    for cells in reader:
        record = "".join(lines[start : reader.line_num])
        start = reader.line_num
        if not names:
            names = [_NAMES.get(cell.strip(), "") for cell in cells]
        elif cells and (change := changes.get(dict(zip(names, cells, strict=False)).get("id", "").strip())):
            named = zip_longest(names, cells[: len(names)], fillvalue="")
            record = _record([*(change.get(name, cell) for name, cell in named), *cells[len(names) :]], record, style)
        written.append(record)
    return mark + "".join(written).encode()


def _record(cells: list[str], before: str, style: CsvStyle) -> str:
    """A row that ends its line as the row before it did, or as the last line of a file, without an end."""
    ending = before[len(before.rstrip("\r\n")) :]
    return replace(style, newline=ending).line(cells)
