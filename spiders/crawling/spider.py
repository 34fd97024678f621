"""The one spider: it turns each answer, and each failure, into exactly one PageResult."""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from typing import Any, Self

import scrapy
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from lenswatch.core.errors import StorageError
from lenswatch.ledger.captures import Capture
from lenswatch.spiders.crawling.site_crawl import SiteCrawl
from lenswatch.spiders.fetching.failures import outcome_of
from lenswatch.spiders.fetching.received import header_lines
from lenswatch.spiders.fetching.refusals import RestError
from lenswatch.spiders.frontier.frontier_url import FrontierUrl, Kind
from lenswatch.spiders.reading.answer import Answer, Rendering
from lenswatch.spiders.reading.page_result import PageResult
from lenswatch.spiders.reading.reading import Reader


class SiteSpider(scrapy.Spider):
    """Crawls the site of a SiteCrawl; what to visit comes from the frontier alone."""

    name = "lenswatch"

    def __init__(self, *, crawl: SiteCrawl, **kwargs: Any) -> None:  # noqa: ANN401 - Scrapy's signature
        super().__init__(**kwargs)
        self.crawl = crawl
        self._reader = Reader(crawl.site, crawl.settings.max_page_bytes)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ANN401 - Scrapy's signature
        """Listen for errors that no page is to blame for: they end the crawl and are raised again."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.on_error, signals.spider_error)
        crawler.signals.connect(spider.on_error, signals.item_error)
        return spider

    def on_error(self, failure: Failure) -> None:
        """A bug of ours, or a full disk."""
        self.crawl.abort(failure.value or RuntimeError("the crawl failed without a reason"))

    async def start(self) -> AsyncIterator[Any]:
        """Begin with nothing: the frontier is filled before the crawl starts."""
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    def request(self, url: FrontierUrl, headers: Mapping[str, str]) -> Request:
        """The request for a leased URL.

        A page drawn by script is asked for without conditions: its frame may be as before while its content is not.
        """
        render = url.kind is Kind.PAGE and self.crawl.site.renders(url.address)
        return Request(
            url.address,
            headers={} if render else dict(headers),
            meta={"render": render, "verbatim_url": True},  # it was made safe when it was found
            callback=self.read,
            errback=self.read_failure,
            cb_kwargs={"source": url},
            dont_filter=True,
        )

    def read(self, response: Response, source: FrontierUrl) -> Iterator[PageResult]:
        """What an answer brought."""
        answer = answer_of(response)
        result, rendering = self._reader.read(source, answer), answer.rendering
        drawn = rendering.parts or rendering.notes
        yield replace(result, parts=rendering.parts, notes=(*result.notes, *rendering.notes)) if drawn else result

    def read_failure(self, failure: Failure) -> Iterator[PageResult]:
        """What became of a visit without an answer."""
        source: FrontierUrl = failure.request.cb_kwargs["source"]  # type: ignore[attr-defined]  # set by Scrapy
        if isinstance(failure.value, StorageError):
            self.crawl.abort(failure.value)
            return
        if isinstance(failure.value, RestError):
            self.crawl.settled(source)  # it was not asked for; its lease is given back at the end
            return
        yield outcome_of(failure.value or RuntimeError("no reason"), source, self.crawl.settings)


def crawl_of(crawler: Crawler) -> SiteCrawl:
    """The crawl a Scrapy component works for."""
    if not isinstance(crawler.spider, SiteSpider):
        raise TypeError("this component serves a SiteSpider only")
    return crawler.spider.crawl


def answer_of(response: Response) -> Answer:
    """Scrapy's response as the reading takes it; its capture was left in the request by a middleware."""
    if response.request is None:
        raise TypeError("an answer to no request")
    rendering = response.meta.get("rendering") or Rendering()
    return Answer(
        response.url, response.status, header_lines(response), response.body, capture_of(response.request), rendering
    )


def capture_of(request: Request) -> Capture:
    """Where the answer to a request lies in the WARC file."""
    capture = request.meta["capture"]
    if not isinstance(capture, Capture):
        raise TypeError("an answer was not written to the WARC file")
    return capture
