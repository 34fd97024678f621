"""Runs are taken up again after a kill; a lease lets one process work at a time."""

import socket
import subprocess

import pytest

from lenswatch.core.clock import FixedClock
from lenswatch.core.errors import WorkspaceError
from lenswatch.ledger.leases import Leases, holder
from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.ledger.store import Store


def test_a_run_left_running_is_taken_up_again(runs: Runs) -> None:
    assert runs.begin(RunKind.CRAWL, "demo") == runs.begin(RunKind.CRAWL, "demo")


def test_a_finished_run_is_not(runs: Runs) -> None:
    first = runs.begin(RunKind.CRAWL, "demo")
    runs.finish(first, {})

    assert runs.begin(RunKind.CRAWL, "demo") != first


def test_runs_of_other_kinds_and_subjects_are_others(runs: Runs) -> None:
    begun = {
        runs.begin(RunKind.CRAWL, "demo"),
        runs.begin(RunKind.CRAWL, "other"),
        runs.begin(RunKind.IMPORT, "demo"),
    }

    assert len(begun) == 3


def test_a_finished_run_reads_back(runs: Runs, clock: FixedClock) -> None:
    run_id, begun = runs.begin(RunKind.SCREENING, "v"), clock.now()
    clock.advance(minutes=5)
    runs.finish(run_id, {"listings": 3})

    run = runs.get(run_id)
    assert run is not None
    assert (run.kind, run.subject, run.state) == (RunKind.SCREENING, "v", "finished")
    assert (run.started_at, run.finished_at, run.summary) == (begun, clock.now(), {"listings": 3})


def test_counts_noted_on_the_way_are_found_again(runs: Runs) -> None:
    run_id = runs.begin(RunKind.CRAWL, "demo")
    runs.note(run_id, {"pages": 7})

    run = runs.get(run_id)
    assert run is not None
    assert (run.state, run.summary) == ("running", {"pages": 7})


def test_latest_passes_over_failed_and_running_runs(runs: Runs, clock: FixedClock) -> None:
    good = runs.begin(RunKind.SCREENING, "a")
    runs.finish(good, {})
    clock.advance(hours=1)
    runs.finish(runs.begin(RunKind.SCREENING, "b"), {}, failed=True)
    runs.begin(RunKind.SCREENING, "c")

    latest = runs.latest(RunKind.SCREENING)
    assert latest is not None
    assert latest.id == good


def test_an_unknown_run_is_none(runs: Runs) -> None:
    assert runs.get("S0") is None
    assert runs.latest(RunKind.REPORT) is None


def held_by(store: Store, who: str, clock: FixedClock) -> Leases:
    leases = Leases(store, clock, seconds=60)
    leases.take("crawl")
    with store.transaction() as connection:
        connection.execute("UPDATE lease SET holder = ?", (who,))
    return leases


def test_a_lease_of_another_machine_is_respected(store: Store, clock: FixedClock) -> None:
    leases = held_by(store, "elsewhere:1", clock)

    with pytest.raises(WorkspaceError, match="elsewhere:1"):
        leases.take("crawl")


def test_a_lease_of_a_living_process_is_respected(store: Store, clock: FixedClock) -> None:
    leases = held_by(store, f"{socket.gethostname()}:1", clock)

    with pytest.raises(WorkspaceError, match="another crawl"):
        leases.take("crawl")


def test_a_lease_that_ran_out_is_free(store: Store, clock: FixedClock) -> None:
    leases = held_by(store, "elsewhere:1", clock)
    clock.advance(seconds=61)
    leases.take("crawl")

    assert store.connection.execute("SELECT holder FROM lease").fetchone() == (holder(),)


def test_a_lease_of_a_dead_process_is_free(store: Store, clock: FixedClock) -> None:
    with subprocess.Popen(["true"]) as process:
        process.wait()
    held_by(store, f"{socket.gethostname()}:{process.pid}", clock).take("crawl")

    assert store.connection.execute("SELECT holder FROM lease").fetchone() == (holder(),)


def test_a_renewal_keeps_the_time_it_was_taken(store: Store, clock: FixedClock) -> None:
    leases = Leases(store, clock, seconds=60)
    leases.take("crawl")
    since = store.connection.execute("SELECT acquired_at FROM lease").fetchone()
    clock.advance(seconds=30)
    leases.take("crawl")

    assert store.connection.execute("SELECT acquired_at FROM lease").fetchone() == since


def test_only_ones_own_lease_is_given_back(store: Store, clock: FixedClock) -> None:
    held_by(store, "elsewhere:1", clock).release("crawl")

    assert store.connection.execute("SELECT count(*) FROM lease").fetchone() == (1,)
