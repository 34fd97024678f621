"""Pages that draw themselves by script are drawn by a browser, which gets nothing but what the crawl may fetch."""

import json
import socket
from importlib.util import find_spec
from io import BytesIO
from threading import Event
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from lenswatch.ledger.captures import Captures
from lenswatch.ledger.payloads import Payloads
from lenswatch.spiders.crawling.crawl import CrawlSummary
from lenswatch.spiders.fetching.browser import browser_path
from tests.spiders.conftest import SETTINGS, Bench, Reply, Shop, category, product

PATIENT = SETTINGS.model_copy(update={"timeout_seconds": 3})
HERE = find_spec("playwright") is not None and browser_path("") is not None
needs_browser = pytest.mark.skipif(
    not HERE, reason="no Chromium or no playwright: pages drawn by script are not tested"
)
pytestmark = [pytest.mark.slow, pytest.mark.browser, needs_browser]

FRAME = """<!doctype html><html><head><meta charset=utf-8><title>…</title><link rel=stylesheet href=/s.css></head>
<body><div id=root>loading</div><img src=/logo.png><script src=/app.js></script></body></html>"""
APP = """
const root = document.getElementById('root');
fetch('/data' + location.pathname).then(answer => answer.json()).then(data => {
  document.title = data.title;
  const offers = {price: data.price, priceCurrency: 'CNY'};
  const shown = JSON.stringify({'@type': 'Product', name: data.title, offers});
  root.innerHTML = '<h1></h1><script type="application/ld+json">' + shown + '</' + 'script>';
  root.querySelector('h1').textContent = data.title;
});
"""


def data(**values: object) -> Reply:
    return Reply(json.dumps(values).encode(), media_type="application/json")


def drawn_by(script: str) -> Reply:
    """A page that is a sound listing, and runs a script."""
    return Reply(product("Odd").body + f"<body><script>{script}</script></body>".encode())


def fill(shop: Shop, count: int = 1) -> None:
    """A list, and listings that are empty until their script has fetched their data."""
    shop.replies["/list"] = category(*(f"/item/{number}" for number in range(count)))
    shop.replies["/app.js"] = Reply(APP.encode(), media_type="text/javascript")
    for number in range(count):
        shop.replies[f"/item/{number}"] = Reply(FRAME.encode(), headers={"ETag": '"frame"'})
        shop.replies[f"/data/item/{number}"] = data(title=f"摄像闹钟 {number}", price=129)


def titles(bench: Bench) -> set[str | None]:
    return {listing.title for listing in bench.listings()}


def reasons(summary: CrawlSummary) -> dict[str, int]:
    return {str(failure.reason): failure.count for failure in (*summary.failures, *summary.notes)}


def test_a_listing_that_draws_itself_is_read_and_its_sources_are_kept(shop: Shop, bench: Bench) -> None:
    fill(shop, 2)

    summary = bench.crawl(shop, render=True)

    assert (summary.rendered, summary.pages, reasons(summary)) == (2, 3, {})
    assert titles(bench) == {"摄像闹钟 0", "摄像闹钟 1"}
    assert shop.asked() == {"/list": 1, "/item/0": 1, "/item/1": 1, "/app.js": 1, "/data/item/0": 1, "/data/item/1": 1}
    record, source = drawn_record(bench, f"{shop.base_url}/item/0")
    assert (record.rec_type, record.rec_headers["WARC-Refers-To"]) == ("conversion", source)
    assert record.rec_headers["Rendered-With"].startswith("Chromium/")
    assert "摄像闹钟 0" in record.raw_stream.read().decode()
    assert {row[0] for row in bench.store.connection.execute("SELECT url FROM capture")} == {
        shop.base_url + path for path in shop.asked()
    }

    bench.clock.advance(hours=21)
    shop.replies["/data/item/1"] = data(title="摄像闹钟 1", price=99)
    again = bench.crawl(shop, render=True)

    assert (again.listings_changed, again.listings_new, again.unchanged) == (1, 0, 2)
    (capture_id,) = bench.row("SELECT capture_id FROM revision ORDER BY id DESC LIMIT 1")
    payload = Payloads(Captures(bench.store), bench.warc_folder).of(capture_id)
    assert '"price":99' in payload.decode()


def drawn_record(bench: Bench, url: str) -> tuple[Any, str]:
    """The WARC record of a page as drawn, and the id of the response it must refer to."""
    query = "SELECT warc_file, warc_offset FROM capture WHERE url = ? AND rendered_from IS NOT NULL"
    file, offset = bench.row(query, url)
    record = next(iter(ArchiveIterator(BytesIO((bench.warc_folder / file).read_bytes()[offset:]))))
    received = bench.row("SELECT warc_record_id FROM capture WHERE url = ? AND rendered_from IS NULL", url)
    return record, received[0]


ODD_PAGES = {
    "leaves": (
        "window.open('/popup'); setTimeout(() => { location.href = '/elsewhere' }); location.href = 'https://x.example/'",
        ["its script tried to leave the page, and was kept on it"],
    ),
    "bothers": (
        """alert('stop'); confirm('really?'); fetch('/order', {method: 'POST'}); navigator.sendBeacon('/order', 'x');
        document.body.innerHTML += '<iframe src=/frame></iframe><video src=/film></video>'""",
        [],
    ),
    "asks too much": (
        "for (let number = 0; number < 120; number++) fetch('/tick?' + number)",
        ["its script asked for more than 100 parts; the rest was refused"],
    ),
    "asks for ever": (
        "setInterval(() => fetch('/poll?' + Math.random()), 100)",
        ["the page had not finished when it was read; it was taken as it stood"],
    ),
    "waits for ever": (
        "fetch('/slow'); fetch('/private/1'); fetch('/away')",
        [
            "a part of the page could not be had: no answer within 3 seconds",
            "robots.txt forbids a part of the page that its script asks for",
        ],
    ),
}


def test_a_page_that_misbehaves_costs_nothing_but_a_note(shop: Shop, bench: Bench) -> None:
    bench.settings = PATIENT
    gate = Event()
    shop.replies["/list"] = category(*(f"/item/{number}" for number in range(len(ODD_PAGES))))
    shop.replies |= {f"/item/{n}": drawn_by(script) for n, (script, _) in enumerate(ODD_PAGES.values())}
    shop.replies["/slow"] = Reply(gate=gate)
    shop.replies["/away"] = Reply(status=302, headers={"Location": "http://127.0.0.2/"})
    shop.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private", media_type="text/plain")

    summary = bench.crawl(shop, render=True)
    gate.set()

    assert (summary.rendered, summary.failures) == (len(ODD_PAGES), ())
    assert {str(note.reason) for note in summary.notes} == {note for _, notes in ODD_PAGES.values() for note in notes}
    never = {"/elsewhere", "/popup", "/private/1", "/order", "/frame", "/film", "/logo.png", "/s.css"}
    assert not never & set(shop.asked())
    assert sum(path.startswith("/tick") for path in shop.asked()) == 100


def test_a_page_that_hangs_or_empties_itself_costs_itself_alone(shop: Shop, bench: Bench) -> None:
    bench.settings = PATIENT
    fill(shop, 3)
    shop.replies["/item/0"] = drawn_by("while (true) {}")
    shop.replies["/item/1"] = drawn_by("location = 'about:blank'")

    summary = bench.crawl(shop, render=True)

    assert reasons(summary) == {
        "its script kept the browser busy without end": 1,
        "its script replaced the page by another": 1,
    }
    assert titles(bench) == {"摄像闹钟 2"}
    assert shop.asked()["/item/0"] == 1


def test_no_connection_is_made_but_by_the_crawl(shop: Shop, bench: Bench) -> None:
    with socket.create_server(("127.0.0.1", 0)) as secret:
        secret.settimeout(0)
        place = f"127.0.0.1:{secret.getsockname()[1]}"
        script = f"""
            fetch('http://{place}/').catch(() => 0); new WebSocket('ws://{place}/');
            new Image().src = 'http://{place}/i';
            const turn = {{urls: 'turn:{place}?transport=tcp', username: 'a', credential: 'b'}};
            const way = new RTCPeerConnection({{iceServers: [turn]}});
            way.createDataChannel('x'); way.createOffer().then(offer => way.setLocalDescription(offer));
            document.head.innerHTML += '<link rel=preconnect href="http://{place}"><link rel=prefetch href="http://{place}/">';
            new Worker(URL.createObjectURL(new Blob(["fetch('http://{place}/w')"])));
            document.title = 'tried'"""
        shop.replies |= {"/list": category("/item/1"), "/item/1": drawn_by(script)}

        summary = bench.crawl(shop, render_patterns=["^/item/1$"])

        assert summary.rendered == 1
        assert "tried" in drawn_record(bench, f"{shop.base_url}/item/1")[0].raw_stream.read().decode()
        with pytest.raises(BlockingIOError):
            secret.accept()


def test_a_robot_check_is_not_shown_to_a_browser(shop: Shop, bench: Bench) -> None:
    check = "<title>Just a moment</title><script>document.body.textContent = 'passed'; fetch('/passed')</script>"
    shop.replies |= {"/list": category("/item/1", "/item/2"), "/item/1": Reply(check.encode())}
    shop.replies["/item/2"] = Reply(product("Clock").body.replace(b"<h1>", b"<script>fetch('/busy')</script><h1>"))
    shop.replies["/busy"] = [Reply(status=429), Reply(b"{}")]

    summary = bench.crawl(shop, render=True)

    assert (summary.blocked, summary.rendered, summary.retries, "/passed" in shop.asked()) == (1, 1, 1, False)
