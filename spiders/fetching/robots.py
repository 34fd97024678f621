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
from lenswatch.spiders.monitoring.impact import RobotsState
from lenswatch.spiders.reading.answer import PAUSING, REDIRECTS, pause_until

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
        return task.result() if task.done() else await asyncio.shield(task)

    async def _fetched(self, origin: str) -> Protego:
        try:
            return await self._asked(origin)
        except RobotsUnavailableError:
            self._note(origin, RobotsState.UNAVAILABLE)
            raise

    async def _asked(self, origin: str) -> Protego:
        url = f"{origin}/robots.txt"
        for _ in range(_MOST_REDIRECTS + 1):
            response = await self._download(url)
            location = response.headers.get("Location")
            if response.status not in REDIRECTS or not location:
                return self._parsed(origin, response)
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

    def _parsed(self, origin: str, response: Response) -> Protego:
        if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR or response.status == HTTPStatus.TOO_MANY_REQUESTS:
            value = response.headers.get("Retry-After") if response.status in PAUSING else None
            pause = pause_until(value.decode("latin-1"), self._crawl.clock.now()) if value else None
            raise RobotsUnavailableError(message("the site answered {status}", status=response.status), pause)
        if response.status >= HTTPStatus.BAD_REQUEST:
            self._note(origin, RobotsState.NONE)
            return Protego.parse("")
        encodings = [value.decode("latin-1") for value in response.headers.getlist("Content-Encoding")]
        try:
            body = decoded(response.body, encodings, self._crawl.settings.max_page_bytes)
        except ContentError as error:
            raise RobotsUnavailableError(error.problem) from error
        rules = Protego.parse(body[:_READ_BYTES].decode("utf-8", "replace"))
        delay = rules.crawl_delay(PRODUCT)
        self._note(origin, RobotsState.READ, delay)
        self._slow_down(delay)
        return rules

    def _note(self, origin: str, state: RobotsState, delay: float | None = None) -> None:
        self._crawl.manners.robots(urlsplit(origin).hostname or "", state, delay)

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
