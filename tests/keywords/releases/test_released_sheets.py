"""Releases of tables as spreadsheets write them: workbooks, other separators, lost characters."""

import csv
from collections.abc import Callable

import pytest

from lenswatch.core.errors import LexiconError
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.lexicon import LexiconErrors
from lenswatch.keywords.problems import Problems
from lenswatch.keywords.releases.desk import Desk
from lenswatch.keywords.releases.release import Release
from lenswatch.keywords.releases.transition import Request
from lenswatch.keywords.sheets.source import files_of, read_given
from lenswatch.keywords.sheets.template import template

Make = Callable[[], Release]
Ask = Callable[..., Request]


def edit(desk: Desk, old: str, new: str) -> None:
    path = desk.keywords / "terms" / "few.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def in_one_workbook(desk: Desk) -> None:
    book = template(read_given(desk.keywords, Problems()), Taxonomy.load())
    for name in files_of(desk.keywords):
        (desk.keywords / name).unlink()
    (desk.keywords / "lexicon.xlsx").write_bytes(book)


def test_lexicon_in_workbooks_is_released_as_csv(desk: Desk, release: Make) -> None:
    plain = release().lexicon()
    in_one_workbook(desk)

    made = release()

    assert made.lexicon().terms == plain.terms
    assert {name for name in made.tables.files if not name.endswith(".csv")} == set()
    assert not desk.edited_since(made)


def test_commands_that_write_csv_refuse_a_workbook(desk: Desk, ask: Ask) -> None:
    in_one_workbook(desk)

    with pytest.raises(LexiconError, match=r"lexicon\.xlsx is a workbook"):
        desk.move(["L1"], ask())

    assert sorted(path.name for path in desk.keywords.iterdir() if path.is_file()) == ["lexicon.xlsx"]


def test_character_lost_since_the_last_release_is_named(desk: Desk, release: Make) -> None:
    edit(desk, "小巧玲珑款", "小巧📷款")
    release()
    edit(desk, "小巧📷款", "小巧?款")

    with pytest.raises(LexiconErrors, match=r'release 1-[0-9a-f]{8} has "小巧📷款"'):
        release()


def test_cells_change_in_tables_as_spreadsheets_write_them(desk: Desk, ask: Ask) -> None:
    table = desk.keywords / "terms" / "few.csv"
    rows = list(csv.reader(table.read_text(encoding="utf-8").splitlines()))
    written = "".join(";".join(f'"{cell}"' for cell in [*row, ""]) + "\r\n" for row in rows)
    table.write_bytes(b"\xef\xbb\xbf" + written.encode())

    desk.move(["L1"], ask())

    assert table.read_bytes()[3:].decode() == written.replace(
        '"feature";"2";"proposed"', '"feature";"2";"under_review"'
    )
