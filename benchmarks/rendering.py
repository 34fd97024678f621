"""How many pages drawn by script one site's crawl reads in a second, beside the same pages sent ready-made.

    python benchmarks/rendering.py [--pages 30]

The shop stands on loopback and nothing is waited for between requests: on a real site the delay decides.
"""

import argparse
import json
import tempfile
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from lenswatch.core.clock import SystemClock
from lenswatch.core.config import Crawl
from lenswatch.ledger.store import Store
from lenswatch.spiders.crawling.crawl import crawl
from lenswatch.spiders.fetching.browser import missing_browser
from lenswatch.spiders.site.site import Site

PRODUCT = '<script type="application/ld+json">{"@type": "Product", "name": "Clock", "offers": {"price": 5}}</script>'
FRAME = "<!doctype html><title>…</title><div id=root></div><script src=/app.js></script>"
SCRIPT = "fetch('/data' + location.pathname).then(a => a.json()).then(d => { document.body.innerHTML = d.html })"


class Handler(BaseHTTPRequestHandler):
    """The shop: /ready/N is sent whole, /drawn/N draws itself."""

    protocol_version = "HTTP/1.1"
    pages = 0

    def do_GET(self) -> None:
        """Answer."""
        kind, body = "text/html", "not here"
        if self.path.startswith("/list/"):
            where = self.path.removeprefix("/list/")
            body = "".join(f"<a href=/{where}/{number}>more</a>" for number in range(self.pages))
        elif self.path.startswith("/ready/"):
            body = f"<title>Clock</title>{PRODUCT}"
        elif self.path.startswith("/drawn/"):
            body = FRAME
        elif self.path == "/app.js":
            kind, body = "text/javascript", SCRIPT
        elif self.path.startswith("/data/"):
            kind, body = "application/json", json.dumps({"html": PRODUCT})
        elif self.path == "/robots.txt":
            kind, body = "text/plain", "User-agent: *\nAllow: /\n"
        data = body.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def pages_per_second(where: str, host: str) -> float:
    """Listings read a second, the start of the browser included."""
    site = Site.model_validate(
        {
            "name": where,
            "platform": "BENCH",
            "base_url": f"http://{host}",
            "purpose": "a benchmark",
            "legal_basis": "a benchmark",
            "layout": "unverified layout",
            "start": [f"/list/{where}"],
            "links": {"listing": [f"^/{where}/"]},
            "render": where == "drawn",
        }
    )
    settings = Crawl(contact="mail@lens.example", delay_seconds=0)
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "ledger.sqlite") as store:
        begun = time.perf_counter()
        summary = crawl(site, store, SystemClock(), settings, Path(folder), allowed_loopback=frozenset({host}))
        return summary.listings / (time.perf_counter() - begun)


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=30)
    Handler.pages = parser.parse_args().pages
    if (reason := missing_browser("")) is not None:
        print(f"pages drawn by script are not measured: {reason}")
        return
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        host = f"127.0.0.1:{server.server_port}"
        for where in ("ready", "drawn"):
            print(f"pages {where:<5} {pages_per_second(where, host):6.1f} a second")
        server.shutdown()


if __name__ == "__main__":
    main()
