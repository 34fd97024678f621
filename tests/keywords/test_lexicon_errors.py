import csv
from pathlib import Path

import pytest

from lenswatch.core.errors import LexiconError
from lenswatch.keywords.lexicon import Lexicon, LexiconErrors

T = "terms/few.csv"


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(LexiconErrors) as caught:
        Lexicon.load(folder)
    return [str(problem) for problem in caught.value.problems]


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def bad_cells() -> list[tuple[str, ...]]:
    """Cases: in which file which text is replaced by what, and what is then said. Invisible characters are escaped."""
    path = Path(__file__).parent / "bad_cells.csv"
    _, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    return [tuple(cell.replace("\\u200b", "\u200b") for cell in row) for row in rows]


@pytest.mark.parametrize(("file", "old", "new", "problem"), bad_cells())
def test_a_bad_cell_is_named_with_what_to_do(tables: Path, file: str, old: str, new: str, problem: str) -> None:
    spoil(tables, file, old, new)

    assert problem in problems_of(tables)


def test_spelling_of_the_same_word_may_change(tables: Path) -> None:
    spoil(tables, T, "T2,摄像头", "T2,攝 像頭")

    assert Lexicon.load(tables).terms


def test_all_problems_are_told_at_once(tables: Path) -> None:
    spoil(tables, T, "D04", "D77")
    spoil(tables, T, "NIGHT_IR", "NIGHT")
    spoil(tables, "context.csv", "#IMG,8", "#IMG,near")

    assert {problem.split(" ")[0] for problem in problems_of(tables)} >= {f"{T}:4:8:", f"{T}:5:7:", "context.csv:2:4:"}


def test_the_error_shows_every_problem(tables: Path) -> None:
    spoil(tables, T, "D04", "D77")

    with pytest.raises(LexiconError, match=r"has 1 problem\(s\); nothing was loaded.\nterms/few.csv:4:8: cell H4"):
        Lexicon.load(tables)


def test_a_column_may_be_wrong_or_missing(tables: Path) -> None:
    spoil(tables, T, "角色|role", "部分|part")

    assert problems_of(tables)[:2] == [
        f"{T}:1:4: cell D1 (部分|part): this column is not known or stands twice; check the spelling.",
        f"{T}:1: the first row lacks the column(s) 角色|role; add them.",
    ]


def test_a_file_saved_as_gbk_is_refused_not_misread(tables: Path) -> None:
    path = tables / T
    path.write_bytes(path.read_text(encoding="utf-8").encode("gbk"))

    assert problems_of(tables)[0] == (
        f"{T}:1: is not UTF-8 (a spreadsheet may have saved it as GBK, which loses characters). "
        'Open it again and save it as "CSV UTF-8".'
    )


def test_an_open_quotation_mark_is_told(tables: Path) -> None:
    spoil(tables, T, "T3,手表", 'T3,"手表')

    assert any("is not readable as CSV" in problem for problem in problems_of(tables))


def test_missing_tables_are_named(tables: Path, tmp_path: Path) -> None:
    (tables / "weights.csv").unlink()

    assert problems_of(tables) == [f"weights.csv: the table is missing in {tables}."]
    assert any("the folder terms is missing" in problem for problem in problems_of(tmp_path / "nowhere"))


def test_an_empty_table_lacks_its_header(tables: Path) -> None:
    (tables / "context.csv").write_text("", encoding="utf-8")

    assert problems_of(tables)[0].startswith("context.csv:1: the first row lacks the column(s) 编号|id, 任一|any")


def test_the_line_is_that_of_the_file_and_the_cell_that_of_the_spreadsheet(tables: Path) -> None:
    path = tables / T
    text = path.read_text(encoding="utf-8").replace(",press,", ',"press\nsecond line",').replace("D04", "D77")
    path.write_text(text, encoding="utf-8")

    found = problems_of(tables)

    assert f"{T}:2:13: cell M2 (evidence_note): holds an invisible character; type the cell again." in found
    assert f'{T}:5:8: cell H4 (disguise): "D77" is not a disguise of taxonomy.json (D00 to D16).' in found


def test_weights_must_be_complete(tables: Path) -> None:
    spoil(tables, "weights.csv", "block,2,5,3.6,names the device: a title alone reaches the flag band\n", "")

    assert problems_of(tables) == ["weights.csv: lacks block 2; add a row for each."]
