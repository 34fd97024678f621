"""What changes or goes is looked at first the next night."""

import pytest

from lenswatch.spiders.crawling.crawl import crawl_sites
from lenswatch.spiders.crawling.volatility import priority_after
from lenswatch.spiders.frontier.frontier_url import FrontierUrl, Kind
from lenswatch.spiders.reading.page_result import Outcome, PageResult
from tests.spiders.conftest import Bench, Reply, Shop, category, product, site_of


def visit(priority: int, outcome: Outcome) -> PageResult:
    source = FrontierUrl(
        key="a",
        address="a",
        kind=Kind.PAGE,
        priority=priority,
        attempts=0,
        found_on=None,
        surface=None,
        rank=None,
        redirects=0,
        etag=None,
        last_modified=None,
        payload_sha256=None,
    )
    return PageResult(source=source, outcome=outcome)


@pytest.mark.parametrize(
    ("before", "outcome", "changed", "after"),
    [
        (20, Outcome.READ, True, 23),
        (28, Outcome.READ, True, 29),
        (20, Outcome.GONE, False, 23),
        (23, Outcome.UNCHANGED, False, 22),
        (20, Outcome.READ, False, 20),
        (23, Outcome.FAILED, False, 23),
        (0, Outcome.READ, True, 0),
    ],
)
def test_a_listing_moves_up_when_it_changes_and_down_when_it_does_not(
    before: int, outcome: Outcome, *, changed: bool, after: int
) -> None:
    assert priority_after(visit(before, outcome), changed=changed) == after


@pytest.mark.slow
def test_what_changed_last_night_is_visited_first_tonight(shop: Shop, bench: Bench) -> None:
    shop.fill(20)
    bench.crawl(shop)
    bench.clock.advance(hours=21)
    shop.replies["/item/13"] = product("Clock 13", price="99.00")
    bench.crawl(shop)
    bench.clock.advance(hours=21)
    before = len(shop.requests)

    bench.crawl(shop, politeness={"concurrent_requests_per_host": 1})

    assert next(path for path, _ in shop.requests[before:] if path != "/robots.txt") == "/item/13"


@pytest.mark.slow
def test_volatile_sites_have_their_turn_first(shop: Shop, bench: Bench) -> None:
    shop.replies |= {"/a": category("/item/1"), "/b": category(), "/item/1": Reply(b"sold", status=410)}
    sites = [site_of(shop, start=["/a"]), site_of(shop, name="flea-market", start=["/b"], volatile=True)]

    summaries = crawl_sites(
        sites, bench.store, bench.clock, bench.settings, bench.warc_folder, allowed_loopback=frozenset({shop.authority})
    )

    assert [summary.site for summary in summaries] == ["shop", "flea-market"]
    assert list(shop.asked()) == ["/b", "/a", "/item/1"]
