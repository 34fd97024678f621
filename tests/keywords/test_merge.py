import csv
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.core.errors import LexiconError, UserError
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.keywords.sheets.columns import keyed
from lenswatch.keywords.sheets.merge_files import merge_lexicons
from lenswatch.keywords.sheets.merging import TableMerge
from lenswatch.keywords.sheets.sheet import Sheet, SheetRow

Rows = Mapping[str, tuple[str, str]]
VALUES = st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"))
TABLES = st.dictionaries(st.sampled_from([f"R{number}" for number in range(6)]), VALUES)


def sheet(rows: Rows, table: str = "context.csv") -> Sheet:
    body = [SheetRow(number, number, (key, *cells)) for number, (key, cells) in enumerate(rows.items(), start=2)]
    return Sheet(table, table, ("id", "any", "note"), tuple(body))


def merge(base: Rows, mine: Rows, theirs: Rows) -> tuple[list[tuple[str, ...]], TableMerge]:
    made = TableMerge(sheet(base), sheet(mine), sheet(theirs))
    return [row.cells for row in made.merged().rows], made


def cells(rows: Rows) -> list[tuple[str, ...]]:
    return [(key, *values) for key, values in rows.items()]


@given(TABLES, TABLES)
def test_a_change_merged_with_no_change_is_the_change(base: Rows, changed: Rows) -> None:
    for one, other in ((changed, base), (base, changed)):
        joined, made = merge(base, one, other)

        assert joined == cells(changed)
        assert made.conflicts == []


@given(TABLES, TABLES, TABLES)
def test_both_sides_merge_alike_where_they_do_not_conflict(base: Rows, one: Rows, other: Rows) -> None:
    ours, mine = merge(base, one, other)
    yours, theirs = merge(base, other, one)
    disputed = {conflict.key for conflict in mine.conflicts}

    assert disputed == {conflict.key for conflict in theirs.conflicts}
    assert {row for row in ours if row[:1] not in disputed} == {row for row in yours if row[:1] not in disputed}


@given(TABLES, st.sets(st.integers(0, 5)), st.data())
def test_edits_of_different_cells_never_conflict(base: Rows, own: set[int], data: st.DataObject) -> None:
    places = [(key, column) for key in base for column in (0, 1)]
    mine, theirs = dict(base), dict(base)
    for number, (key, column) in enumerate(places):
        side = mine if number in own else theirs
        edited = list(side[key])
        edited[column] = data.draw(st.sampled_from("pqr"))
        side[key] = (edited[0], edited[1])

    joined, made = merge(base, mine, theirs)

    assert made.conflicts == []
    assert joined == [
        (key, *((mine if number * 2 + column in own else theirs)[key][column] for column in (0, 1)))
        for number, key in enumerate(base)
    ]


def test_a_new_row_stands_behind_the_row_it_followed() -> None:
    base = {"R1": ("a", "x"), "R2": ("a", "x"), "R3": ("a", "x")}
    mine = {"R1": ("a", "x"), "M": ("a", "x"), "R2": ("a", "x"), "R3": ("a", "x")}
    theirs = {"R1": ("a", "x"), "R2": ("a", "x"), "T": ("a", "x"), "R3": ("a", "x")}

    assert [row[0] for row in merge(base, mine, theirs)[0]] == ["R1", "M", "R2", "T", "R3"]


def test_a_row_removed_here_and_changed_there_is_a_conflict_that_keeps_mine() -> None:
    joined, made = merge({"R1": ("a", "x")}, {}, {"R1": ("b", "x")})

    assert joined == []
    assert [(one.column, one.base, one.mine, one.theirs) for one in made.conflicts] == [
        ("", "R1 | a | x", None, "R1 | b | x")
    ]


def test_the_histories_of_both_are_united() -> None:
    def history(*rows: str) -> Sheet:
        body = tuple(SheetRow(number, number, (row, "who")) for number, row in enumerate(rows, start=2))
        return Sheet("CHANGELOG.csv", "CHANGELOG.csv", ("time", "actor"), body)

    made = TableMerge(history("2026-01"), history("2026-01", "2026-03"), history("2026-01", "2026-02"))

    assert [row.cells[0] for row in made.merged().rows] == ["2026-01", "2026-02", "2026-03"]
    assert made.conflicts == []


@pytest.fixture
def three(tables: Path, tmp_path: Path) -> tuple[Path, Path, Path]:
    copies = [Path(shutil.copytree(tables, tmp_path / name)) for name in ("base", "mine", "theirs")]
    return copies[0], copies[1], copies[2]


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "terms" / "few.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_two_curators_edits_come_together_and_nothing_else_changes(three: tuple[Path, Path, Path]) -> None:
    base, mine, theirs = three
    edit(mine, "T3,手表", "T3,腕表")
    edit(theirs, "T4,夜视,zh,feature,3", "T4,夜视,zh,feature,4")
    expected = (
        (mine / "terms" / "few.csv").read_text(encoding="utf-8").replace("夜视,zh,feature,3", "夜视,zh,feature,4")
    )

    result = merge_lexicons(base, mine, theirs, None)

    assert (result.written, result.taken, result.conflicts) == (True, 1, ())
    assert (mine / "terms" / "few.csv").read_text(encoding="utf-8") == expected
    assert Lexicon.load(mine).terms


def test_a_conflict_keeps_mine_and_is_listed(three: tuple[Path, Path, Path], tmp_path: Path) -> None:
    base, mine, theirs = three
    edit(mine, "T3,手表", "T3,腕表")
    edit(theirs, "T3,手表", "T3,=手表")
    kept = (mine / "terms" / "few.csv").read_bytes()

    result = merge_lexicons(base, mine, theirs, None)

    assert not result.written
    assert (mine / "terms" / "few.csv").read_bytes() == kept
    text = (mine / "conflicts.csv").read_text(encoding="utf-8-sig")
    assert list(csv.reader(text.splitlines()))[1] == ["terms/few.csv", "T3", "term", "手表", "腕表", "'=手表"]

    out = tmp_path / "out"
    assert merge_lexicons(base, mine, theirs, out).written
    assert (out / "terms" / "few.csv").read_bytes() == kept


def test_a_table_only_they_have_is_taken(three: tuple[Path, Path, Path]) -> None:
    base, mine, theirs = three
    head, *_ = (theirs / "terms" / "few.csv").read_text(encoding="utf-8").splitlines()
    (theirs / "terms" / "new.csv").write_text(
        f"{head}\nT99,新词,zh,context,1,active,,,,,,,authored,,,,,\n", encoding="utf-8"
    )

    merge_lexicons(base, mine, theirs, None)

    assert "T99" in [term.id for term in Lexicon.load(mine).terms]


def test_the_shipped_lexicon_and_a_full_folder_are_never_written_to(three: tuple[Path, Path, Path]) -> None:
    base, mine, theirs = three
    shipped = Path(str(shipped_keywords()))

    with pytest.raises(LexiconError, match="is the lexicon that ships"):
        merge_lexicons(base, shipped, theirs, None)
    with pytest.raises(UserError, match="is there already"):
        merge_lexicons(base, mine, theirs, base)
    with pytest.raises(UserError, match="there is no such file"):
        merge_lexicons(base, mine, theirs / "nowhere", None)


def test_keys_are_unique_where_a_table_repeats_them() -> None:
    body = tuple(SheetRow(number, number, ("sound", "像", str(number))) for number in (2, 3))
    variants = Sheet("variants.csv", "variants.csv", ("policy", "original", "becomes"), body)

    assert [key for key, _, _ in keyed(variants)] == [("sound", "像"), ("sound", "像", "#2")]
