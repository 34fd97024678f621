"""robots.txt (RFC 9309), with Crawl-delay, which Scrapy's own middleware ignores."""

import asyncio
from http import HTTPStatus
from typing import Self
from urllib.parse import urljoin, urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from lenswatch.core.messages import message
from lenswatch.spiders.crawling.spider import crawl_of
from lenswatch.spiders.fetching.content import ContentError, decoded
from lenswatch.spiders.fetching.failures import reason_of
from lenswatch.spiders.fetching.refusals import PrivateAddressError, RobotsForbiddenError, RobotsUnavailableError
from lenswatch.spiders.reading.answer import REDIRECTS

PRODUCT = "lenswatch"
"""The name robots.txt may address us by."""
_MOST_REDIRECTS = 5
_READ_BYTES = 512 * 1024


class RobotsMiddleware:
    """Asks each origin's robots.txt once per crawl, before its first page."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._crawl = crawl_of(crawler)
        self._rules: dict[str, asyncio.Task[Protego]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let a request pass.

        Raises:
            RobotsForbiddenError: If robots.txt forbids its address.
            RobotsUnavailableError: If robots.txt could not be had.
        """
        if "robots" in request.meta:
            return
        rules = await self._rules_of(request.url)
        if not rules.can_fetch(request.url, PRODUCT):
            raise RobotsForbiddenError(request.url)

    async def _rules_of(self, url: str) -> Protego:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        task = self._rules.get(origin)
        if task is None or (task.done() and task.exception() is not None):  # a failure may have passed: ask again
            task = self._rules[origin] = asyncio.get_running_loop().create_task(self._fetched(origin))
        return await asyncio.shield(task)

    async def _fetched(self, origin: str) -> Protego:
        url = f"{origin}/robots.txt"
        for _ in range(_MOST_REDIRECTS + 1):
            response = await self._download(url)
            location = response.headers.get("Location")
            if response.status not in REDIRECTS or not location:
                return self._parsed(response)
            url = urljoin(url, location.decode("latin-1"))
            if not self._crawl.site.owns(url):
                raise RobotsUnavailableError(message("it is redirected off the site"))
        raise RobotsUnavailableError(message("it is redirected too often"))

    async def _download(self, url: str) -> Response:
        request = Request(url, meta={"robots": True}, callback=NO_CALLBACK, dont_filter=True)
        try:
            return await self._crawler.engine.download_async(request)
        except PrivateAddressError:
            raise
        except Exception as error:
            reason = reason_of(error, self._crawl.settings)
            if reason is None:
                raise
            raise RobotsUnavailableError(reason) from error

    def _parsed(self, response: Response) -> Protego:
        if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR or response.status == HTTPStatus.TOO_MANY_REQUESTS:
            raise RobotsUnavailableError(message("the site answered {status}", status=response.status))
        if response.status >= HTTPStatus.BAD_REQUEST:
            return Protego.parse("")
        encodings = [value.decode("latin-1") for value in response.headers.getlist("Content-Encoding")]
        try:
            body = decoded(response.body, encodings, self._crawl.settings.max_page_bytes)
        except ContentError as error:
            raise RobotsUnavailableError(error.problem) from error
        rules = Protego.parse(body[:_READ_BYTES].decode("utf-8", "replace"))
        self._slow_down(rules.crawl_delay(PRODUCT))
        return rules

    def _slow_down(self, delay: float | None) -> None:
        if not delay:
            return
        throttle = self._crawler.get_extension(AutoThrottle)
        if throttle is None:
            raise RuntimeError("a crawl without AutoThrottle")
        throttle.mindelay = max(throttle.mindelay, delay)  # the floor of every host: hosts of one site are one machine
        throttle.maxdelay = max(throttle.maxdelay, delay)
        for slot in self._crawler.engine.downloader.slots.values():
            slot.delay = max(slot.delay, delay)
