"""A copy of the curators' tables with every problem beside its row."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lenswatch.core.messages import Message
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.problems import Finding, Severity
from lenswatch.keywords.sheets.cells import cell_at, fill
from lenswatch.keywords.sheets.checking import Examination
from lenswatch.keywords.sheets.sheet import PROBLEM_COLUMN
from lenswatch.keywords.sheets.workbook import RED, RED_TEXT, TOP, YELLOW, TableBook
from lenswatch.keywords.sheets.xlsx_file import PROBLEMS

_WIDTH = 70


def marked(examination: Examination, show: Callable[[Message], str], taxonomy: Taxonomy) -> bytes:
    """The tables as a workbook: red cells for errors, yellow ones for warnings, and a column 问题 that says why.

    Reading such a workbook passes over that column; what has no cell stands on a sheet of its own.

    Args:
        examination: What a check found.
        show: Puts a message into the reader's language.
        taxonomy: Where drop-downs take their codes from.
    """
    book = TableBook(taxonomy)
    placeless = [finding for finding in examination.findings if finding.place is None]
    if placeless:
        page = book.book.create_sheet(PROBLEMS)
        page.column_dimensions["A"].width = _WIDTH * 2
        for row, finding in enumerate(placeless, start=1):
            _say(page, row, 1, show(finding.message))
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in examination.findings:
        if finding.place:
            by_file[finding.place.file].append(finding)
    for sheet in examination.tables.values():
        width = max([len(sheet.header), *(len(row.cells) for row in sheet.rows)])
        _mark(book.add(sheet), width + 1, by_file[sheet.file], show)
    return book.saved()


def _mark(page: Worksheet, column: int, findings: Sequence[Finding], show: Callable[[Message], str]) -> None:
    lines: dict[int, list[str]] = defaultdict(list)
    for finding in findings:
        if finding.place and finding.what:
            cell = cell_at(page, finding.place.row, finding.place.column)
            if cell.fill.fgColor.rgb != RED.fgColor.rgb:
                cell.fill = RED if finding.severity is Severity.ERROR else YELLOW
            lines[finding.place.row].append(f"{finding.place.cell}: {show(finding.what)}")
    if findings:
        _say(page, 1, column, PROBLEM_COLUMN)
        page.column_dimensions[get_column_letter(column)].width = _WIDTH
    for row, texts in lines.items():
        if row > 1:
            _say(page, row, column, "\n".join(texts))


def _say(page: Worksheet, row: int, column: int, text: str) -> None:
    cell = cell_at(page, row, column)
    fill(cell, "", text)
    cell.font, cell.alignment = RED_TEXT, TOP
