"""The real pages of the development data, served on loopback under their own paths, reach the ledger."""

import gzip
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest

from lenswatch.core.clock import SystemClock
from lenswatch.core.config import Crawl
from lenswatch.ledger.store import Store
from lenswatch.spiders.crawling.crawl import crawl
from lenswatch.spiders.site.site import Site

pytestmark = [pytest.mark.development_data, pytest.mark.slow]

SETTINGS = Crawl(contact="mailto:test@lenswatch.invalid", delay_seconds=0, concurrent_requests_per_host=8)
SITE = """
name = "real-pages"
platform = "REAL-PAGES"
base_url = "{base_url}"
purpose = "measuring how real pages are read"
legal_basis = "saved pages of public research corpora"
layout = "unverified layout"
start = {start}
[links]
listing = {listing}
"""


def test_saved_pages_are_crawled_into_the_ledger(
    development_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = saved_pages(development_data / "pages")
    with served(pages) as base_url, Store.open(tmp_path / "ledger.sqlite") as store:
        file = tmp_path / "real-pages.toml"
        listing = json.dumps([f"^{re.escape(address)}$" for address in pages])
        site = SITE.format(base_url=base_url, start=json.dumps(list(pages)), listing=listing)
        file.write_text(site, encoding="utf-8")
        loopback = frozenset({urlsplit(base_url).netloc})
        summary = crawl(Site.read(file), store, SystemClock(), SETTINGS, tmp_path, allowed_loopback=loopback)
        held = store.connection.execute("SELECT count(*) FROM listing").fetchone()[0]

    with capsys.disabled():
        print(f"\nreal pages: {summary.pages} crawled, {held} listings in the ledger")  # noqa: T201 - a result
    assert summary.pages == len(pages)
    assert held == summary.listings_new > 0


def saved_pages(folder: Path) -> dict[str, bytes]:
    """Path and query of each page, as on its own site, to its bytes."""
    pages = {}
    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        parts = urlsplit(row["url"])
        address = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        pages[address] = gzip.decompress((folder / row["file"]).read_bytes())
    return pages


@contextmanager
def served(pages: dict[str, bytes]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            body = pages.get(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
