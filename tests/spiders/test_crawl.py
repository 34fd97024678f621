"""A crawl of a well-behaved shop."""

import json
from io import BytesIO

import pytest
from warcio.archiveiterator import ArchiveIterator

from lenswatch.core.sighting import Surface
from lenswatch.spiders.crawling.crawl import Progress, crawl_sites
from tests.spiders.conftest import JPEG, Bench, Reply, Shop, category, product, site_of

pytestmark = pytest.mark.slow


def test_a_crawl_goes_from_a_list_to_its_listings(shop: Shop, bench: Bench) -> None:
    shop.fill(5)

    summary = bench.crawl(shop)

    assert (summary.pages, summary.listings_new, summary.failures) == (6, 5, ())
    assert {listing.title for listing in bench.listings()} == {f"Clock {number}" for number in range(5)}
    assert summary.sound


def test_a_listing_knows_its_platform_time_and_place(shop: Shop, bench: Bench) -> None:
    shop.replies["/list?q=spy+clock&page=2"] = category("/item/7")
    shop.replies["/item/7"] = product("Clock")

    bench.crawl(shop, start=["/list?q=spy+clock&page=2"])

    (listing,) = bench.listings()
    (sighting,) = listing.seen
    assert (listing.platform, listing.captured_at) == ("SHOP", bench.clock.now())
    assert (sighting.surface, sighting.query, sighting.page, sighting.rank) == (Surface.SEARCH, "spy clock", 2, 1)


def test_what_the_page_does_not_say_comes_from_the_site_file(shop: Shop, bench: Bench) -> None:
    page = '<html><script type="application/ld+json">{"@type": "Product", "name": "U", "offers": {"price": 5}}</script>'
    shop.replies |= {"/list": category("/item/1"), "/item/1": Reply(page.encode())}

    bench.crawl(shop, currency="CNY", language="zh-Hans")

    (listing,) = bench.listings()
    assert (listing.currency, listing.lang) == ("CNY", "zh-Hans")
    assert listing.read_from["currency"] == "site-file:currency"


def test_a_site_whose_structured_data_is_enough_is_read_by_it_where_it_is_whole(shop: Shop, bench: Bench) -> None:
    lacking = (
        '<html><script type="application/ld+json">{"@type": "Product", "name": "B"}</script><b class=price>€5.00</b>'
    )
    shop.replies |= {
        "/list": category("/item/1", "/item/2"),
        "/item/1": product("A"),
        "/item/2": Reply(lacking.encode()),
    }

    summary = bench.crawl(shop, reads="structured_data")

    assert summary.listings_new == len(bench.listings()) == 2
    assert {listing.title: listing.read_from["title"] for listing in bench.listings()} == {
        "A": "json-ld:name",
        "B": "json-ld:name",
    }
    assert {listing.title: listing.read_from["price"] for listing in bench.listings()}["A"] == "json-ld:offers.price"


def test_a_listing_known_already_is_seen_again_on_another_page(shop: Shop, bench: Bench) -> None:
    shop.replies |= {"/list": category("/item/1", "/list/b"), "/list/b": category("/item/1"), "/item/1": product("A")}

    bench.crawl(shop)

    pages = {row[0] for row in bench.store.connection.execute("SELECT page_url FROM sighting")}
    assert pages == {f"{shop.base_url}/list", f"{shop.base_url}/list/b"}


def test_addresses_that_differ_in_parameter_order_are_one_page(shop: Shop, bench: Bench) -> None:
    shop.replies |= {"/list": category("/item?id=1&x=2", "/item?x=2&id=1#top"), "/item?id=1&x=2": product("A")}

    summary = bench.crawl(shop, links={"listing": [r"^/item\?"]})

    assert summary.listings_new == 1
    assert shop.asked() == {"/list": 1, "/item?id=1&x=2": 1}


def test_only_what_the_patterns_meet_is_visited(shop: Shop, bench: Bench) -> None:
    shop.replies["/list"] = category(
        "/imprint", "https://elsewhere.example/item/1", "javascript:void(0)", "http://[::1"
    )

    bench.crawl(shop)

    assert shop.asked() == {"/list": 1}


def test_a_crawl_right_after_another_asks_for_nothing(shop: Shop, bench: Bench) -> None:
    shop.fill(3)
    bench.crawl(shop)
    before = shop.asked()

    summary = bench.crawl(shop)

    assert (summary.pages, shop.asked()) == (0, before)


def test_a_crawl_of_the_next_night_fetches_no_body_twice(shop: Shop, bench: Bench) -> None:
    shop.fill(3)
    bench.crawl(shop)
    bench.clock.advance(hours=21)

    summary = bench.crawl(shop)

    assert shop.headers_of("/item/1")["If-None-Match"] == '"Clock 1-12.50"'
    assert (summary.unchanged, summary.listings_unchanged, summary.listings_new) == (4, 3, 0)
    assert len(bench.listings()) == 3


def test_an_equal_body_counts_as_unchanged_without_etag(shop: Shop, bench: Bench) -> None:
    shop.replies |= {"/list": category("/item/1"), "/item/1": Reply(product("A").body)}
    bench.crawl(shop)
    bench.clock.advance(hours=21)

    summary = bench.crawl(shop)

    assert (summary.unchanged, summary.listings_read) == (2, 0)
    assert bench.row("SELECT last_seen FROM listing")[0] == "2026-03-01T23:00:00.000000+00:00"


def test_last_modified_is_sent_back(shop: Shop, bench: Bench) -> None:
    since = "Sun, 01 Mar 2026 01:00:00 GMT"
    shop.replies["/list"] = Reply(b"<p>empty</p>", headers={"Last-Modified": since})
    bench.crawl(shop)
    bench.clock.advance(hours=21)
    bench.crawl(shop)

    assert shop.headers_of("/list")["If-Modified-Since"] == since


def test_a_changed_listing_gets_a_revision(shop: Shop, bench: Bench) -> None:
    shop.fill(2)
    bench.crawl(shop)
    bench.clock.advance(hours=21)
    shop.replies["/item/1"] = product("Clock 1", price="99.00")

    summary = bench.crawl(shop)

    assert (summary.listings_changed, summary.listings_unchanged) == (1, 1)
    assert len(bench.listings()) == 3


@pytest.mark.parametrize("status", [404, 410])
def test_a_listing_that_is_gone_keeps_its_last_revision(shop: Shop, bench: Bench, status: int) -> None:
    shop.fill(1)
    bench.crawl(shop)
    bench.clock.advance(hours=21)
    shop.replies["/item/0"] = Reply(b"sold", status=status)

    summary = bench.crawl(shop)

    assert (summary.gone, bench.row("SELECT state FROM listing")[0]) == (1, "gone")
    assert len(bench.listings()) == 1


def test_pictures_are_fetched_once_and_their_digest_is_noted(shop: Shop, bench: Bench) -> None:
    shop.replies |= {
        "/list": category("/item/1"),
        "/item/1": product("A", image="/a.jpg"),
        "/a.jpg": Reply(JPEG, media_type="image/jpeg"),
    }

    summary = bench.crawl(shop, fetch_images=True)

    assert (summary.images, summary.pages) == (1, 2)
    assert bench.row("SELECT payload_sha256 FROM capture WHERE media_type = 'image/jpeg'")[0] == bench.frontier(
        "/a.jpg", "payload_sha256"
    )


def test_pictures_elsewhere_are_left_alone_and_counted(shop: Shop, bench: Bench) -> None:
    shop.replies |= {"/list": category("/item/1"), "/item/1": product("A", image="https://cdn.example/a.jpg")}

    summary = bench.crawl(shop, fetch_images=True)

    assert (summary.images, summary.images_off_site) == (0, 1)


def test_every_capture_leads_to_its_bytes(shop: Shop, bench: Bench) -> None:
    shop.fill(2)
    bench.crawl(shop)

    rows = bench.store.connection.execute(
        "SELECT url, warc_file, warc_offset, warc_record_id, payload_bytes FROM capture"
    )
    for url, file, offset, record_id, size in rows.fetchall():
        data = (bench.warc_folder / file).read_bytes()[offset:]
        record = next(iter(ArchiveIterator(BytesIO(data))))
        assert record.rec_headers["WARC-Record-ID"] == record_id
        assert (record.rec_headers["WARC-Target-URI"], len(record.raw_stream.read())) == (url, size)


def test_the_run_is_finished_with_its_counts(shop: Shop, bench: Bench) -> None:
    shop.fill(2)

    summary = bench.crawl(shop)

    state, noted = bench.row("SELECT state, summary FROM run WHERE id = ?", summary.run_id)
    assert (state, json.loads(noted)["listings_new"]) == ("finished", 2)


def test_a_crawl_stops_at_max_pages_and_goes_on_the_next_time(shop: Shop, bench: Bench) -> None:
    shop.fill(6)

    first = bench.crawl(shop, politeness={"max_pages": 4})
    second = bench.crawl(shop, politeness={"max_pages": 4})

    assert (first.pages, first.waiting, second.waiting) == (4, 3, 0)
    assert len(bench.listings()) == 6


def test_a_page_in_gb18030_that_says_utf_8_is_read(shop: Shop, bench: Bench) -> None:
    page = product("Clock").body.replace(b"Clock", "针孔闹钟".encode("gb18030"))
    shop.replies |= {"/list": category("/item/1"), "/item/1": Reply(page)}

    bench.crawl(shop)

    assert [listing.title for listing in bench.listings()] == ["针孔闹钟"]


def test_two_sites_of_one_host_are_crawled_in_one_call(shop: Shop, bench: Bench) -> None:
    shop.fill(2)
    shop.replies["/other"] = category()
    sites = [site_of(shop), site_of(shop, name="other", start=["/other"])]

    summaries = crawl_sites(
        sites, bench.store, bench.clock, bench.settings, bench.warc_folder, allowed_loopback=frozenset({shop.authority})
    )

    assert [(summary.site, summary.pages) for summary in summaries] == [("shop", 3), ("other", 1)]


def test_an_assertion_that_does_not_hold_fails_the_run(shop: Shop, bench: Bench) -> None:
    shop.fill(2)

    summary = bench.crawl(shop, assertions={"minimum_items": 10})

    assert not summary.sound
    assert str(summary.breaches[0].message) == "only 2 listings seen, 10 expected"
    assert bench.row("SELECT state FROM run")[0] == "failed"


def test_we_say_who_we_are(shop: Shop, bench: Bench) -> None:
    shop.fill(0)
    bench.crawl(shop)

    assert shop.headers_of("/list")["User-Agent"].endswith("(+mail@lens.example)")
    assert shop.headers_of("/robots.txt")["User-Agent"].startswith("lenswatch/")


def test_progress_is_told_after_each_visit(shop: Shop, bench: Bench) -> None:
    shop.fill(2)
    told: list[Progress] = []

    crawl_sites(
        [site_of(shop)],
        bench.store,
        bench.clock,
        bench.settings,
        bench.warc_folder,
        allowed_loopback=frozenset({shop.authority}),
        on_progress=told.append,
    )

    assert [progress.pages for progress in told] == [1, 2, 3]
    assert told[-1] == Progress("shop", pages=3, images=0, listings=2, failed=0, blocked=0, left=0)
