"""The crawlers that benchmarks/crawl.py compares: one crawl in this process, its CPU time as JSON.

    python benchmarks/crawl_contenders.py NAME BASE_URL PAGES AT_ONCE

The clock runs from before the crawl is begun to after it has ended; starting Python and importing does not count.
"""

import asyncio
import json
import re
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch
from urllib.parse import urljoin

import scrapy
from crawl_shop import lists, product_page
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from scrapy.settings import default_settings as defaults
from scrapy.utils.misc import load_object

from lenswatch.core.clock import SystemClock
from lenswatch.core.config import Crawl
from lenswatch.core.listing import Listing
from lenswatch.ledger.captures import Capture, Original
from lenswatch.ledger.store import Store
from lenswatch.spiders.crawling import night
from lenswatch.spiders.crawling.crawl import crawl
from lenswatch.spiders.evidence.exchange import Exchange
from lenswatch.spiders.extraction.extract import Extraction, extract_listing
from lenswatch.spiders.frontier.frontier_url import NewUrl
from lenswatch.spiders.page import Page
from lenswatch.spiders.reading import reading
from lenswatch.spiders.site.reads import Reads
from lenswatch.spiders.site.site import Site

_JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_HREF = re.compile(r'href="(/item/\d+)"')
Work = Callable[[str, int, int], int]
"""Base URL, products and requests at once to the products that were read."""


def _raw(base_url: str, pages: int, at_once: int) -> int:
    """aiohttp: fetch every page, read nothing but the lists' links."""
    import aiohttp  # noqa: PLC0415 - of the dependency group "bench" alone

    async def fetch(session: aiohttp.ClientSession, path: str, turn: asyncio.Semaphore) -> str:
        async with turn, session.get(base_url + path) as response:
            return (await response.read()).decode()

    async def fetch_all() -> int:
        turn = asyncio.Semaphore(at_once)
        async with aiohttp.ClientSession() as session:
            listed = await asyncio.gather(*(fetch(session, path, turn) for path in lists(pages)))
            items = [path for page in listed for path in _HREF.findall(page)]
            return len(await asyncio.gather(*(fetch(session, path, turn) for path in items)))

    return asyncio.run(fetch_all())


class _Bare(scrapy.Spider):
    """As little as reads a product: regular expressions, no tree."""

    name = "bare"
    base_url: str
    pages: int

    async def start(self) -> AsyncIterator[Any]:
        """The lists."""
        for path in lists(self.pages):
            yield scrapy.Request(self.base_url + path, callback=self.parse)

    def parse(self, response: Response, **_: object) -> Iterator[Any]:
        """The products of a list."""
        for path in _HREF.findall(response.text):
            yield scrapy.Request(urljoin(response.url, path), callback=self.parse_item)

    def parse_item(self, response: Response) -> Iterator[dict[str, object]]:
        """One product."""
        found = _JSON_LD.search(response.text)
        if found:
            product = json.loads(found[1])
            yield {"url": response.url, "name": product["name"], "price": product["offers"]["price"]}


class _Usual(_Bare):
    """As the documentation of Scrapy shows it: selectors."""

    name = "usual"

    def parse(self, response: Response, **_: object) -> Iterator[Any]:
        """The products of a list."""
        for path in response.css("li a::attr(href)").getall():
            yield response.follow(path, callback=self.parse_item)

    def parse_item(self, response: Response) -> Iterator[dict[str, object]]:
        """One product."""
        product = json.loads(response.css('script[type="application/ld+json"]::text').get() or "{}")
        yield {"url": response.url, "name": product["name"], "price": product["offers"]["price"]}


def _scrapy(spider: type[_Bare], **settings: object) -> Work:
    def work(base_url: str, pages: int, at_once: int) -> int:
        same = {
            "CONCURRENT_REQUESTS": at_once,
            "CONCURRENT_REQUESTS_PER_DOMAIN": at_once,
            "DOWNLOAD_DELAY": 0,
            "LOG_ENABLED": False,
        }
        process = CrawlerProcess({**same, **settings})
        crawler = process.create_crawler(spider)
        process.crawl(crawler, base_url=base_url, pages=pages)
        process.start()
        return int(crawler.stats.get_value("item_scraped_count") or 0) if crawler.stats else 0

    return work


class _NoWarc:
    """Takes the place of a WARC file and writes none; the digest of the payload is still made."""

    names: tuple[str, ...] = ()

    def __init__(self, folder: Path, *_: object) -> None:
        self.folder = folder

    def write(self, exchange: Exchange, original: Original | None = None) -> Capture:
        """Only what the ledger notes."""
        return Capture(
            url=exchange.url,
            status=exchange.status,
            media_type="text/html",
            payload_sha256=exchange.payload_sha256,
            payload_bytes=len(exchange.payload),
            captured_at=exchange.arrived_at,
            warc_file="none",
            warc_record_id="none",
            warc_offset=0,
            original=original,
        )

    def close(self) -> None:
        """Nothing is open."""


def _lenswatch(base_url: str, pages: int, at_once: int, reads: Reads = Reads.WHOLE) -> int:
    site = Site.model_validate(
        {
            "name": "shop",
            "platform": "SHOP",
            "base_url": base_url,
            "purpose": "a benchmark",
            "legal_basis": "our own shop",
            "layout": "unverified layout",
            "start": lists(pages),
            "links": {"listing": ["^/item/"]},
            "reads": reads,
        }
    )
    settings = Crawl(
        contact="mail@bench.example",
        delay_seconds=0,
        concurrent_requests=at_once,
        concurrent_requests_per_host=at_once,
    )
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "ledger.sqlite") as store:
        loopback = frozenset({base_url.removeprefix("http://")})
        summary = crawl(site, store, SystemClock(), settings, Path(folder) / "warc", allowed_loopback=loopback)
    return summary.listings_new


def _structured(base_url: str, pages: int, at_once: int) -> int:
    return _lenswatch(base_url, pages, at_once, Reads.STRUCTURED_DATA)


def _without_warc(work: Work) -> Work:
    def without(base_url: str, pages: int, at_once: int) -> int:
        with patch.object(night, "WarcFile", _NoWarc):
            return work(base_url, pages, at_once)

    return without


def _machinery(base_url: str, pages: int, at_once: int) -> int:
    """Our crawl with the reading of the bare spider in the place of ours, and no WARC file."""
    with patch.multiple(reading, extract_with_notes=_bare_listing, links_of=_bare_links, blocked_page=lambda *_: None):
        return _without_warc(_lenswatch)(base_url, pages, at_once)


def _bare_listing(page: Page, *_: object) -> Extraction:
    found = _JSON_LD.search(page.text)
    if not found:
        return Extraction(None)
    product = json.loads(found[1])
    return Extraction(Listing(title=product["name"], price=Decimal(product["offers"]["price"]), url=page.url))


def _bare_links(_: Site, page: Page, *__: object) -> tuple[NewUrl, ...]:
    return tuple(NewUrl(urljoin(page.url, path), priority=20) for path in _HREF.findall(page.text))


def _extraction(base_url: str, pages: int, _: int) -> Callable[[], int]:
    bodies = {f"{base_url}/item/{number}": product_page(number) for number in range(pages)}
    return lambda: sum(extract_listing(Page(url, body)) is not None for url, body in bodies.items())


CONTENDERS: dict[str, Work] = {
    "raw": _raw,
    "bare": _scrapy(_Bare, CONCURRENT_ITEMS=1),
    "usual": _scrapy(_Usual),
    "machinery": _machinery,
    "structured-no-warc": _without_warc(_structured),
    "structured": _structured,
    "no-warc": _without_warc(_lenswatch),
    "whole": _lenswatch,
}


def _import_all() -> None:
    """What Scrapy imports only when a crawl begins."""
    names = [*defaults.EXTENSIONS_BASE, *defaults.SPIDER_MIDDLEWARES_BASE, *defaults.DOWNLOADER_MIDDLEWARES_BASE]
    names += [defaults.DOWNLOAD_HANDLERS_BASE["http"], defaults.SCHEDULER, defaults.DOWNLOADER, defaults.ITEM_PROCESSOR]
    for name in names:
        load_object(name)


def main(name: str, base_url: str, pages: int, at_once: int) -> None:
    """Run one and print what it cost."""
    _import_all()
    alone = _extraction(base_url, pages, at_once) if name == "extraction" else None
    start = time.process_time()
    read = alone() if alone else CONTENDERS[name](base_url, pages, at_once)
    print(json.dumps({"read": read, "cpu_seconds": time.process_time() - start}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
