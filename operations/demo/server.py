"""Serve the demo marketplace on loopback, with validators for re-crawls and a count of what was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import parse_qsl, urlsplit

from lenswatch.operations.demo.catalogue import Catalogue, load_catalogue
from lenswatch.operations.demo.pages import Night, Page, Site

__all__ = ["DemoMarketplace", "serve_marketplace"]

_HOST = "127.0.0.1"


class DemoMarketplace:
    """All demo shops: which page answers which address, and how often each was asked for."""

    def __init__(self, catalogue: Catalogue | None = None) -> None:
        """Offer `catalogue`, by default the bundled one, as it is tonight."""
        self._site = Site(catalogue or load_catalogue())
        self._requests: Counter[tuple[str, int]] = Counter()
        self._lock = Lock()

    @property
    def requests(self) -> Counter[tuple[str, int]]:
        """How often each (address with query, status) was answered so far; a copy."""
        with self._lock:
            return self._requests.copy()

    def forget_requests(self) -> None:
        """Start counting anew, as between two crawls."""
        with self._lock:
            self._requests.clear()

    def replace(self, catalogue: Catalogue) -> None:
        """Offer another catalogue at the same addresses, as when a seller edits a listing between two crawls."""
        self._site = Site(catalogue)

    def play(self, night: Night) -> None:
        """Show the shops as they are that night."""
        self._site.night = night

    def answer(self, address: str, validators: str = "") -> tuple[HTTPStatus, Page | None]:
        """Status and page for an address, given the value of its If-None-Match header."""
        parts = urlsplit(address)
        page = self._site.page(parts.path, dict(parse_qsl(parts.query)))
        if page is None:
            status = HTTPStatus.NOT_FOUND
        elif _matches(validators, page.etag):
            status = HTTPStatus.NOT_MODIFIED
        else:
            status = HTTPStatus.OK
        with self._lock:
            self._requests[address, status.value] += 1
        return status, page


@contextmanager
def serve_marketplace(marketplace: DemoMarketplace | None = None, *, port: int = 0) -> Iterator[str]:
    """Serve a marketplace on 127.0.0.1 for the length of a `with` block, which receives the base URL.

    Port 0 lets the system choose. The server runs in a daemon thread and accepts connections when the block is entered.
    """
    with _Server((_HOST, port), marketplace or DemoMarketplace()) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://{_HOST}:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], marketplace: DemoMarketplace) -> None:
        super().__init__(address, _Handler)
        self.marketplace = marketplace


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "DemoMarketplace"
    sys_version = ""
    timeout = 30
    # Headers and body leave in two writes; with Nagle's algorithm the second waits for an acknowledgement.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._respond(with_body=True)

    def do_HEAD(self) -> None:
        self._respond(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing: the terminal belongs to the crawl."""

    def _respond(self, *, with_body: bool) -> None:
        status, page = self.server.marketplace.answer(self.path, self.headers.get("If-None-Match", ""))
        body = b"" if page is None or status is HTTPStatus.NOT_MODIFIED else page.body
        self.send_response(status)
        if page is not None:
            self.send_header("ETag", page.etag)
            self.send_header("Last-Modified", format_datetime(page.last_modified, usegmt=True))
        if page is not None and body:
            self.send_header("Content-Type", page.content_type)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)


def _matches(validators: str, etag: str) -> bool:
    offered = (validator.strip().removeprefix("W/") for validator in validators.split(","))
    return any(validator in {"*", etag} for validator in offered)
