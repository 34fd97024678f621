"""A shop on loopback with every fault that real ones have, and sound listings in between."""

import gzip
import json
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread

SOUND = 12
"""Listings at /item/1 and so on that nothing is wrong with."""
_HOST = "127.0.0.1"
_CALENDAR = re.compile(r"/calendar/(\d+)/(\d+)")


def page(title: str) -> bytes:
    """A sound product page."""
    data = {"@context": "https://schema.org", "@type": "Product", "name": title, "offers": {"price": "9.50"}}
    return (
        f'<title>{title}</title><script type="application/ld+json">{json.dumps(data)}</script><h1>{title}</h1>'.encode()
    )


def links(*addresses: str) -> bytes:
    """A page of links."""
    return ("<title>All</title>" + "".join(f'<a href="{address}">more</a>' for address in addresses)).encode()


class HostileSite:
    """What is answered where. `over` lets the answers that never end come to an end."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.over = Event()
        self.lock = Lock()
        self.base_url = ""

    @cached_property
    def answers(self) -> dict[str, Callable[["Connection"], None]]:
        """Path to what happens there."""
        bomb = bytes(3_000_000)
        plain: dict[str, Callable[[Connection], None]] = {
            "/robots.txt": lambda it: it.answer(b"User-agent: *\nDisallow: /item/private\n"),
            "/list": lambda it: it.answer(links(*self.answers, *self.elsewhere)),
            "/item/private": lambda it: it.answer(page("Private")),
            "/item/slow-head": lambda it: it.wait(),
            "/item/drip": lambda it: it.drip(),
            "/item/endless-body": lambda it: it.endless(b"HTTP/1.1 200 OK\r\n\r\n", b"<p>" * 9000),
            "/item/endless-head": lambda it: it.endless(b"HTTP/1.1 200 OK\r\n", b"X: " + b"head" * 2000 + b"\r\n"),
            "/item/huge": lambda it: it.answer(bomb),
            "/item/gzip-bomb": lambda it: it.answer(gzip.compress(bomb), Content_Encoding="gzip"),
            "/item/deflate-bomb": lambda it: it.answer(zlib.compress(bomb), Content_Encoding="deflate"),
            "/item/nested-bomb": lambda it: it.answer(
                gzip.compress(gzip.compress(bomb)), Content_Encoding="gzip, gzip"
            ),
            "/item/onion": lambda it: it.answer(b"?", Content_Encoding="gzip, gzip, gzip, gzip"),
            "/item/brotli": lambda it: it.answer(b"?", Content_Encoding="br"),
            "/item/zstd": lambda it: it.answer(b"?", Content_Encoding="zstd"),
            "/item/broken-gzip": lambda it: it.answer(b"<html>", Content_Encoding="gzip"),
            "/item/busy": lambda it: it.busy(),
            "/item/down": lambda it: it.answer(b"", 503),
            "/item/broken": lambda it: it.answer(b"", 500),
            "/item/circle-a": lambda it: it.redirect("/item/circle-b"),
            "/item/circle-b": lambda it: it.redirect("/item/circle-a"),
            "/item/itself": lambda it: it.redirect("/item/itself"),
            "/item/off-site": lambda it: it.redirect("https://elsewhere.example/item/1"),
            "/item/to-private": lambda it: it.redirect("http://10.0.0.8/item/1"),
            "/item/to-private-of-ours": lambda it: it.redirect("http://10.0.0.9/item/1"),
            "/item/to-script": lambda it: it.redirect("javascript:alert(1)"),
            "/item/to-file": lambda it: it.redirect("file:///etc/passwd"),
            "/item/to-login": lambda it: it.redirect("/login.html?back=1"),
            "/item/check": lambda it: it.answer("<title>滑块验证</title><p>请拖动下方滑块完成验证</p>".encode()),
            "/item/truncated": lambda it: it.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n" + page("Cut")),
            "/item/cut-chunk": lambda it: it.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n<p>"),
            "/item/bad-length": lambda it: it.raw(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n" + page("Odd")),
            "/item/short-length": lambda it: it.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n" + page("Short")),
            "/item/no-http": lambda it: it.raw(b"220 mail.example ESMTP\r\n"),
            "/item/hang-up": lambda it: it.raw(b""),
            "/item/empty": lambda it: it.answer(b""),
            "/item/gone": lambda it: it.answer(b"", 410),
            "/item/missing": lambda it: it.answer(b"", 404),
            "/item/charset": lambda it: it.answer("<h1>钟</h1>".encode("gb18030") + page("Charset") + b"\xff\xfe\x81"),
            "/calendar/2026/1": lambda it: it.calendar(2026, 1),
        }
        sound = {f"/item/{n}": self._sound(n) for n in range(1, SOUND + 1)}
        return plain | sound | {self.twins[0]: self._titled("Twin")}

    @property
    def twins(self) -> tuple[str, ...]:
        """Spellings of one address, the first of them linked first."""
        return (
            "/item?id=7&colour=red",
            "/item?colour=red&id=7",
            "/item?utm_source=mail&id=7&colour=red&spm=a1.b2",
            "/item;jsessionid=8F?id=7&colour=red",
            "/item?id=7&colour=red&PHPSESSID=1f#reviews",
        )

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """Links that lead to no page of their own."""
        return (
            *self.twins,
            *(f"{self.base_url}/item/1", "http://10.0.0.9/item/1", "mailto:a@b.example", "javascript:void(0)"),
            *("ftp://127.0.0.1/item/1", "file:///item/1", "http://[::1", "https://elsewhere.example/item/1"),
        )

    def _sound(self, number: int) -> Callable[["Connection"], None]:
        return self._titled(f"Clock {number}")

    def _titled(self, title: str) -> Callable[["Connection"], None]:
        return lambda it: it.answer(page(title))


class Connection(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    site: HostileSite

    def do_GET(self) -> None:
        with self.site.lock:
            self.site.asked[self.path] += 1
        month = _CALENDAR.fullmatch(self.path)
        with suppress(ConnectionError):
            if month:
                self.calendar(int(month[1]), int(month[2]))
            else:
                self.site.answers.get(self.path, _missing)(self)

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, location: str) -> None:
        self.answer(b"", 302, Location=location)

    def raw(self, answer: bytes) -> None:
        self.wfile.write(answer)
        self.close_connection = True

    def wait(self) -> None:
        self.site.over.wait(20)
        self.close_connection = True

    def drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n")
        while not self.site.over.wait(0.05):
            self.wfile.write(b"<")
        self.close_connection = True

    def endless(self, head: bytes, more: bytes) -> None:
        self.wfile.write(head)
        while not self.site.over.is_set():
            self.wfile.write(more)
        self.close_connection = True

    def busy(self) -> None:
        if self.site.asked[self.path] == 1:
            self.answer(b"", 429, Retry_After="1")
        else:
            self.answer(page("Busy"))

    def calendar(self, year: int, month: int) -> None:
        nearby = [year * 12 + month - 1 + step for step in (-1, 1, 12)]
        self.answer(links(*(f"/calendar/{n // 12}/{n % 12 + 1}" for n in nearby)))

    def log_message(self, *_: object) -> None:
        return


def _missing(it: Connection) -> None:
    it.answer(b"", 404)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        """Say nothing: a crawler that hangs up is part of the tests."""


@contextmanager
def served(site: HostileSite) -> Iterator[HostileSite]:
    """Serve the site on a free port."""
    handler = type("Handler", (Connection,), {"site": site})
    with _Server((_HOST, 0), handler) as server:
        site.base_url = f"http://{_HOST}:{server.server_port}"
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield site
        finally:
            site.over.set()
            server.shutdown()
