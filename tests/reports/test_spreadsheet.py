"""What LibreOffice Calc shows of a draft: every cell, nothing split, nothing computed."""

import csv
import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pytest

from lenswatch.reports.draft import DraftReport

pytestmark = pytest.mark.slow
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
UTF_8_WITH_EVERY_SEPARATOR = "CSV:44/59/9,34,76,1"
"""Comma, semicolon and tab at once, as a hasty person leaves them ticked; quotation mark; UTF-8; from line 1."""
LONG_NUMBER = 15


@pytest.fixture
def shown(tmp_path: Path) -> Callable[[Path], list[dict[int, str]]]:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed: cannot see what a spreadsheet makes of a draft")

    def convert(path: Path) -> list[dict[int, str]]:
        profile, out = (tmp_path / "profile").as_uri(), tmp_path / "out"
        options = [f"-env:UserInstallation={profile}", "--headless", f"--infilter={UTF_8_WITH_EVERY_SEPARATOR}"]
        command = [office, *options, "--convert-to", "xlsx", "--outdir", str(out), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return rows_of(out / f"{path.stem}.xlsx")

    return convert


def rows_of(workbook: Path) -> list[dict[int, str]]:
    with ZipFile(workbook) as archive:
        strings = ["".join(part.itertext()) for part in parsed(archive, "xl/sharedStrings.xml")]
        sheet = parsed(archive, "xl/worksheets/sheet1.xml")
    assert sheet.find(f".//{SPACE}f") is None, "the spreadsheet computed a formula"
    return [row_of(row, strings) for row in sheet.iter(f"{SPACE}row")]


def parsed(archive: ZipFile, name: str) -> Element:
    return fromstring(archive.read(name))  # noqa: S314 - LibreOffice has just written it


def row_of(row: Element, strings: list[str]) -> dict[int, str]:
    """Column number to text; empty cells are left out of the file."""
    return {column_of(cell): text for cell in row if (text := text_of(cell, strings))}


def column_of(cell: Element) -> int:
    number = 0
    for letter in cell.get("r", "").rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def text_of(cell: Element, strings: list[str]) -> str:
    value = cell.findtext(f"{SPACE}v", "")
    return strings[int(value)] if cell.get("t") == "s" else value


def same(written: str, shown: str) -> bool:
    """Whether a cell shows what was written: numbers by value, line ends of any kind."""
    if written.isdigit() and len(written) > LONG_NUMBER:
        return True  # shown rounded unless imported as text: README says so
    if written.replace(".", "", 1).isdigit() and shown:
        return Decimal(written) == Decimal(shown)
    return written.replace("\r\n", "\n") == shown


@pytest.mark.parametrize("file", ["str_reports.csv", "str_items.csv", "str_indicators.csv"])
def test_a_spreadsheet_shows_the_cells_as_written(
    draft_case: Callable[..., DraftReport], shown: Callable[[Path], list[dict[int, str]]], tmp_path: Path, file: str
) -> None:
    path = draft_case("nasty", tmp_path).folder / file
    with path.open(encoding="utf-8-sig", newline="") as stream:
        written = list(csv.reader(stream))
    table = shown(path)

    assert len(table) == len(written)
    for row, cells in zip(written, table, strict=True):
        places = range(max([len(row), *(place + 1 for place in cells)]))
        pairs = [(row[place] if place < len(row) else "", cells.get(place, "")) for place in places]
        assert [pair for pair in pairs if not same(*pair)] == []
