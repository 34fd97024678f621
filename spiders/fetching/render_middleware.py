"""Pages that are drawn by script: a browser draws them, and the crawl fetches what it draws from.

scrapy-playwright lets the browser fetch by itself: what a page's script asks for, and where a redirect leads it, would
pass by robots.txt, delay, size limit, WARC file and the check of addresses, and a name is looked up by the browser
once more. Here the page and each of its parts goes through Scrapy's downloader like any other request, and the browser
is handed the answers.
"""

import asyncio
from http import HTTPStatus
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from lenswatch.core.messages import message
from lenswatch.spiders.crawling.spider import capture_of, crawl_of
from lenswatch.spiders.evidence.drawn import Drawn
from lenswatch.spiders.fetching.browser import Browser
from lenswatch.spiders.fetching.content import ContentError, decoded, too_large
from lenswatch.spiders.fetching.drawing import Drawing, DrawingError
from lenswatch.spiders.fetching.parts import KeptScripts, Parts
from lenswatch.spiders.page import Page
from lenswatch.spiders.reading.answer import Rendering
from lenswatch.spiders.reading.robot_check import blocked_page

_HTML = frozenset({"text/html", "application/xhtml+xml"})


class RenderMiddleware:
    """Draws the pages that ask for it, one at a time."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler, self._crawl = crawler, crawl_of(crawler)
        self._browser = Browser(self._crawl.settings.browser, crawler.settings["USER_AGENT"])
        self._kept = KeptScripts()
        self._turn = asyncio.Lock()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        made = cls(crawler)
        crawler.signals.connect(made.close, signals.spider_closed)
        return made

    async def close(self) -> None:
        """End the browser with the crawl."""
        await self._browser.close()

    async def process_request(self, request: Request) -> None:
        """Let a request pass; where it needs a browser, start one first.

        Raises:
            BrowserMissingError: If there is none: then nothing is asked of the site.
        """
        if request.meta.get("render"):
            async with self._turn:
                await self._browser.start()

    async def process_response(self, request: Request, response: Response) -> Response:
        """The document as drawn, in place of the one received; any answer that is no page stays as it is.

        A robot check is never drawn: a browser might pass it.

        Raises:
            StorageError: If the disk is full.
        """
        html = self._document(response) if request.meta.get("render") else None
        if html is None:
            return response
        parts = Parts(self._crawler, self._kept)
        drawing = Drawing(
            response.url,
            html,
            parts.ask,
            seconds=self._crawl.settings.timeout_seconds,
            longest_seconds=self._crawl.settings.lease_seconds,
        )
        try:
            drawn = await self._drawn(drawing)
        except DrawingError as error:
            request.meta["rendering"] = Rendering(parts=parts.captures, problem=error.problem)
            return response
        if parts.problem is not None:
            request.meta["rendering"] = Rendering(parts=parts.captures, problem=parts.problem, retry=True)
            return response
        received, now = capture_of(request), self._crawl.clock.now()
        request.meta["capture"] = self._crawl.warc.write_drawn(Drawn(received, drawn, self._browser.name, now))
        request.meta["rendering"] = Rendering(parts=(received, *parts.captures), notes=(*drawing.notes, *parts.notes))
        return response.replace(cls=Response, body=drawn, headers={"Content-Type": "text/html; charset=utf-8"})

    async def _drawn(self, drawing: Drawing) -> bytes:
        from playwright.async_api import Error  # noqa: PLC0415 - an extra, not always installed

        try:
            async with self._turn, self._browser.page() as page:
                html = (await drawing.drawn_in(page)).encode("utf-8", "replace")
        except (Error, TimeoutError) as error:
            raise DrawingError(message("its script broke the browser")) from error
        limit = self._crawl.settings.max_page_bytes
        if len(html) > limit:
            raise DrawingError(too_large(limit))
        return html

    def _document(self, response: Response) -> str | None:
        """The text of a page that is to be drawn; None for any other answer, a robot check among them."""
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        if response.status != HTTPStatus.OK or kind.partition(";")[0].strip().lower() not in _HTML:
            return None
        encodings = [value.decode("latin-1") for value in response.headers.getlist("Content-Encoding")]
        try:
            body = decoded(response.body, encodings, self._crawl.settings.max_page_bytes)
        except ContentError:
            return None  # the reading says the same, and counts it
        text = Page(response.url, body, kind).text
        return None if blocked_page(response.status, text) else text
