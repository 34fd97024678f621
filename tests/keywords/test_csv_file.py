import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.problems import Problems
from lenswatch.keywords.sheets.csv_file import CsvStyle, read_csv, write_csv

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=6)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=6)


def written(rows: list[list[str]], quoting: int, newline: str, separator: str) -> bytes:
    out = StringIO(newline="")
    csv.writer(out, quoting=quoting, lineterminator=newline, delimiter=separator).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue().encode()


@given(
    ROWS, st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]), st.sampled_from(["\n", "\r\n"]), st.sampled_from(",;\t")
)
def test_a_table_nobody_edited_is_written_byte_for_byte(
    rows: list[list[str]], quoting: int, newline: str, separator: str
) -> None:
    data = written([["a", "b"], *rows], quoting, newline, separator)
    problems = Problems()

    sheet = read_csv("context.csv", data, problems)

    assert write_csv(sheet, CsvStyle.of(data)) == data
    assert [list(row.cells) for row in sheet.rows] == [row or [""] for row in rows]


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_lexicon_is_the_same_however_a_spreadsheet_saves_it(
    tables: Path, bom: bytes, newline: bytes, separator: str
) -> None:
    plain = Lexicon.load(tables)
    for path in tables.rglob("*.csv"):
        rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
        data = written(rows, csv.QUOTE_MINIMAL, newline.decode(), separator)
        path.write_bytes(bom + data)

    assert Lexicon.load(tables) == plain


def test_an_edited_row_is_written_in_the_style_of_its_file() -> None:
    data = '\ufeff"id","note"\r\n"R1","a"\r\n'.encode()
    style = CsvStyle.of(data)

    assert (style.bom, style.quote_all, style.newline) == (True, True, "\r\n")
    assert style.line(["R2", 'say "b"']) == '"R2","say ""b"""\r\n'


def test_empty_columns_at_the_right_are_passed_over(tables: Path) -> None:
    plain = Lexicon.load(tables)
    for path in tables.rglob("*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join(f"{line},," for line in lines), encoding="utf-8")

    assert Lexicon.load(tables) == plain


def test_dates_of_a_chinese_spreadsheet_are_the_same_dates(tables: Path) -> None:
    plain = Lexicon.load(tables)
    path = tables / "terms" / "few.csv"
    text = path.read_text(encoding="utf-8").replace("2026-06-30", "2026年6月30日").replace("2025-01-01", "2025/1/1")
    path.write_text(text, encoding="utf-8")

    assert Lexicon.load(tables) == plain
