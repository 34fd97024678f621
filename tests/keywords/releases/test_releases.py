"""A release: whole, unchanged, and equal to what its tables say."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.core.clock import FixedClock
from lenswatch.core.errors import LexiconError, WorkspaceError
from lenswatch.keywords.compiled import CompiledLexicon
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.keywords.releases.comparison import compare
from lenswatch.keywords.releases.compiling import Order
from lenswatch.keywords.releases.desk import Desk
from lenswatch.keywords.releases.history import history, problems_of
from lenswatch.keywords.releases.release import Release
from lenswatch.keywords.releases.skeleton_text import from_text, to_text
from lenswatch.keywords.releases.tables import Tables
from lenswatch.keywords.releases.transition import Request
from lenswatch.keywords.releases.variants_lock import Seen, derived_from, lock_data, lock_rows
from lenswatch.keywords.skeleton import shipped_confusables
from lenswatch.keywords.term import State

Make = Callable[[], Release]
Ask = Callable[..., Request]


def edit(desk: Desk, old: str, new: str, table: str = "terms/few.csv") -> None:
    path = desk.keywords / table
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_release_holds_tables_digests_counts_and_who_made_it(desk: Desk, release: Make) -> None:
    made = release()

    assert made.tables == Tables.read(desk.keywords)
    assert (made.manifest.version, made.manifest.actor) == (1, "李雷")
    assert made.manifest.counts["terms"] == len(Lexicon.load(desk.keywords).terms)
    assert desk.shelf.current() == made


def test_a_second_compile_of_the_same_tables_makes_nothing(desk: Desk, release: Make, clock: FixedClock) -> None:
    release()

    assert desk.compile(Order("李雷", "", clock.now()), lambda _: None) is None
    assert desk.compile(Order("李雷", "", clock.now()), lambda _: None, again=True)
    assert [name.partition("-")[0] for name in desk.shelf.names()] == ["1", "2"]


@pytest.mark.parametrize("file", ["variants.lock", "tables/terms/few.csv", "CHANGELOG.csv"])
def test_a_release_that_was_edited_is_refused(desk: Desk, release: Make, file: str) -> None:
    folder = desk.shelf.folder / release().manifest.name
    (folder / file).write_bytes((folder / file).read_bytes() + b"X")

    with pytest.raises(LexiconError, match=f"{file}: was changed"):
        desk.shelf.current()


def test_a_manifest_cannot_name_files_outside(desk: Desk, release: Make) -> None:
    manifest = desk.shelf.folder / release().manifest.name / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("variants.lock", "../x"), encoding="utf-8")

    with pytest.raises(LexiconError, match="outside"):
        desk.shelf.current()


@pytest.mark.parametrize("name", ["../../etc", "", "7", "7-xxxxxxxx", "/7-00000000"])
def test_the_pointer_names_releases_only(desk: Desk, release: Make, name: str) -> None:
    release()
    desk.shelf.pointer.write_text(name, encoding="ascii")

    with pytest.raises(LexiconError, match="does not name"):
        desk.shelf.current()


def test_spellings_read_from_the_lock_are_those_derived(shipped: Lexicon) -> None:
    read = replace(shipped, derived=derived_from(lock_data(lock_rows(shipped, None))))
    ours, theirs = (CompiledLexicon.build(one, None) for one in (shipped, read))

    assert list(ours.owners) == list(theirs.owners)
    assert ours.skeletons.patterns == theirs.skeletons.patterns
    assert list(ours.skeletons.owners) == list(theirs.skeletons.owners)


@given(st.text(st.sampled_from([*shipped_confusables().numbers.values()]).map(chr) | st.sampled_from("abz09📷")))
def test_skeletons_survive_being_written_for_people(skeleton: str) -> None:
    assert from_text(to_text(skeleton)) == skeleton


def test_counters_go_to_the_spelling_then_to_the_skeleton(shipped: Lexicon) -> None:
    seen = [
        Seen("TZ001", "针 孔摄象头", 3, 2, confirmed=1),
        Seen("TZ001", "真恐射象投", 4, 0, dismissed=2),
        Seen("TZ001", "针孔摄像头", 9, 9),
    ]
    rows = [row for row in lock_rows(shipped, seen) if row.counts and row.counts.hits]

    assert [(row.kind.value, row.spelling, *row.cells[6:]) for row in rows] == [
        ("spelling", "针孔摄象头", "3", "2", "1", "0"),
        ("skeleton", "<zhen><kong><she><xiang><tou>", "4", "0", "0", "2"),
    ]


def test_without_verdicts_counters_are_empty_not_zero(shipped: Lexicon) -> None:
    assert {tuple(row.cells[6:]) for row in lock_rows(shipped, None)} == {("", "", "", "")}


def test_a_rollback_is_a_new_release_equal_to_the_old_one(desk: Desk, release: Make, ask: Ask) -> None:
    first = release()
    edit(desk, "小巧玲珑款", "小巧可爱款")
    release()
    third = desk.rollback(1, ask(), lambda _: None)

    assert (third.manifest.version, third.manifest.same_as) == (3, 1)
    assert third.tables == first.tables == Tables.read(desk.keywords)
    assert third.manifest.tables_sha256 == first.manifest.tables_sha256


def test_a_rollback_loses_no_edit_unasked(desk: Desk, release: Make, ask: Ask) -> None:
    release()
    edit(desk, "小巧玲珑款", "小巧可爱款")
    release()
    edit(desk, "小巧可爱款", "小巧漂亮款")

    with pytest.raises(LexiconError, match="--discard"):
        desk.rollback(1, ask(), lambda _: None)
    assert desk.rollback(1, ask(), lambda _: None, discard=True).manifest.version == 3


def test_a_rollback_that_brings_back_a_heavy_term_needs_two(desk: Desk, release: Make, ask: Ask) -> None:
    desk.move(["H1"], ask(to=State.ACTIVE, reviewer="韩梅梅"))
    release()
    desk.move(["H1"], ask(to=State.SUSPENDED))
    release()

    with pytest.raises(LexiconError, match="second person: H1"):
        desk.rollback(1, ask(), lambda _: None)
    assert desk.rollback(1, ask(reviewer="韩梅梅"), lambda _: None).manifest.same_as == 1


def test_history_tells_of_log_and_releases_in_order_of_time(
    desk: Desk, release: Make, ask: Ask, clock: FixedClock
) -> None:
    desk.move(["L1"], ask())
    clock.advance(hours=1)
    made = release()

    assert [event.object for event in history(desk)] == ["L1", made.manifest.name]
    assert [event.action for event in history(desk, "L1")] == ["promote"]


def test_a_changed_or_cut_history_shows(desk: Desk, release: Make, ask: Ask) -> None:
    desk.move(["L1", "H1"], ask())
    release()
    assert list(problems_of(desk)) == []

    log = desk.keywords / "CHANGELOG.csv"
    whole = log.read_text(encoding="utf-8")
    log.write_text(whole.replace("李雷", "小明", 1), encoding="utf-8")
    assert "row 2" in str(next(problems_of(desk)))
    log.write_text("\n".join(whole.splitlines()[:-1]) + "\n", encoding="utf-8")
    assert "no longer what it was" in str(next(problems_of(desk)))


def test_diff_names_rows_and_cells(desk: Desk, release: Make) -> None:
    before = release().tables
    edit(desk, "L1,小巧玲珑款,zh,feature,2,proposed", "L1,小巧玲珑款,zh,feature,3,retired")
    edit(desk, "H1,", "H2,")
    found = {(change.kind, change.key): change.cells for change in compare(before, Tables.read(desk.keywords))}

    assert found.keys() == {("retired", "L1"), ("removed", "H1"), ("added", "H2")}
    assert [(cell.column, cell.before, cell.after) for cell in found["retired", "L1"]] == [
        ("severity", "2", "3"),
        ("state", "proposed", "retired"),
    ]


def test_two_commands_never_change_a_lexicon_at_once(desk: Desk, release: Make) -> None:
    with desk.shelf.locked(), pytest.raises(WorkspaceError, match="another command"):
        release()


COMPILE = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from lenswatch.keywords.releases import shelf
from lenswatch.keywords.releases.compiling import Order
from lenswatch.keywords.releases.desk import Desk
written, left = shelf._write, int(sys.argv[2])
def write(path, data):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    written(path, data)
shelf._write = write
shelf.Shelf.point_to = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
Desk(Path(sys.argv[1])).compile(Order("x", "", datetime.now(UTC)), lambda _: None)
"""


@pytest.mark.slow
@pytest.mark.parametrize("files", [0, 3, 99])
def test_a_kill_while_compiling_leaves_no_half_release(desk: Desk, release: Make, files: int) -> None:
    first = release()
    edit(desk, "小巧玲珑款", "小巧可爱款")
    killed = subprocess.run(
        [sys.executable, "-c", COMPILE, str(desk.keywords), str(files)], env=os.environ, check=False, timeout=60
    )

    assert killed.returncode == -signal.SIGKILL
    assert desk.shelf.current() == first
    for name in desk.shelf.names():
        Release.open(desk.shelf.folder / name)
    assert release() == desk.shelf.current()
    assert [path.name for path in desk.shelf.folder.iterdir() if path.name.endswith(".part")] == []


def test_the_shipped_lexicon_has_tables_to_switch_off_and_to_log_in() -> None:
    folder = shipped_keywords()

    assert isinstance(folder, Path)
    assert {"switched_off.csv", "CHANGELOG.csv"} <= {path.name for path in folder.iterdir()}
