"""A crawl keeps its hours and budgets, leaves the rest for the next night, and says so."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from lenswatch.core.config import Crawl
from lenswatch.core.errors import ClosedError, SiteError
from lenswatch.spiders.crawling.crawl import CrawlSummary, Progress, crawl_sites
from lenswatch.spiders.fetching.manners import Rest
from lenswatch.spiders.site.site import Site
from tests.spiders.conftest import IMPATIENT, JPEG, SETTINGS, Bench, Reply, Shop, category, product, site_of

pytestmark = pytest.mark.slow
ONE_BY_ONE = SETTINGS.model_copy(update={"concurrent_requests_per_host": 1})


def crawl_at(
    bench: Bench,
    shop: Shop,
    sites: list[Site],
    settings: Crawl,
    *,
    any_time: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
) -> tuple[CrawlSummary, ...]:
    return crawl_sites(
        sites,
        bench.store,
        bench.clock,
        settings,
        bench.warc_folder,
        allowed_loopback=frozenset({shop.authority}),
        patience=IMPATIENT,
        any_time=any_time,
        on_progress=on_progress,
    )


def open_in(window: str) -> Crawl:
    """Settings with a window; the bench's clock shows 10:00 in China."""
    return ONE_BY_ONE.model_copy(update={"window": window})


def test_a_crawl_rests_when_its_hours_are_over_and_goes_on_the_next_night(shop: Shop, bench: Bench) -> None:
    shop.fill(6)
    settings = open_in("09:30-10:03")
    (first,) = crawl_at(bench, shop, [site_of(shop)], settings, on_progress=lambda _: bench.clock.advance(minutes=1))
    asked = shop.asked().total()
    bench.clock.instant = datetime(2026, 3, 2, 1, 31, tzinfo=UTC)
    (second,) = crawl_at(bench, shop, [site_of(shop)], settings)

    assert (first.pages, first.rest, first.waiting, asked) == (3, Rest.WINDOW, 4, 3)
    assert first.opens_at == datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
    assert (first.sound, second.rest, second.waiting) == (True, None, 0)
    assert len(bench.listings()) == 6


def test_a_crawl_that_its_hours_cut_short_is_not_called_small(shop: Shop, bench: Bench) -> None:
    shop.fill(6)
    site = site_of(shop, assertions={"minimum_items": 5})
    cut_short = open_in("09:30-10:03")
    (summary,) = crawl_at(bench, shop, [site], cut_short, on_progress=lambda _: bench.clock.advance(minutes=1))

    assert (summary.listings, summary.cut, summary.breaches, summary.sound) == (2, True, (), True)


def test_a_crawl_cut_short_does_not_make_an_unsound_site_sound(shop: Shop, bench: Bench) -> None:
    shop.fill(6)
    (unsound,) = crawl_at(bench, shop, [site_of(shop, assertions={"minimum_items": 99})], ONE_BY_ONE)
    bench.clock.instant = datetime(2026, 3, 2, 1, 31, tzinfo=UTC)
    cut_short = open_in("09:30-09:34")
    (summary,) = crawl_at(bench, shop, [site_of(shop)], cut_short, on_progress=lambda _: bench.clock.advance(minutes=1))

    assert (unsound.sound, summary.cut) == (False, True)
    assert [str(reason) for reason in summary.withheld_because] == [
        "it was cut short before enough was read to tell that the site is sound again"
    ]


def test_outside_its_hours_a_crawl_is_refused_and_nothing_is_asked_for(shop: Shop, bench: Bench) -> None:
    shop.fill(1)

    with pytest.raises(ClosedError) as caught:
        crawl_at(bench, shop, [site_of(shop)], open_in("22:00-08:00"))
    assert "the window 22:00-08:00 (Asia/Shanghai) opens at 2026-03-01 22:00" in str(caught.value)
    assert (shop.requests, caught.value.exit_code) == ([], 3)
    assert bench.row("SELECT count(*) FROM run") == (0,)


def test_a_person_may_crawl_at_any_time(shop: Shop, bench: Bench) -> None:
    shop.fill(1)
    (summary,) = crawl_at(bench, shop, [site_of(shop)], open_in("22:00-08:00"), any_time=True)

    assert (summary.listings_new, summary.rest) == (1, None)


def test_a_site_with_hours_of_its_own_waits_while_others_are_crawled(shop: Shop, bench: Bench) -> None:
    shop.fill(1)
    shy = site_of(shop, name="shy", politeness={"window": "11:00-12:00"})
    first, second = crawl_at(bench, shop, [shy, site_of(shop)], open_in("08:00-20:00"))

    assert (first.rest, first.pages, first.run_id, first.sound) == (Rest.WINDOW, 0, "", True)
    assert first.opens_at == datetime(2026, 3, 1, 3, tzinfo=UTC)
    assert (second.rest, second.listings_new) == (None, 1)


def test_hours_that_never_meet_are_the_users_to_mend(shop: Shop, bench: Bench) -> None:
    never = site_of(shop, politeness={"window": "09:00-12:00"})

    with pytest.raises(SiteError, match="its window 09:00-12:00 never meets the window 22:00-08:00"):
        crawl_at(bench, shop, [never], open_in("22:00-08:00"))


def test_a_budget_counts_robots_txt_retries_and_pictures(shop: Shop, bench: Bench) -> None:
    shop.replies |= {
        "/list": category("/item/1", "/item/2", "/item/3"),
        "/item/1": [Reply(status=503), product("A", image="/a.jpg")],
        "/item/2": product("B"),
        "/item/3": product("C"),
        "/a.jpg": Reply(JPEG, media_type="image/jpeg"),
    }
    settings = ONE_BY_ONE.model_copy(update={"daily_requests_per_host": 6})
    (summary,) = crawl_at(bench, shop, [site_of(shop, fetch_images=True)], settings)

    assert (len(shop.requests), summary.rest, summary.rest_host) == (6, Rest.BUDGET, "127.0.0.1")
    assert summary.waiting == 1
    assert bench.row("SELECT sum(requests) FROM host_load") == (6,)


def test_sites_of_one_host_share_its_budget_and_the_next_day_brings_another(shop: Shop, bench: Bench) -> None:
    shop.fill(4)
    shop.replies["/other"] = category("/item/9")
    settings = ONE_BY_ONE.model_copy(update={"daily_requests_per_host": 20})
    other = site_of(shop, name="other", start=["/other"], politeness={"daily_requests_per_host": 7})
    first, second = crawl_at(bench, shop, [site_of(shop), other], settings)
    again = crawl_at(bench, shop, [other], settings)
    bench.clock.advance(hours=24)
    (third,) = crawl_at(bench, shop, [other], settings)

    assert (first.rest, second.rest, second.pages, again[0].pages) == (None, Rest.BUDGET, 0, 0)
    assert (third.rest, third.waiting) == (None, 0)


def test_what_does_not_fit_into_max_pages_is_named(shop: Shop, bench: Bench) -> None:
    shop.fill(5)
    (summary,) = crawl_at(bench, shop, [site_of(shop, politeness={"max_pages": 2})], SETTINGS)

    assert (summary.rest, summary.waiting) == (Rest.MAX_PAGES, 4)


def test_the_impact_names_each_host_and_the_delay_that_was_kept(shop: Shop, bench: Bench) -> None:
    shop.fill(3)
    settings = ONE_BY_ONE.model_copy(update={"delay_seconds": 0.2})
    (summary,) = crawl_at(bench, shop, [site_of(shop)], settings)

    (impact,) = summary.impact
    assert (impact.host, impact.requests, impact.answers) == ("127.0.0.1", 5, 5)
    assert impact.median_gap_seconds is not None
    assert impact.shortest_gap_seconds is not None
    assert impact.median_gap_seconds >= 0.19
    assert impact.shortest_gap_seconds >= 0.19


def test_a_host_without_robots_txt_says_so(shop: Shop, bench: Bench) -> None:
    shop.fill(1)
    shop.replies["/robots.txt"] = Reply(status=404)
    (summary,) = crawl_at(bench, shop, [site_of(shop)], SETTINGS)

    assert [impact.robots for impact in summary.impact] == ["none"]


def test_a_session_of_the_sites_own_makes_no_other_page(shop: Shop, bench: Bench) -> None:
    shop.replies |= {
        "/list": category("/item?id=1&sid=a", "/item?id=1&sid=b", "/item?id=2&spm=x", "/item?id=2&spm=y"),
        **{f"/item?id=1&sid={sid}": product("One") for sid in "ab"},
        **{f"/item?id=2&spm={spm}": product(f"Two {spm}") for spm in "xy"},
    }
    links = {"listing": ["^/item"], "ignore_parameters": ["sid"], "keep_parameters": ["spm"]}
    crawl_at(bench, shop, [site_of(shop, links=links)], SETTINGS)

    assert sorted(listing.title for listing in bench.listings()) == ["One", "Two x", "Two y"]


def test_a_redirect_that_adds_a_session_is_followed_once(shop: Shop, bench: Bench) -> None:
    shop.replies |= {
        "/list": category("/item?id=1"),
        "/item?id=1": Reply(status=302, headers={"Location": "/item?id=1&PHPSESSID=1f"}),
        "/item?id=1&PHPSESSID=1f": product("One"),
    }
    (summary,) = crawl_at(bench, shop, [site_of(shop, links={"listing": ["^/item"]})], SETTINGS)

    assert (summary.listings_new, summary.failures) == (1, ())


def test_a_rest_that_robots_txt_is_answered_with_is_kept(shop: Shop, bench: Bench) -> None:
    shop.fill(3)
    shop.replies["/robots.txt"] = Reply(status=503, headers={"Retry-After": "7200"})
    (summary,) = crawl_at(bench, shop, [site_of(shop, start=["/list", "/list/b"])], SETTINGS)

    assert len(shop.requests) <= 2
    assert summary.impact[0].longest_pause_seconds == pytest.approx(7200, abs=1)
    assert bench.frontier("/list", "next_visit") == "2026-03-01T04:00:00.000000+00:00"
