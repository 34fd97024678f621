"""Scrapy's scheduler over the durable frontier."""

from typing import Self

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler

from lenswatch.core.errors import StorageError
from lenswatch.spiders.crawling.site_crawl import SiteCrawl
from lenswatch.spiders.crawling.spider import SiteSpider
from lenswatch.spiders.frontier.frontier_url import FrontierUrl, NewUrl


class FrontierScheduler(BaseScheduler):
    """Hands out leased URLs.

    What is under way is known to Scrapy's engine, which asks `has_pending_requests` only when nothing is; what
    waits for another try keeps the crawl open as long as its patience says.
    """

    def __init__(self, spider: SiteSpider, at_once: int) -> None:
        self._spider = spider
        self._at_once = at_once
        self._crawl: SiteCrawl = spider.crawl

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the crawl from the spider."""
        if not isinstance(crawler.spider, SiteSpider):
            raise TypeError("this scheduler serves a SiteSpider only")
        return cls(crawler.spider, crawler.settings.getint("CONCURRENT_REQUESTS"))

    def has_pending_requests(self) -> bool:
        """Whether the crawl should stay open."""
        return self._crawl.has_more()

    def enqueue_request(self, request: Request) -> bool:
        """Put a request's address into the frontier; False where it is known already."""
        return self._crawl.frontier.add([NewUrl(request.url)]) > 0

    def next_request(self) -> Request | None:
        """Make a request of the next leased URL, conditional where it was visited before."""
        try:
            url = self._crawl.next_url(self._at_once)
        except StorageError as error:
            self._crawl.abort(error)
            return None
        if url is None:
            return None
        # "Not modified" is no use where the page it speaks of is not in the archive any more.
        conditional = (url.etag or url.last_modified) and self._crawl.archive.original(url.payload_sha256)
        return self._spider.request(url, conditions(url) if conditional else {})


def conditions(url: FrontierUrl) -> dict[str, str]:
    """Headers that let a site answer "not modified" (RFC 9110, 13); a mark that is no plain text is not given back."""
    marks = {"If-None-Match": url.etag, "If-Modified-Since": url.last_modified}
    return {name: mark for name, mark in marks.items() if mark and mark.isascii() and mark.isprintable()}
