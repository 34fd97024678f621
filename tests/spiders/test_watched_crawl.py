"""A crawl is held against the site's own earlier ones, and its run ends accordingly."""

import pytest

from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.spiders.monitoring.summary import CrawlSummary
from lenswatch.spiders.monitoring.tally import Tally
from tests.spiders.conftest import Bench, Shop, category, product

pytestmark = pytest.mark.slow


def remember(bench: Bench, nights: int, **counts: object) -> None:
    """So many sound crawls of earlier nights."""
    runs = Runs(bench.store, bench.clock)
    for _ in range(nights):
        run_id = runs.begin(RunKind.CRAWL, "shop")
        tally = Tally.model_validate({"pages": 20, "listings_unchanged": 20} | counts)
        runs.finish(run_id, CrawlSummary(**dict(tally), site="shop", run_id=run_id).model_dump(mode="json"))
        bench.clock.advance(hours=24)


def state(bench: Bench, run_id: str) -> object:
    return bench.row("SELECT state FROM run WHERE id = ?", run_id)[0]


def test_without_history_a_crawl_is_sound_but_not_called_fine(shop: Shop, bench: Bench) -> None:
    shop.fill(12)
    summary = bench.crawl(shop)

    assert (summary.sound, summary.alarms, state(bench, summary.run_id)) == (True, (), "finished")
    assert "item_count" in {one.monitor for one in summary.unjudged}


def test_far_fewer_listings_than_usual_end_the_run_as_failed(shop: Shop, bench: Bench) -> None:
    remember(bench, 3)
    shop.fill(4)
    summary = bench.crawl(shop)

    assert [str(reason) for reason in summary.withheld_because] == ["only 4 listings seen, usually 20"]
    assert state(bench, summary.run_id) == "failed"


def test_an_alarm_of_level_warning_changes_nothing(shop: Shop, bench: Bench) -> None:
    remember(bench, 3)
    shop.fill(4)
    summary = bench.crawl(shop, monitors={"item_count": {"value": 0.5, "level": "warning"}})

    assert (summary.sound, len(summary.alarms)) == (True, 1)


def test_pages_of_an_unsound_crawl_are_read_anew_by_the_next(shop: Shop, bench: Bench) -> None:
    shop.fill(12)
    assert not bench.crawl(shop, assertions={"minimum_items": 99}).sound
    bench.clock.advance(hours=1)
    summary = bench.crawl(shop)

    assert (summary.unchanged, summary.listings_read, summary.sound) == (0, 12, True)


def test_a_crawl_soon_after_a_sound_one_is_not_called_empty(shop: Shop, bench: Bench) -> None:
    remember(bench, 3)
    shop.fill(20)
    assert bench.crawl(shop).sound
    bench.clock.advance(hours=1)
    summary = bench.crawl(shop, assertions={"minimum_items": 5})

    assert (summary.visits, summary.early, summary.sound) == (0, True, True)


def test_a_crawl_that_visits_nothing_does_not_make_an_unsound_site_sound(shop: Shop, bench: Bench) -> None:
    run_id = Runs(bench.store, bench.clock).begin(RunKind.CRAWL, "shop")
    Runs(bench.store, bench.clock).finish(run_id, {}, failed=True)
    shop.fill(0)
    bench.store.connection.execute(
        "INSERT INTO frontier (site, url, address, kind, state, next_visit) VALUES ('shop', ?, ?, 'page', 'done', ?)",
        (f"{shop.base_url}/list", f"{shop.base_url}/list", "2099-01-01T00:00:00.000000+00:00"),
    )

    assert not bench.crawl(shop).sound


def test_a_currency_misread_on_every_page_is_noticed_and_stays_noticed(shop: Shop, bench: Bench) -> None:
    remember(bench, 3, prices_compared=25, listings_unchanged=25)
    shop.fill(25)
    assert bench.crawl(shop).sound
    shop.replies |= {f"/item/{number}": product(f"Clock {number}", price="1250") for number in range(25)}
    for _ in range(2):
        bench.clock.advance(hours=24)
        summary = bench.crawl(shop)

        assert [alarm.monitor for alarm in summary.alarms] == ["price_changes"]
        assert (summary.prices_compared, summary.prices_changed) == (25, 25)


def test_pages_that_should_show_a_listing_and_show_none_are_counted(shop: Shop, bench: Bench) -> None:
    shop.fill(3)
    shop.replies["/item/1"] = category()

    assert bench.crawl(shop).listings_missing == 1
