"""Which night a start goes on with, and who may."""

import socket
import subprocess
from collections.abc import Callable
from datetime import timedelta

import pytest

from lenswatch.core.errors import BusyError, StorageError
from lenswatch.core.exit_code import ExitCode
from lenswatch.ledger.leases import Leases
from lenswatch.ledger.store import Store
from lenswatch.operations.drafting import draft_from_ledger
from lenswatch.operations.nightly import judging, night
from lenswatch.operations.nightly.lease import NAME, Holding, age
from lenswatch.operations.nightly.tonight import Tonight
from tests.operations.nightly.conftest import SPY, WALL_CLOCK, House, feed_row


class PulledPlug(BaseException):
    """Ends a night as a kill would."""


def pull_plug(_: Tonight) -> None:
    raise PulledPlug


def interrupted(house: House, monkeypatch: pytest.MonkeyPatch, at: str = "draft") -> None:
    """A night that dies at a step, its lease left behind by a process that is gone."""
    with monkeypatch.context() as patched:
        patched.setattr(night, at, pull_plug)
        patched.setattr(Leases, "release", lambda *_: None)
        with pytest.raises(PulledPlug):
            house.night()
    with subprocess.Popen(["true"]) as dead:
        dead.wait()
    house.edit(f"UPDATE lease SET holder = '{socket.gethostname()}:{dead.pid}'")  # noqa: S608 - a test's own text


def test_a_second_start_is_refused_and_told_who_since_when_and_where(house: House) -> None:
    house.deliver("a.jsonl", feed_row(1, WALL_CLOCK))
    house.night()
    house.edit(
        "INSERT INTO lease VALUES ('nightly', 'machine7:4711', '2026-11-21T12:30:00.000000+00:00', "
        "'2026-11-21T14:10:00.000000+00:00')"
    )
    house.edit("UPDATE night SET state = 'running'")
    house.edit("UPDATE night_step SET state = 'running' WHERE kind = 'import'")

    with pytest.raises(BusyError) as refused:
        house.night()

    told = str(refused.value)
    assert (refused.value.exit_code, int(ExitCode.BUSY)) == (ExitCode.BUSY, 75)
    assert "process 4711 on machine7" in told
    assert "(1 h 31 min), at the step import of a.jsonl" in told


def test_the_lease_of_a_silent_machine_is_taken_over_and_said(house: House) -> None:
    house.deliver("a.jsonl", feed_row(1, WALL_CLOCK))
    house.edit(
        "INSERT INTO lease VALUES ('nightly', 'machine7:4711', '2026-11-21T12:30:00.000000+00:00', "
        "'2026-11-21T13:59:00.000000+00:00')"
    )

    assert any("process 4711 on machine7" in sentence.en for sentence in house.night().consequences)


def test_the_lease_of_a_dead_process_is_taken_over_and_its_night_gone_on_with(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.deliver("a.jsonl", feed_row(1, SPY))
    interrupted(house, monkeypatch)
    summary = house.night()

    assert (summary.starts, summary.draft.listings) == (2, 1)
    assert any("is dead (process" in sentence.en for sentence in summary.consequences)
    assert house.rows("SELECT count(*) FROM night") == [(1,)]
    assert house.rows("SELECT kind, attempts FROM night_step WHERE kind <> 'draft'") == [("import", 1), ("screen", 1)]


def test_a_lost_lease_ends_the_night() -> None:
    holding = Holding(None, StorageError("gone"))

    with pytest.raises(StorageError):
        holding.check()


def test_the_lease_is_given_back(house: House) -> None:
    house.deliver("a.jsonl", feed_row(1, WALL_CLOCK))
    house.night()

    with Store.open(house.workspace.ledger) as store:
        assert Leases(store, house.clock, 1).get(NAME) is None


def test_a_night_older_than_a_day_is_closed_and_named(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.deliver("a.jsonl", feed_row(1, SPY))
    interrupted(house, monkeypatch)
    house.clock.advance(hours=25)
    summary = house.night()

    assert [one.date for one in summary.interrupted] == ["2026-11-21"]
    assert (summary.starts, summary.draft.listings) == (1, 1)
    assert any("was never finished" in sentence.en for sentence in summary.consequences)
    assert house.rows("SELECT state FROM night ORDER BY started_at") == [("interrupted",), ("finished",)]
    assert house.night().interrupted == ()


def test_a_draft_whose_mark_was_lost_is_recognised(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.deliver("a.jsonl", feed_row(1, SPY))
    with monkeypatch.context() as patched:
        patched.setattr(judging, "draft_from_ledger", drafted_then_dead(draft_from_ledger))
        with pytest.raises(PulledPlug):
            house.night()
    (folder,) = house.drafts
    house.edit("UPDATE listing SET last_seen = '2026-11-01T00:00:00.000000+00:00'")  # a new draft would differ
    summary = house.night()

    assert house.drafts == [folder]
    assert (summary.draft.folder, summary.draft.sellers, summary.draft.listings) == (f"reports/drafts/{folder}", 1, 1)


def drafted_then_dead(drafting: Callable[..., object]) -> Callable[..., None]:
    def draft(*arguments: object, **named: object) -> None:
        drafting(*arguments, **named)
        raise PulledPlug

    return draft


def test_what_a_kill_left_of_a_draft_is_cleared_away(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.deliver("a.jsonl", feed_row(1, SPY))
    interrupted(house, monkeypatch)
    ((run_id,),) = house.rows("SELECT run_id FROM night_step WHERE kind = 'screen'")
    (house.workspace.reports / "drafts" / f".{run_id}.4711.part").mkdir(parents=True)
    house.night()

    assert house.drafts == [run_id]


def test_files_that_came_since_are_taken_in_while_nothing_was_screened(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.deliver("a.jsonl", feed_row(1, SPY))
    interrupted(house, monkeypatch, at="screen")
    house.deliver("b.jsonl", feed_row(2, SPY))

    assert [feed.file for feed in house.night().feeds] == ["a.jsonl", "b.jsonl"]


@pytest.mark.parametrize(
    ("length", "told"),
    [(30, "less than a minute"), (600, "10 min"), (3 * 3600 + 720, "3 h 12 min"), (30 * 3600, "30 h 0 min")],
)
def test_an_age_is_said_as_people_do(length: float, told: str) -> None:
    assert str(age(timedelta(seconds=length).total_seconds())) == told
