"""The log: rows are only added, and each seals those before it."""

from hypothesis import given
from hypothesis import strategies as st

from lenswatch.keywords.releases.cells import with_cells
from lenswatch.keywords.releases.changelog import ChangeLog, Entry

CELL = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=5).map(str.strip).filter(bool)
ENTRY = st.builds(Entry, CELL, CELL, CELL, CELL, CELL)
OLD = "时间|time,执行人|actor,动作|action,对象|object,理由|reason,版本|version\n2026,a,create,all,first,0.1.0\n"


@given(st.lists(ENTRY, max_size=4), st.lists(ENTRY, max_size=3))
def test_a_log_reads_back_as_written_and_its_chain_holds(first: list[Entry], more: list[Entry]) -> None:
    log = ChangeLog(()).extended(first).extended(more)
    read = ChangeLog.parse(log.data())

    assert read == log
    assert list(read.broken()) == []


@given(st.lists(ENTRY, min_size=2, max_size=5), st.data())
def test_any_changed_cell_breaks_the_chain(entries: list[Entry], data: st.DataObject) -> None:
    log = ChangeLog(()).extended(entries)
    place = data.draw(st.integers(0, len(entries) - 1))
    changed = Entry(*[log.entries[place].time, "somebody else", *log.entries[place].cells[2:]])
    spoilt = ChangeLog((*log.entries[:place], changed, *log.entries[place + 1 :]))

    assert len(list(spoilt.broken())) == (log.entries[place].actor != "somebody else")


def test_rows_from_before_the_chain_are_kept_and_sealed() -> None:
    log = ChangeLog.parse(OLD.encode()).extended([Entry("2027", "b", "promote", "T1", "why")])
    forged = ChangeLog.parse(log.data().replace(b"first", b"other"))

    assert log.entries[0].actor == "a"
    assert list(log.broken()) == []
    assert len(list(forged.broken())) == 1


def test_a_row_written_by_hand_after_the_chain_began_shows() -> None:
    log = ChangeLog(()).extended([Entry("1", "a", "b", "c", "d")])
    more = ChangeLog.parse(log.data() + b"2,x,promote,T1,none,,,,,\n").extended([Entry("3", "a", "b", "c", "d")])

    assert [str(problem) for problem in more.broken()] == ["CHANGELOG.csv: row 3 was written by hand."]


@given(
    note=st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=8),
    ending=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_changing_a_cell_keeps_every_other_byte(note: str, ending: str, mark: bytes) -> None:
    quoted = '"' + note.replace('"', '""') + '"'
    lines = ["id,term,state,evidence_note", f"A,x,proposed,{quoted}", f"B,y,proposed,{quoted}", f"C,z,active,{quoted}"]
    data = mark + ending.join(lines).encode()
    changed = with_cells(data, {"C": {"state": "retired"}})

    assert changed.startswith(mark + ending.join(lines[:3]).encode())
    assert b"C,z,retired," in changed
