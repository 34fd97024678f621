"""Hours, budgets and what is counted, request by request."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from lenswatch.ledger.host_loads import HostLoads
from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.spiders.fetching.manners import Bounds, DailyCounts, Manners, Rest
from lenswatch.spiders.fetching.refusals import RestError
from lenswatch.spiders.monitoring.impact import HostImpact, RobotsState
from tests.spiders.conftest import Bench

HOST = "shop.example"
CHINA = ZoneInfo("Asia/Shanghai")


def manners(
    bench: Bench,
    site: str = "shop",
    *,
    most: int | None = None,
    closes_at: datetime | None = None,
    days: DailyCounts | None = None,
) -> Manners:
    """Those of a site's crawl; a run that is under way is taken up."""
    run_id = Runs(bench.store, bench.clock).begin(RunKind.CRAWL, site)
    days = days or DailyCounts(bench.store)
    return Manners(bench.store, bench.clock, run_id, Bounds(closes_at, most, CHINA), days)


def ask(held: Manners, times: int, host: str = HOST) -> None:
    for _ in range(times):
        held.answered(held.asking(host), 200, 100, None)


def commit(bench: Bench, held: Manners) -> None:
    with bench.store.transaction():
        held.write()
    held.written()


def test_a_budget_ends_the_crawl_and_names_the_host(bench: Bench) -> None:
    held = manners(bench, most=3)
    ask(held, 3)

    with pytest.raises(RestError):
        held.asking(HOST)
    assert (held.rest, held.rest_host, held.may_begin()) == (Rest.BUDGET, HOST, False)


def test_hosts_have_a_budget_each(bench: Bench) -> None:
    held = manners(bench, most=2)
    ask(held, 2)
    ask(held, 2, "img.shop.example")

    assert held.rest is None


def test_sites_of_one_host_share_its_budget(bench: Bench) -> None:
    first, second = manners(bench, "first", most=5), manners(bench, "second", most=5)
    ask(first, 3)
    commit(bench, first)
    ask(second, 2)

    with pytest.raises(RestError):
        second.asking(HOST)


def test_sites_crawled_at_once_share_a_hosts_budget(bench: Bench) -> None:
    days = DailyCounts(bench.store)
    first, second = manners(bench, "first", most=4, days=days), manners(bench, "second", most=4, days=days)
    for held in (first, second, first, second):
        ask(held, 1)

    with pytest.raises(RestError):
        first.asking(HOST)


def test_a_budget_begins_anew_at_local_midnight(bench: Bench) -> None:
    bench.clock.instant = datetime(2026, 3, 1, 15, 59, tzinfo=UTC)
    held = manners(bench, most=2)
    ask(held, 2)
    bench.clock.advance(minutes=1)
    ask(held, 2)

    assert HostLoads(bench.store).requests_of(HOST, datetime(2026, 3, 1, tzinfo=CHINA).date()) == 0  # not written yet
    commit(bench, held)
    days = bench.store.connection.execute("SELECT day, requests FROM host_load ORDER BY day").fetchall()
    assert days == [("2026-03-01", 2), ("2026-03-02", 2)]


def test_a_restart_does_not_reset_a_budget(bench: Bench) -> None:
    held = manners(bench, most=4)
    ask(held, 3)
    commit(bench, held)
    again = manners(bench, most=4)
    ask(again, 1)

    with pytest.raises(RestError):
        again.asking(HOST)


def test_what_a_kill_left_under_way_counts_as_asked_for(bench: Bench) -> None:
    ask(manners(bench), 3)  # never written: the process was killed
    again = manners(bench, most=4)
    again.presume([HOST, HOST, HOST])

    with pytest.raises(RestError):
        again.asking(HOST)


def test_a_commit_that_fails_loses_no_count(bench: Bench) -> None:
    held = manners(bench)
    ask(held, 2)
    with suppress(ZeroDivisionError), bench.store.transaction():
        held.write()
        raise ZeroDivisionError
    commit(bench, held)

    assert bench.row("SELECT requests, bytes FROM host_load") == (2, 200)


def test_nothing_goes_out_once_the_window_has_closed(bench: Bench) -> None:
    held = manners(bench, closes_at=bench.clock.now() + timedelta(minutes=5))
    ask(held, 1)
    bench.clock.advance(minutes=5)

    with pytest.raises(RestError):
        held.asking(HOST)
    assert held.rest is Rest.WINDOW


def test_a_retry_that_is_due_after_the_window_is_not_waited_for(bench: Bench) -> None:
    held = manners(bench, closes_at=bench.clock.now() + timedelta(minutes=5))

    assert held.may_wait_until(bench.clock.now() + timedelta(minutes=4))
    assert not held.may_wait_until(bench.clock.now() + timedelta(minutes=5))
    assert held.rest is Rest.WINDOW


def impact_of(held: Manners) -> HostImpact:
    (impact,) = held.impact()
    return impact


def test_the_impact_on_a_host_is_told(bench: Bench) -> None:
    held, begun = manners(bench), bench.clock.now()
    held.robots(HOST, RobotsState.READ, 1.5)
    held.answered(held.asking(HOST), 429, 10, 120.0)
    held.answered(held.asking(HOST), 503, 0, 30.0)
    bench.clock.advance(minutes=1)
    ask(held, 2)
    held.asking(HOST)
    held.settle()

    impact = impact_of(held)
    assert (impact.requests, impact.answers, impact.bytes) == (5, 4, 210)
    assert (impact.first_request, impact.last_request) == (begun, begun + timedelta(minutes=1))
    assert (impact.answers_429, impact.answers_503, impact.longest_pause_seconds) == (1, 1, 120.0)
    assert (impact.robots, impact.crawl_delay_seconds) == (RobotsState.READ, 1.5)


def test_the_impact_of_a_run_taken_up_again_goes_on(bench: Bench) -> None:
    held = manners(bench)
    held.answered(held.asking(HOST), 429, 10, 120.0)
    held.settle()
    again = manners(bench)
    ask(again, 2)
    again.settle()

    impact = impact_of(again)
    assert (impact.requests, impact.answers, impact.answers_429) == (3, 3, 1)


def test_how_a_host_fared_is_written_now_and_then(bench: Bench) -> None:
    held = manners(bench)
    for _ in range(49):
        commit(bench, held)
    assert bench.row("SELECT count(*) FROM host_impact") == (0,)
    ask(held, 1)
    commit(bench, held)

    assert bench.row("SELECT count(*) FROM host_impact") == (1,)
