import shutil
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.lexicon import Lexicon, LexiconErrors, shipped_keywords
from lenswatch.keywords.problems import Problems
from lenswatch.keywords.sheets.checking import examine
from lenswatch.keywords.sheets.columns import columns_of
from lenswatch.keywords.sheets.sheet import CHANGELOG, SINGLE, TERMS
from lenswatch.keywords.sheets.source import Tables, read_given
from lenswatch.keywords.sheets.template import column_help, template
from lenswatch.keywords.sheets.workbook import TableBook
from lenswatch.keywords.sheets.xlsx_file import read_workbook

TODAY = date(2026, 11, 22)


def given_tables(source: Path) -> Tables:
    return read_given(source, Problems())


@pytest.fixture
def book(tables: Path, tmp_path: Path) -> Path:
    path = tmp_path / "lexicon.xlsx"
    path.write_bytes(template(given_tables(tables), Taxonomy.load()))
    return path


def test_the_shipped_lexicon_goes_through_a_workbook_unchanged(tmp_path: Path, shipped: Lexicon) -> None:
    path = tmp_path / "all.xlsx"
    path.write_bytes(template(read_given(shipped_keywords(), Problems()), Taxonomy.load()))

    read = Lexicon.load(path)

    assert read == shipped
    assert (read.terms_digest, read.rules_digest) == (shipped.terms_digest, shipped.rules_digest)


def test_a_workbook_may_stand_in_place_of_all_tables_or_of_one(tables: Path, book: Path) -> None:
    plain = Lexicon.load(tables)
    one = tables / "terms" / "few.xlsx"
    shutil.copy(book, one)
    (tables / "terms" / "few.csv").unlink()

    assert Lexicon.load(tables) == plain

    for path in (*tables.glob("*.csv"), one):
        path.unlink()
    shutil.copy(book, tables)

    assert Lexicon.load(tables) == plain


def test_a_table_that_stands_twice_is_an_error(tables: Path, book: Path) -> None:
    shutil.copy(book, tables)

    with pytest.raises(LexiconErrors, match=r"context stands in context\.csv too; keep one"):
        Lexicon.load(tables)


def test_an_open_spreadsheets_lock_file_is_no_table(tables: Path) -> None:
    (tables / "terms" / "~$few.xlsx").write_bytes(b"lock")
    (tables / "terms" / ".~lock.few.csv").write_bytes(b"lock")

    assert Lexicon.load(tables).terms


def test_the_template_offers_lists_and_keeps_its_header_in_sight(book: Path) -> None:
    workbook = load_workbook(book)
    page = workbook["词语 few"]
    rules = {str(rule.sqref).split("2:")[0]: rule for rule in page.data_validations.dataValidation}

    assert page.freeze_panes == "C2"
    assert page["D1"].value == "角色|role"
    assert workbook["lists"].sheet_state == "hidden"
    assert rules["D"].showErrorMessage
    assert not rules["I"].showErrorMessage, "a cell may join several policies"
    sheet, place = str(rules["D"].formula1).split("!")
    cells = [cell.value for row in workbook[sheet][place.replace("$", "")] for cell in row]
    assert cells == "block alert context cover_story purpose disguise feature counter".split()


def test_every_column_is_explained_in_both_languages() -> None:
    texts = column_help()

    for table in (TERMS, *SINGLE, CHANGELOG):
        named = {entry["column"]: entry for entry in texts[table]}
        assert list(named) == [column.name for column in columns_of(f"{TERMS}x" if table == TERMS else table)]
        assert all(entry["zh"] and entry["en"] for entry in named.values())


def test_what_is_typed_into_a_workbook_reads_as_it_was_meant(tables: Path, book: Path) -> None:
    plain = Lexicon.load(tables)
    workbook = load_workbook(book)
    page = workbook["词语 few"]
    page["Q8"] = datetime(2026, 6, 30)  # noqa: DTZ001 - a cell's day has no offset
    page["E2"] = 5.0
    workbook["权重 weights"]["C2"] = 4.6
    workbook.save(book)

    assert Lexicon.load(book) == plain


@pytest.mark.parametrize("term", ["0.5", "007", "📷孔", "1-2", "1e5", "TRUE", "2026-11-22", " x "])
def test_texts_stay_texts(term: str, tables: Path) -> None:
    sheet = given_tables(tables)["terms/few.csv"]
    row = sheet.rows[0]
    cells = (row.cells[0], term, *row.cells[2:])
    changed = type(sheet)(sheet.table, sheet.file, sheet.header, (type(row)(row.line, row.number, cells),))
    book = TableBook(Taxonomy.load())
    book.add(changed)
    path = tables / "one.xlsx"
    path.write_bytes(book.saved())

    assert given_tables(path)["terms/few.csv"].rows[0].cells[1] == term


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://x","y")', "+1+1", "@SUM(1)"])
def test_a_formula_is_named_and_never_run(formula: str, book: Path) -> None:
    workbook = load_workbook(book)
    workbook["词语 few"]["B3"] = formula
    workbook.save(book)

    found = examine(book, TODAY).findings

    assert [finding.place.cell for finding in found if finding.place and "formula" in str(finding.what)] == ["B3"]


def test_an_unknown_sheet_and_a_broken_file_are_told(book: Path, tmp_path: Path) -> None:
    workbook = load_workbook(book)
    workbook.create_sheet("notes")["A1"] = "later"
    workbook.save(book)
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK no zip")

    assert "the sheet notes is no table of the lexicon" in str(examine(book, TODAY).findings[0].message)
    assert "is not readable as a workbook" in str(examine(broken, TODAY).findings[0].message)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_workbook_is_told_and_never_a_fault(book: Path, data: st.DataObject) -> None:
    damaged = bytearray(book.read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(damaged) - 1), min_size=1, max_size=5)):
        damaged[place] ^= data.draw(st.integers(1, 255))
    problems = Problems()

    sheets = list(read_workbook("lexicon.xlsx", bytes(damaged), problems))

    assert sheets or problems.errors


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.xml", bytes(70_000_000))
    problems = Problems()

    assert list(read_workbook("bomb.xlsx", out.getvalue(), problems)) == []
    assert "210,000,000 bytes" in str(problems.errors[0].message)


def test_a_workbook_that_is_not_ours_has_no_tables(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    Workbook().save(path)

    with pytest.raises(LexiconErrors, match="holds no table of terms"):
        Lexicon.load(path)
