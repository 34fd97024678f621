"""What goes wrong on real sites is counted with its reason, and nothing of it stops the rest."""

import gzip
import zlib
from collections.abc import Callable
from datetime import timedelta
from threading import Event

import pytest

from lenswatch.core.clock import SystemClock
from lenswatch.core.errors import ConfigError
from lenswatch.spiders.crawling.crawl import CrawlSummary, Patience, crawl
from tests.spiders.conftest import JPEG, SETTINGS, Bench, Reply, Shop, category, product, site_of

pytestmark = pytest.mark.slow


def reasons(summary: CrawlSummary) -> dict[str, int]:
    return {str(failure.reason): failure.count for failure in summary.failures}


def crawl_one_page(shop: Shop, bench: Bench, reply: Reply | list[Reply], **changes: object) -> CrawlSummary:
    """A list with a sound listing, and one page that answers as told."""
    shop.replies |= {"/list": category("/item/odd", "/item/sound"), "/item/sound": product("Sound"), "/item/odd": reply}
    summary = bench.crawl(shop, **changes)

    assert "Sound" in {listing.title for listing in bench.listings()}
    return summary


def test_a_page_that_recovers_is_read(shop: Shop, bench: Bench) -> None:
    summary = crawl_one_page(shop, bench, [Reply(status=503), Reply(status=500), product("Odd")])

    assert (summary.listings_new, summary.retries, summary.failures) == (2, 2, ())


def test_a_page_that_does_not_recover_is_given_up_with_its_reason(shop: Shop, bench: Bench) -> None:
    summary = crawl_one_page(shop, bench, Reply(status=502))

    assert (reasons(summary), summary.failed, shop.asked()["/item/odd"]) == ({"the site answered 502": 1}, 1, 3)
    assert bench.frontier("/item/odd", "problem") == "the site answered 502"


def test_a_page_given_up_is_tried_again_in_the_next_crawl(shop: Shop, bench: Bench) -> None:
    crawl_one_page(shop, bench, Reply(status=502))
    shop.replies["/item/odd"] = product("Odd")

    assert bench.crawl(shop).listings_new == 1


def test_a_forbidden_page_is_not_tried_again_and_again(shop: Shop, bench: Bench) -> None:
    summary = crawl_one_page(shop, bench, Reply(b"no", status=403))

    assert (reasons(summary), shop.asked()["/item/odd"]) == ({"the site answered 403": 1}, 1)


def test_a_site_that_asks_for_a_rest_gets_it(shop: Shop, bench: Bench) -> None:
    clock = SystemClock()
    shop.replies["/list"] = [Reply(status=429, headers={"Retry-After": "1"}), category()]
    begun = clock.now()

    summary = crawl(
        site_of(shop),
        bench.store,
        clock,
        SETTINGS,
        bench.warc_folder,
        allowed_loopback=frozenset({shop.authority}),
        patience=Patience(first_wait_seconds=0),
    )

    assert (summary.pages, summary.failures) == (2, ())
    assert clock.now() - begun >= timedelta(seconds=1)


def test_a_site_that_asks_for_a_long_rest_is_left_until_then(shop: Shop, bench: Bench) -> None:
    shop.replies["/list"] = Reply(status=429, headers={"Retry-After": "Sun, 01 Mar 2026 05:00:00 GMT"})

    summary = bench.crawl(shop)

    assert (reasons(summary), shop.asked()["/list"]) == ({"the site answered 429": 1}, 1)
    assert bench.frontier("/list", "next_visit") == "2026-03-01T05:00:00.000000+00:00"


def test_a_slow_page_is_given_up(shop: Shop, bench: Bench) -> None:
    bench.settings = SETTINGS.model_copy(update={"timeout_seconds": 0.3})
    gate = Event()
    summary = crawl_one_page(shop, bench, Reply(gate=gate))
    gate.set()

    assert reasons(summary) == {"no answer within 0.3 seconds": 1}


def test_a_circle_of_redirects_is_noticed(shop: Shop, bench: Bench) -> None:
    shop.replies["/item/b"] = Reply(status=302, headers={"Location": "/item/odd"})

    summary = crawl_one_page(shop, bench, Reply(status=302, headers={"Location": "/item/b"}))

    assert (reasons(summary), summary.redirected) == ({"redirected in a circle": 1}, 1)
    assert shop.asked()["/item/odd"] == 1


def test_an_endless_chain_of_redirects_is_cut(shop: Shop, bench: Bench) -> None:
    shop.replies |= {f"/item/{n}": Reply(status=301, headers={"Location": f"/item/{n + 1}"}) for n in range(20)}

    summary = crawl_one_page(shop, bench, Reply(status=301, headers={"Location": "/item/0"}))

    assert reasons(summary) == {"redirected too often": 1}


def test_a_redirect_on_the_site_is_followed_and_keeps_the_place(shop: Shop, bench: Bench) -> None:
    shop.replies["/item/new"] = product("Moved")

    crawl_one_page(shop, bench, Reply(status=301, headers={"Location": "/item/new"}))

    moved = next(listing for listing in bench.listings() if listing.title == "Moved")
    assert moved.url == f"{shop.base_url}/item/new"
    assert moved.seen[0].page_url == f"{shop.base_url}/list"


def test_a_redirect_to_another_spelling_of_the_address_is_followed(shop: Shop, bench: Bench) -> None:
    shop.replies |= {
        "/list": category("/item?b=1&a=2"),
        "/item?b=1&a=2": Reply(status=301, headers={"Location": "/item?a=2&b=1"}),
        "/item?a=2&b=1": product("Sorted"),
    }

    assert bench.crawl(shop, links={"listing": ["^/item"]}).listings_new == 1


def test_a_redirect_off_the_site_is_not_followed(shop: Shop, bench: Bench) -> None:
    summary = crawl_one_page(shop, bench, Reply(status=302, headers={"Location": "https://elsewhere.example/"}))

    assert reasons(summary) == {"redirected off the site, to elsewhere.example": 1}


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "javascript:alert(1)", "http://user@127.0.0.1/", "http://[::1"]
)
def test_a_redirect_to_no_web_address_is_not_followed(shop: Shop, bench: Bench, location: str) -> None:
    summary = crawl_one_page(shop, bench, Reply(status=302, headers={"Location": location}))

    assert reasons(summary) == {"redirected to something that is no web address": 1}


def test_a_page_too_large_is_refused(shop: Shop, bench: Bench) -> None:
    summary = crawl_one_page(shop, bench, Reply(bytes(20_000_000)))

    assert reasons(summary) == {"larger than 8388608 bytes": 1}


def test_a_decompression_bomb_is_refused_and_kept_as_evidence(shop: Shop, bench: Bench) -> None:
    bomb = gzip.compress(bytes(50_000_000))

    summary = crawl_one_page(shop, bench, Reply(bomb, headers={"Content-Encoding": "gzip"}))

    assert reasons(summary) == {"larger than 8388608 bytes": 1}
    assert bench.row("SELECT count(*) FROM capture WHERE payload_bytes = ?", len(bomb)) == (1,)


@pytest.mark.parametrize("cut", [5, 60])
def test_a_truncated_gzip_page_is_counted(shop: Shop, bench: Bench, cut: int) -> None:
    body = gzip.compress(product("Odd").body)[:-cut]

    summary = crawl_one_page(shop, bench, Reply(body, headers={"Content-Encoding": "gzip"}))

    assert reasons(summary) == {"the packed body is cut short": 1}


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_packed_pages_are_read(shop: Shop, bench: Bench, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    reply = Reply(pack(product("Odd").body), headers={"Content-Encoding": encoding})

    summary = crawl_one_page(shop, bench, reply)

    assert (summary.listings_new, summary.failures) == (2, ())


def test_html_in_place_of_a_picture_is_no_picture(shop: Shop, bench: Bench) -> None:
    shop.replies["/a.jpg"] = Reply(b"<h1>not found</h1>", media_type="text/html")

    summary = crawl_one_page(shop, bench, product("Odd", image="/a.jpg"), fetch_images=True)

    assert (summary.images, reasons(summary)) == (0, {"a picture's address answered with text/html": 1})
    assert bench.frontier("/a.jpg") == "failed"


def test_a_picture_with_a_wrong_type_is_a_picture(shop: Shop, bench: Bench) -> None:
    shop.replies["/a.jpg"] = Reply(JPEG, media_type="application/octet-stream")

    assert crawl_one_page(shop, bench, product("Odd", image="/a.jpg"), fetch_images=True).images == 1


def test_a_listing_page_without_a_listing_is_counted(shop: Shop, bench: Bench) -> None:
    summary = crawl_one_page(shop, bench, Reply(b"<title></title><p>hello"))

    assert reasons(summary) == {"no listing could be read from the page": 1}


CHECKS = {
    "slider": Reply("<title>滑块验证</title><p>请拖动下方滑块完成验证</p>".encode()),
    "punish": Reply(b'<script>location="/_____tmd_____/punish?x5secdata=1"</script>'),
    "forbidden": Reply("<p>安全验证</p>".encode(), status=403),
    "not allowed": Reply(b"<p>We have detected unusual traffic from your network</p>", status=405),
    "to a login": Reply(status=302, headers={"Location": "https://login.shop.example/member/login.jhtml"}),
    "to a captcha": Reply(status=302, headers={"Location": "/captcha?back=1"}),
}


@pytest.mark.parametrize("kind", CHECKS)
def test_a_robot_check_is_counted_kept_and_left_alone(shop: Shop, bench: Bench, kind: str) -> None:
    summary = crawl_one_page(shop, bench, CHECKS[kind])

    assert (summary.blocked, summary.failed, len(bench.listings())) == (1, 0, 1)
    assert shop.asked()["/item/odd"] == 1
    assert bench.frontier("/item/odd", "next_visit") == "2026-03-01T22:00:00.000000+00:00"
    assert bench.row("SELECT count(*) FROM capture WHERE url LIKE '%/item/odd'") == (1,)


def test_a_site_that_turns_us_away_all_the_time_is_left_alone(shop: Shop, bench: Bench) -> None:
    shop.fill(60)
    shop.replies |= {f"/item/{n}": CHECKS["slider"] for n in range(60)}

    summary = bench.crawl(shop, assertions={"maximum_block_rate": {"value": 0.1, "level": "warning"}})

    assert summary.turned_away
    assert summary.waiting > 30
    assert (len(summary.breaches), summary.sound) == (1, False)


def test_robots_txt_is_obeyed(shop: Shop, bench: Bench) -> None:
    shop.replies["/robots.txt"] = Reply(b"User-agent: lenswatch\nDisallow: /item/odd\n", media_type="text/plain")

    summary = crawl_one_page(shop, bench, product("Odd"))

    assert (summary.forbidden, summary.failed, shop.asked()["/item/odd"]) == (1, 0, 0)


def test_crawl_delay_is_obeyed(shop: Shop, bench: Bench) -> None:
    shop.replies["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 0.3\n", media_type="text/plain")
    shop.fill(3)
    clock = SystemClock()
    begun = clock.now()

    bench.crawl(shop)

    assert clock.now() - begun >= timedelta(seconds=0.9)


def test_without_robots_txt_nothing_is_visited(shop: Shop, bench: Bench) -> None:
    shop.fill(1)
    shop.replies["/robots.txt"] = Reply(status=500)

    summary = bench.crawl(shop)

    assert (shop.asked(), reasons(summary)) == ({}, {"robots.txt could not be had: the site answered 500": 1})


def test_a_site_without_robots_txt_allows_everything(shop: Shop, bench: Bench) -> None:
    shop.fill(1)
    shop.replies["/robots.txt"] = Reply(status=404)

    assert bench.crawl(shop).listings_new == 1


def test_robots_txt_is_read_behind_a_redirect(shop: Shop, bench: Bench) -> None:
    shop.fill(1)
    shop.replies["/robots.txt"] = Reply(status=301, headers={"Location": "/r.txt"})
    shop.replies["/r.txt"] = Reply(b"User-agent: *\nDisallow: /\n", media_type="text/plain")

    assert (bench.crawl(shop).forbidden, shop.asked()) == (1, {"/r.txt": 1})


def test_this_machine_is_not_visited_unless_code_allows_it(shop: Shop, bench: Bench) -> None:
    shop.fill(1)

    summary = crawl(site_of(shop), bench.store, bench.clock, SETTINGS, bench.warc_folder)

    assert (shop.requests, summary.unreachable) == ([], True)
    assert reasons(summary) == {"the host lies in a private network; lenswatch visits public addresses only": 1}


def test_a_site_that_is_down_is_unreachable_and_tried_again_at_once(shop: Shop, bench: Bench) -> None:
    shop.fill(1)
    dead = site_of(shop, base_url="http://127.0.0.1:9")
    loopback = frozenset({"127.0.0.1:9"})
    patience = Patience(attempts=2, first_wait_seconds=0)

    for _ in range(2):
        summary = crawl(
            dead, bench.store, bench.clock, SETTINGS, bench.warc_folder, allowed_loopback=loopback, patience=patience
        )
        assert (summary.unreachable, summary.sound) == (True, False)
        assert reasons(summary) == {"robots.txt could not be had: the connection was refused": 1}


def test_a_crawl_needs_a_contact(shop: Shop, bench: Bench) -> None:
    bench.settings = SETTINGS.model_copy(update={"contact": ""})

    with pytest.raises(ConfigError, match="contact"):
        bench.crawl(shop)


def test_what_is_odd_on_a_page_that_is_read_is_counted(shop: Shop, bench: Bench) -> None:
    body = product("Odd").body.replace(b"<h1>", b'<script type="application/ld+json">{"@type": oops</script><h1>')

    summary = crawl_one_page(shop, bench, Reply(body))

    assert (summary.listings_new, summary.failures, len(summary.notes)) == (2, (), 1)


def test_a_fault_in_the_reading_costs_one_page(
    shop: Shop, bench: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("lenswatch.spiders.reading.reading.extract_with_notes", lambda *_: 1 / 0)
    shop.fill(2)

    summary = bench.crawl(shop)

    assert reasons(summary) == {"reading the page failed; this is a fault of lenswatch": 2}
    assert "ZeroDivisionError" in caplog.text
