"""Tables written into a workbook."""

from collections.abc import Mapping
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.sheets.cells import cell_at, fill, format_of
from lenswatch.keywords.sheets.choices import Choice, choices_of
from lenswatch.keywords.sheets.columns import names_of
from lenswatch.keywords.sheets.sheet import Sheet
from lenswatch.keywords.sheets.xlsx_file import LISTS, title_of

HEAD = PatternFill("solid", fgColor="FFD9E2F3")
RED = PatternFill("solid", fgColor="FFFFC7CE")
YELLOW = PatternFill("solid", fgColor="FFFFEB9C")
BOLD, RED_TEXT = Font(bold=True), Font(color="FF9C0006", bold=True)
TOP = Alignment(vertical="top", wrap_text=True)
_WIDE = {"term": 26, "pattern": 60, "becomes": 30, "any": 30, "with": 30, "variants": 22, "signals": 24, "note": 50}
_WIDE |= {"source_url": 32, "evidence_note": 28, "cancels": 24, "unless": 24, "reason": 28, "object": 20, "time": 26}
_WIDTH = 13
_SPARE_ROWS = 2000
"""Empty rows below a table that have its formats and drop-downs."""


class TableBook:
    """A workbook that takes tables one after another.

    Args:
        taxonomy: Where drop-downs take their codes from.
    """

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.book = Workbook()
        self.book.remove(self.book.worksheets[0])
        self._taxonomy = taxonomy
        self._lists: Mapping[tuple[str, ...], str] = {}

    def add(self, sheet: Sheet) -> Worksheet:
        """Write a table: each row in the place it has, so that a cell keeps its name."""
        page: Worksheet = self.book.create_sheet(title_of(sheet.table))
        names = names_of(sheet)
        for column, header in enumerate(sheet.header, start=1):
            cell = cell_at(page, 1, column)
            fill(cell, "", header)
            cell.font, cell.fill = BOLD, HEAD
        for row in sheet.rows:
            for column, text in enumerate(row.cells, start=1):
                fill(cell_at(page, row.number, column), names[column - 1] if column <= len(names) else "", text)
        page.freeze_panes = "C2" if "term" in names else "A2"
        last = max([1, *(row.number for row in sheet.rows)])
        choices = choices_of(sheet.table, self._taxonomy)
        for column, name in enumerate(names, start=1):
            letter = get_column_letter(column)
            page.column_dimensions[letter].width = _WIDE.get(name, _WIDTH)
            page.column_dimensions[letter].number_format = format_of(name)
            if name in choices:
                self._offer(page, f"{letter}2:{letter}{last + _SPARE_ROWS}", choices[name])
        return page

    def saved(self) -> bytes:
        """The file; long lists stand on a hidden sheet."""
        page = self.book.create_sheet(LISTS)
        for column, values in enumerate(self._lists, start=1):
            for row, value in enumerate(values, start=1):
                fill(cell_at(page, row, column), "", value)
        page.sheet_state = Worksheet.SHEETSTATE_HIDDEN
        out = BytesIO()
        self.book.save(out)
        return out.getvalue()

    def _offer(self, page: Worksheet, cells: str, choice: Choice) -> None:
        if choice.values not in self._lists:
            letter = get_column_letter(len(self._lists) + 1)
            place = f"{LISTS}!${letter}$1:${letter}${len(choice.values)}"
            self._lists = {**self._lists, choice.values: place}
        rule = DataValidation(type="list", formula1=self._lists[choice.values], allow_blank=True)
        rule.showErrorMessage = choice.only
        rule.errorTitle = "请从列表中选择 / choose from the list"
        rule.error = "此处只能填写列表中的代码。 Only the codes of the list may stand here."
        page.add_data_validation(rule)
        rule.add(cells)
