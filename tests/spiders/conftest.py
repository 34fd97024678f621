"""A small shop on loopback that can misbehave in every way a real one does, and a workspace to crawl it with."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from ssl import SSLContext
from threading import Condition, Event, Thread
from typing import Any

import pytest

from lenswatch.core.clock import FixedClock
from lenswatch.core.config import Crawl
from lenswatch.core.listing import Listing
from lenswatch.ledger.listings import listing_from_json
from lenswatch.ledger.store import Store
from lenswatch.spiders.crawling.crawl import CrawlSummary, Patience, crawl
from lenswatch.spiders.site.site import Site

JPEG = b"\xff\xd8\xff\xe0 a picture, as far as anybody looks"
SETTINGS = Crawl(contact="mail@lens.example", delay_seconds=0, concurrent_requests_per_host=8)
IMPATIENT = Patience(attempts=3, first_wait_seconds=0, longest_wait_seconds=5)


@dataclass(frozen=True)
class Reply:
    """What the shop answers at one address."""

    body: bytes = b""
    status: int = 200
    media_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    gate: Event | None = None
    """Answered only once this is set."""


def product(name: str, *, price: str = "12.50", image: str | None = None) -> Reply:
    """A product page with JSON-LD, and an ETag of its content."""
    offer = {"@type": "Offer", "price": price, "priceCurrency": "EUR"}
    data: dict[str, Any] = {"@context": "https://schema.org", "@type": "Product", "name": name, "offers": offer}
    if image:
        data["image"] = image
    html = f'<title>{name}</title><script type="application/ld+json">{json.dumps(data)}</script><h1>{name}</h1>'
    return Reply(html.encode(), headers={"ETag": f'"{name}-{price}"'})


def category(*links: str) -> Reply:
    """A page of links."""
    return Reply(("<title>All</title>" + "".join(f'<a href="{link}">more</a>' for link in links)).encode())


class Shop:
    """The shop's pages, and what was asked of it."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.replies: dict[str, Reply | list[Reply]] = {}
        self.requests: list[tuple[str, Mapping[str, str]]] = []
        self.changed = Condition()

    @property
    def authority(self) -> str:
        return self.base_url.partition("://")[2]

    def answer(self, path: str, headers: Mapping[str, str]) -> Reply:
        with self.changed:
            self.requests.append((path, headers))
            self.changed.notify_all()
            found = self.replies.get(path, Reply(b"not here", status=404))
            reply = (found.pop(0) if len(found) > 1 else found[0]) if isinstance(found, list) else found
        if reply.gate:
            reply.gate.wait(20)
        etag = reply.headers.get("ETag")
        return replace(reply, status=304, body=b"") if etag and headers.get("If-None-Match") == etag else reply

    def wait_for(self, requests: int, at_most: float | None = None) -> None:
        """Until so many requests came, or so many seconds have passed."""
        with self.changed:
            came = self.changed.wait_for(lambda: len(self.requests) >= requests, timeout=at_most or 30)
        assert came or at_most is not None

    def asked(self) -> Counter[str]:
        """How often each address was asked for, robots.txt left out."""
        with self.changed:
            return Counter(path for path, _ in self.requests if path != "/robots.txt")

    def headers_of(self, path: str) -> Mapping[str, str]:
        """Headers of the last request for an address."""
        return next(headers for asked, headers in reversed(self.requests) if asked == path)

    def fill(self, count: int) -> None:
        """A category of so many products."""
        self.replies["/list"] = category(*(f"/item/{number}" for number in range(count)))
        self.replies |= {f"/item/{number}": product(f"Clock {number}") for number in range(count)}


def _handler(shop: Shop) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            reply = shop.answer(self.path, dict(self.headers.items()))
            self.send_response(reply.status)
            headers = {"Content-Type": reply.media_type, "Content-Length": str(len(reply.body)), **reply.headers}
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(reply.body)
            except ConnectionError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            return

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        """Say nothing: a crawler that hangs up is part of the tests."""


@contextmanager
def served(secured: SSLContext | None = None) -> Iterator[Shop]:
    """A shop that allows everything and has nothing yet; on https where it is secured."""
    made = Shop("")
    with _Server(("127.0.0.1", 0), _handler(made)) as server:
        made.base_url = f"{'https' if secured else 'http'}://127.0.0.1:{server.server_port}"
        if secured:
            server.socket = secured.wrap_socket(server.socket, server_side=True)
        made.replies["/robots.txt"] = Reply(b"User-agent: *\nAllow: /\n", media_type="text/plain")
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield made
        server.shutdown()


@pytest.fixture
def shop() -> Iterator[Shop]:
    """One shop."""
    with served() as made:
        yield made


def site_of(shop: Shop, **changes: object) -> Site:
    """The site file of the shop."""
    values: dict[str, object] = {
        "name": "shop",
        "platform": "SHOP",
        "base_url": shop.base_url,
        "purpose": "clocks, because cameras are sold as clocks",
        "legal_basis": "a test",
        "layout": "unverified layout",
        "start": ["/list"],
        "links": {"listing": ["^/item/"], "follow": ["^/list"]},
    }
    return Site.model_validate(values | changes)


@dataclass
class Bench:
    """A workspace's ledger and WARC folder, and a clock that stands still."""

    folder: Path
    store: Store
    clock: FixedClock
    settings: Crawl = SETTINGS

    def crawl(self, shop: Shop, **changes: object) -> CrawlSummary:
        """Crawl the shop; keywords change its site file."""
        return crawl(
            site_of(shop, **changes),
            self.store,
            self.clock,
            self.settings,
            self.warc_folder,
            allowed_loopback=frozenset({shop.authority}),
            patience=IMPATIENT,
        )

    @property
    def warc_folder(self) -> Path:
        return self.folder / "warc"

    def listings(self) -> list[Listing]:
        """Every revision, in the order recorded."""
        rows = self.store.connection.execute("SELECT listing FROM revision ORDER BY id")
        return [listing_from_json(row[0]) for row in rows]

    def row(self, query: str, *values: object) -> tuple[Any, ...]:
        """The first row of a query."""
        row: tuple[Any, ...] = self.store.connection.execute(query, values).fetchone()
        return row

    def frontier(self, path: str, column: str = "state") -> object:
        """What the frontier notes of an address."""
        return self.row(f"SELECT {column} FROM frontier WHERE address LIKE '%' || ?", path)[0]  # noqa: S608 - a test's own text


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A fresh workspace."""
    with Store.open(tmp_path / "ledger.db") as store:
        yield Bench(tmp_path, store, FixedClock(datetime(2026, 3, 1, 2, tzinfo=UTC)))
