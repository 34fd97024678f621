"""The frontier gives each due URL once, the most wanted first, and forgets none."""

from datetime import UTC, datetime, timedelta

import pytest

from lenswatch.core.messages import message
from lenswatch.core.sighting import Surface
from lenswatch.spiders.frontier.frontier import Frontier
from lenswatch.spiders.frontier.frontier_url import NewUrl, State, Visit
from tests.spiders.conftest import Bench

A, B = "https://shop.example/a", "https://shop.example/b"
BROKEN = message("broken")


@pytest.fixture
def frontier(bench: Bench) -> Frontier:
    return Frontier(bench.store, bench.clock, "shop", 600)


def keys(frontier: Frontier, count: int = 10) -> list[str]:
    return [url.key for url in frontier.lease(count)]


def visit(bench: Bench, hours: float = 20, **values: str) -> Visit:
    return Visit(status=200, next_visit=bench.clock.now() + timedelta(hours=hours), **values)


def test_the_most_wanted_is_leased_first(frontier: Frontier) -> None:
    frontier.add([NewUrl(A), NewUrl(B, priority=5)])

    assert keys(frontier, 1) == [B]
    assert keys(frontier) == [A]
    assert keys(frontier) == []


def test_an_address_is_known_whatever_the_order_of_its_parameters(frontier: Frontier) -> None:
    added = frontier.add([NewUrl(f"{A}?x=1&y=2"), NewUrl(f"{A}?y=2&x=1#part"), NewUrl("mailto:me"), NewUrl("http://[")])

    assert added == 1
    assert [url.address for url in frontier.lease(9)] == [f"{A}?x=1&y=2"]


def test_what_is_known_learns_where_it_was_seen_last(frontier: Frontier) -> None:
    frontier.add([NewUrl(A, found_on=B, surface=Surface.SEARCH, rank=3)])
    frontier.add([NewUrl(A), NewUrl(A, found_on=A, rank=1)])

    (url,) = frontier.lease(1)
    assert (url.found_on, url.surface, url.rank) == (A, Surface.SEARCH, 1)


def test_a_lease_that_runs_out_is_given_again(frontier: Frontier, bench: Bench) -> None:
    frontier.add([NewUrl(A)])
    frontier.lease(1)
    bench.clock.advance(seconds=599)
    assert keys(frontier) == []
    bench.clock.advance(seconds=1)

    assert frontier.next_due() is not None
    assert keys(frontier) == [A]


def test_what_is_given_back_waits(frontier: Frontier) -> None:
    frontier.add([NewUrl(A)])
    frontier.lease(1)
    frontier.release()

    assert keys(frontier) == [A]


def test_a_page_done_is_due_again_in_a_later_crawl(frontier: Frontier, bench: Bench) -> None:
    frontier.add([NewUrl(A)])
    frontier.lease(1)
    frontier.done(A, visit(bench, etag='"1"', payload_sha256="00"))
    bench.clock.advance(hours=19)
    frontier.wake()
    assert keys(frontier) == []
    bench.clock.advance(hours=1)
    frontier.wake()

    (url,) = frontier.lease(1)
    assert (url.etag, url.payload_sha256) == ('"1"', "00")


def test_an_unchanged_page_keeps_what_marks_its_version(frontier: Frontier, bench: Bench) -> None:
    frontier.add([NewUrl(A)])
    frontier.done(A, visit(bench, 0, etag='"1"', last_modified="then"))
    frontier.unchanged(A, visit(bench, 0, last_modified="now"))
    frontier.wake()

    (url,) = frontier.lease(1)
    assert (url.etag, url.last_modified) == ('"1"', "now")


def test_a_failing_page_waits_its_time_and_counts_its_visits(frontier: Frontier, bench: Bench) -> None:
    frontier.add([NewUrl(A)])
    frontier.lease(1)
    frontier.failed(A, BROKEN, 503, retry_at=bench.clock.now() + timedelta(seconds=30))
    assert keys(frontier) == []
    bench.clock.advance(seconds=30)

    assert [url.attempts for url in frontier.lease(1)] == [1]


def test_a_page_given_up_waits_for_the_next_crawl(frontier: Frontier, bench: Bench) -> None:
    frontier.add([NewUrl(A)])
    frontier.failed(A, BROKEN, None, retry_at=None)
    assert keys(frontier) == []
    frontier.wake()

    assert [url.attempts for url in frontier.lease(1)] == [0]
    assert bench.frontier("/a", "problem") == "broken"


def test_a_page_put_off_sleeps_until_then(frontier: Frontier, bench: Bench) -> None:
    frontier.add([NewUrl(A)])
    frontier.put_off(A, BROKEN, 403, until=bench.clock.now() + timedelta(hours=20))
    frontier.wake()
    assert keys(frontier) == []
    bench.clock.advance(hours=20)
    frontier.wake()

    assert keys(frontier) == [A]


def test_a_start_address_that_failed_wakes_in_any_crawl(frontier: Frontier, bench: Bench) -> None:
    frontier.add([NewUrl(A)])
    frontier.put_off(A, BROKEN, 429, until=bench.clock.now() + timedelta(hours=20))
    frontier.wake(always=[A])

    assert keys(frontier) == [A]


def test_a_page_gone_stays_gone_until_it_is_linked_again_later(frontier: Frontier, bench: Bench) -> None:
    frontier.add([NewUrl(A)])
    frontier.gone(A, visit(bench))
    frontier.wake()
    frontier.add([NewUrl(A)])
    assert frontier.counts()[State.GONE] == 1
    bench.clock.advance(hours=20)
    frontier.add([NewUrl(A)])

    assert keys(frontier) == [A]


def test_redirects_that_lead_back_are_seen(frontier: Frontier, bench: Bench) -> None:
    frontier.add([NewUrl(A), NewUrl(B)])
    frontier.done(A, visit(bench, redirects_to=B))

    assert frontier.leads_back(B, A)
    assert not frontier.leads_back(A, "https://shop.example/c")


def test_sites_do_not_see_each_other(frontier: Frontier, bench: Bench) -> None:
    frontier.add([NewUrl(A)])

    assert Frontier(bench.store, bench.clock, "other", 600).lease(1) == ()
    assert Frontier(bench.store, bench.clock, "other", 600).next_due() is None


def test_a_url_is_done_only_with_what_it_held(frontier: Frontier, bench: Bench) -> None:
    frontier.add([NewUrl(A)])
    frontier.lease(1)

    def commit_and_fail() -> None:
        with bench.store.transaction():
            frontier.done(A, visit(bench))
            raise RuntimeError("the power failed")

    with pytest.raises(RuntimeError):
        commit_and_fail()
    assert frontier.counts()[State.LEASED] == 1
    assert bench.clock.now() == datetime(2026, 3, 1, 2, tzinfo=UTC)
