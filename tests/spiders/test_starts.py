"""A crawl begins with searches, a sitemap or a JSON feed."""

import gzip
import json

import pytest

from lenswatch.core.errors import SiteError
from lenswatch.core.sighting import Surface
from tests.spiders.conftest import Bench, Reply, Shop, category, product, site_of

pytestmark = pytest.mark.slow
SEARCH = {"url": "/s?kw={term}&n={page}", "pages": 2, "terms": ["pen cam", "钟"]}
API = {
    "url": "/feed?page={page}",
    "items": "data.items",
    "fields": {"id": "no", "title": "name", "price": "cost", "url": "link", "seller_name": "shop.name"},
}


def feed(*items: dict[str, object], **more: object) -> Reply:
    return Reply(json.dumps({"data": {"items": items}, **more}).encode(), media_type="application/json")


def urlset(*paths: str, shop: Shop) -> bytes:
    locations = "".join(f"<url><loc>{shop.base_url}{path}</loc></url>" for path in paths)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{locations}</urlset>'.encode()


def test_every_term_is_searched_on_every_page_and_the_sighting_says_so(shop: Shop, bench: Bench) -> None:
    shop.replies |= {"/s?kw=pen+cam&n=1": category("/imprint"), "/s?kw=pen+cam&n=2": category("/item/8", "/item/9")}
    shop.replies |= {"/s?kw=%E9%92%9F&n=1": category("/item/9"), "/s?kw=%E9%92%9F&n=2": category()}
    shop.replies |= {"/item/8": product("Pen"), "/item/9": product("Clock")}

    bench.settings = bench.settings.model_copy(update={"concurrent_requests_per_host": 1})  # in order of asking
    bench.crawl(shop, start_search=SEARCH, start=["/list"])

    rows = set(bench.store.connection.execute("SELECT listing_key, surface, query, page, rank FROM sighting"))
    assert {row[1:] for row in rows} == {
        ("search", "pen cam", 2, 1),
        ("search", "pen cam", 2, 2),
        ("search", "钟", 1, 1),
    }
    searches = [path for path in shop.asked() if path.startswith("/s?")]
    assert searches[:2] == ["/s?kw=%E9%92%9F&n=1", "/s?kw=pen+cam&n=1"]


def test_terms_of_the_lexicon_are_handed_in() -> None:
    site = site_of(Shop("https://shop.example"), start_search=SEARCH | {"terms": "lexicon"}, language="zh-Hans")

    with pytest.raises(SiteError, match="wants terms of the lexicon"):
        _ = site.start_urls
    assert "https://shop.example/s?kw=x&n=2" in site.with_terms(["x", "x"]).start_urls


def test_a_sitemap_index_leads_to_the_addresses_that_meet_a_pattern(shop: Shop, bench: Bench) -> None:
    index = f"<sitemapindex><sitemap><loc>{shop.base_url}/items.xml.gz</loc></sitemap><sitemap><loc>https://x.example/</loc></sitemap></sitemapindex>"
    shop.replies["/sitemap.xml"] = Reply(index.encode(), media_type="text/xml")
    packed = gzip.compress(urlset("/item/1", "/captcha-fish", "/item/2", shop=shop))
    shop.replies["/items.xml.gz"] = Reply(packed, media_type="application/gzip")
    shop.replies |= {"/item/1": product("A"), "/item/2": product("B")}

    summary = bench.crawl(shop, sitemap="/sitemap.xml", start=["/item/1"])

    assert (summary.listings_new, summary.blocked, summary.failed) == (2, 0, 0)
    assert set(shop.asked()) == {"/sitemap.xml", "/items.xml.gz", "/item/1", "/item/2"}
    assert bench.row("SELECT count(*) FROM sighting") == (0,)


def test_a_sitemap_that_unpacks_too_large_or_is_broken_is_a_failed_page(shop: Shop, bench: Bench) -> None:
    shop.replies["/sitemap.xml"] = Reply(gzip.compress(b"<urlset>" + b" " * 9_000_000))
    shop.replies["/list"] = Reply(b"<urlset><url><loc>" + f"{shop.base_url}/item/1</loc></url><url><lo".encode())
    shop.replies["/item/1"] = product("A")

    summary = bench.crawl(shop, sitemap="/sitemap.xml")

    assert [str(failure.reason) for failure in summary.failures] == ["larger than 8388608 bytes"]
    assert summary.listings_new == 1


def test_a_feed_is_read_page_by_page_until_it_is_empty(shop: Shop, bench: Bench) -> None:
    shop.replies["/feed?page=1"] = feed(
        {"no": 1, "name": "笔", "cost": "¥9.9", "shop": {"name": "晨光"}, "link": "/item/1"}
    )
    shop.replies["/feed?page=2"] = feed({"no": 2, "name": "钟"}, {"name": "nobody"}, {"no": 3})
    shop.replies["/feed?page=3"] = feed()

    summary = bench.crawl(shop, api=API, start=["/list"], language="zh-Hans", currency="CNY")

    first, second = sorted(bench.listings(), key=lambda listing: listing.id or "")
    assert (first.id, first.title, str(first.price), first.currency) == ("1", "笔", "9.9", "CNY")
    assert first.url == f"{shop.base_url}/item/1"
    assert first.read_from["title"] == "site:shop:api:name"
    assert [(s.surface, s.page, s.rank) for s in second.seen] == [(Surface.FEED, 2, 1)]
    assert [(note.count, str(note.reason)) for note in summary.notes] == [
        (2, "an item of the feed has no title, or neither id nor url")
    ]
    assert "/item/1" not in shop.asked()


def test_a_feed_that_has_not_changed_still_shows_its_listings(shop: Shop, bench: Bench) -> None:
    shop.replies["/feed?page=1"] = feed({"no": 1, "name": "笔"})
    shop.replies["/feed?page=2"] = feed()
    bench.crawl(shop, api=API, start=["/list"])
    bench.clock.advance(days=2)

    assert bench.crawl(shop, api=API, start=["/list"]).listings_unchanged == 1


def test_next_addresses_are_followed_up_to_the_last_page(shop: Shop, bench: Bench) -> None:
    for number in range(1, 6):
        shop.replies[f"/feed/{number}"] = feed({"no": number, "name": "x"}, next=f"/feed/{number + 1}")
    api = API | {"url": "/feed/1", "next": "next", "last_page": 3}

    summary = bench.crawl(shop, api=api, start=["/list"])

    assert summary.listings_new == 3
    assert not any("/feed/4" in path for path in shop.asked())


def test_counting_stops_at_the_last_page(shop: Shop, bench: Bench) -> None:
    shop.replies |= {f"/feed?page={number}": feed({"no": number, "name": "x"}) for number in range(1, 6)}

    assert bench.crawl(shop, api=API | {"last_page": 2}, start=["/list"]).listings_new == 2


def test_an_answer_without_the_list_is_a_failed_page_and_a_robot_check_is_one(shop: Shop, bench: Bench) -> None:
    shop.replies["/feed?page=1"] = Reply(b'{"error": "no such list"}', media_type="application/json")
    shop.replies["/list"] = Reply(b'{"message": "please solve the captcha"}', media_type="application/json")

    summary = bench.crawl(shop, api=API)

    assert sorted(str(failure.reason) for failure in summary.failures) == [
        "a robot check",
        "the feed holds no list at data.items",
    ]
