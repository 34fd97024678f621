"""A lexicon that went through LibreOffice is the same lexicon."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.problems import Problems
from lenswatch.keywords.sheets.csv_file import read_csv
from lenswatch.keywords.sheets.source import read_given
from lenswatch.keywords.sheets.template import template

pytestmark = pytest.mark.slow
COLUMNS = 18
ALL_TEXT = "/".join(f"{column}/2" for column in range(1, COLUMNS + 1))
AS_A_CURATOR_OPENS_IT = f"Text - txt - csv (StarCalc):44,34,76,1,{ALL_TEXT}"
"""Comma, quotation mark, UTF-8, from line 1, every column as text."""
AS_CSV_UTF8 = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""The same on saving, every sheet as a file."""
Convert = Callable[[Path, str, Sequence[str]], Path]


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed: cannot see what a spreadsheet makes of a lexicon")
    home = tmp_path_factory.mktemp("office")

    def run(path: Path, to: str, options: Sequence[str] = ()) -> Path:
        out = home / f"{path.stem}-{len(list(home.iterdir()))}"
        start = [office, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", *options]
        subprocess.run(
            [*start, "--convert-to", to, "--outdir", str(out), str(path)], check=True, capture_output=True, timeout=300
        )
        return out

    return run


@pytest.fixture
def tricky(tables: Path) -> Path:
    """The small lexicon with what spreadsheets like to change."""
    rows = [
        f"T{number},{text},zh,context,1,active,IMG,,,,https://example.org/?a=1,{day},authored,,,,2026-12-31,"
        for number, (text, day) in enumerate(
            [("007号", "2026"), ("0.50", "2025-03-04"), ("1-2", "2025"), ("📷孔", ""), ("a-1+1", ""), ("1E5", "")], 90
        )
    ]
    few = tables / "terms" / "few.csv"
    few.write_text(few.read_text(encoding="utf-8") + "\n".join([*rows, ""]), encoding="utf-8")
    return tables


def test_a_workbook_saved_by_libreoffice_is_the_same_lexicon(tricky: Path, tmp_path: Path, convert: Convert) -> None:
    book = tmp_path / "lexicon.xlsx"
    book.write_bytes(template(read_given(tricky, Problems()), Taxonomy.load()))
    plain = Lexicon.load(tricky)

    saved = convert(book, "xlsx", ()) / "lexicon.xlsx"

    assert Lexicon.load(saved) == plain

    folder = convert(saved, AS_CSV_UTF8, ())
    (folder / "terms").mkdir()
    for path in folder.glob("lexicon-*.csv"):
        table = path.stem.split()[-1]
        path.rename(folder / ("terms/few.csv" if table == "few" else f"{table}.csv"))

    assert Lexicon.load(folder) == plain


def test_a_csv_file_opened_and_saved_by_libreoffice_keeps_every_cell(tricky: Path, convert: Convert) -> None:
    few = tricky / "terms" / "few.csv"
    few.write_text(few.read_text(encoding="utf-8") + "T99,=1+1,zh\n", encoding="utf-8")
    opened = f"--infilter={AS_A_CURATOR_OPENS_IT}"

    [saved] = (convert(few, AS_CSV_UTF8, [opened])).glob("*.csv")
    [book] = (convert(few, "xlsx", [opened])).glob("*.xlsx")

    before = [row.cells for row in read_csv("terms/few.csv", few.read_bytes(), Problems()).rows]
    after = [row.cells for row in read_csv("terms/few.csv", saved.read_bytes(), Problems()).rows]
    assert [cells[: len(old)] for cells, old in zip(after, before, strict=True)] == before
    shutil.move(book, tricky / "terms" / "few.xlsx")
    few.unlink()
    [sheet] = [sheet for name, sheet in read_given(tricky, Problems()).items() if name == "terms/few.csv"]
    assert [row.cells[: len(old)] for row, old in zip(sheet.rows, before, strict=True)] == before
