"""One page while its own script draws it, and the bounds it is held to."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lenswatch.core.messages import Message, message

if TYPE_CHECKING:
    from playwright.async_api import Page as BrowserPage
    from playwright.async_api import Request as BrowserRequest
    from playwright.async_api import Route

MOST_PARTS = 100
"""Scripts and data one page may ask for; what it asks for beyond is refused."""
_QUIET_SECONDS = 0.5
"""A page that asks for nothing for so long has drawn itself."""
_READING_SECONDS = 10
"""The finished document must be had within this."""
_WANTED = frozenset({"script", "xhr", "fetch"})
_HTML = {"content-type": "text/html; charset=utf-8"}


@dataclass(frozen=True)
class Part:
    """A script or data a page asked for."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    """After Content-Encoding."""


Ask = Callable[[str, Mapping[str, str]], Awaitable[Part | None]]
"""Asks the site for a part by address and request headers; None where it may not or cannot be had."""


class DrawingError(Exception):
    """A page that could not be drawn."""

    def __init__(self, problem: Message) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Drawing:
    """Draws one page.

    Only GET requests for scripts and data are let through, and they are made by `ask`, not by the browser. Styles
    are answered with an empty sheet, because some scripts wait for theirs; pictures, fonts, media, frames and all
    else are refused. The page stays where it is: going elsewhere brings nothing.

    Args:
        url: Address of the page.
        html: Its document as the site sent it.
        ask: Asks for a part.
        seconds: Time the page may take by itself; waiting for its parts, which are asked for politely, is not counted.
        longest_seconds: Time it may take with all that.
    """

    def __init__(self, url: str, html: str, ask: Ask, *, seconds: float, longest_seconds: float) -> None:
        self._url, self._html, self._ask = url, html, ask
        self._seconds, self._longest = seconds, longest_seconds
        self._asked = self._pending = self._documents = 0
        self._begun = self._crashed = self._left = False
        self._idle = asyncio.Event()
        self._idle.set()
        self.notes: list[Message] = []

    async def drawn_in(self, page: "BrowserPage") -> str:
        """The finished document.

        Raises:
            DrawingError: If the page broke the browser, kept it busy without end, or replaced itself.
        """
        from playwright.async_api import Error  # noqa: PLC0415 - an extra, not always installed

        page.on("domcontentloaded", self._loaded)
        page.on("crash", self._crash)
        try:
            await page.context.route("**/*", self._answer)
            await page.goto(self._url, wait_until="commit", timeout=self._seconds * 1000)
            await self._come_to_rest()
            async with asyncio.timeout(min(self._seconds, _READING_SECONDS)):
                html = await page.content()
        except TimeoutError as error:
            raise DrawingError(message("its script kept the browser busy without end")) from error
        except Error as error:
            raise DrawingError(message("its script broke the browser")) from error
        if self._documents > 1 or not page.url.startswith("http"):
            raise DrawingError(message("its script replaced the page by another"))
        return html

    async def _come_to_rest(self) -> None:
        try:
            async with asyncio.timeout(self._longest):
                rested = await self._rested()
        except TimeoutError:
            rested = False
        if not rested:
            self.notes.append(message("the page had not finished when it was read; it was taken as it stood"))
        if self._left:
            self.notes.append(message("its script tried to leave the page, and was kept on it"))
        if self._asked > MOST_PARTS:
            self.notes.append(
                message("its script asked for more than {most} parts; the rest was refused", most=MOST_PARTS)
            )

    async def _rested(self) -> bool:
        own = 0.0
        while own < self._seconds:
            await self._idle.wait()
            before = self._asked
            await asyncio.sleep(_QUIET_SECONDS)
            own += _QUIET_SECONDS
            if self._crashed:
                raise DrawingError(message("its script broke the browser"))
            capped = before > MOST_PARTS  # a page that asks for ever is not waited for once its share is used up
            if self._documents and not self._pending and (self._asked == before or capped):
                return True
        return False

    async def _answer(self, route: "Route") -> None:
        from playwright.async_api import Error  # noqa: PLC0415 - an extra, not always installed

        with suppress(Error):  # the page may be gone before its answer comes
            request = route.request
            if request.is_navigation_request():
                await self._navigate(route, request)
            elif request.resource_type == "stylesheet":
                await route.fulfill(status=200, content_type="text/css", body="")
            elif part := await self._part(request):
                await route.fulfill(status=part.status, headers=dict(part.headers), body=part.body)
            else:
                await route.abort()

    async def _navigate(self, route: "Route", request: "BrowserRequest") -> None:
        first, self._begun = not self._begun, True
        if first:
            await route.fulfill(status=200, headers=_HTML, body=self._html)
            return
        await route.fulfill(status=204)  # "no content": a browser then stays where it is
        self._left = self._left or request.frame.parent_frame is None

    async def _part(self, request: "BrowserRequest") -> Part | None:
        if request.resource_type not in _WANTED or request.method != "GET":
            return None
        self._asked += 1
        if self._asked > MOST_PARTS:
            return None
        self._pending += 1
        self._idle.clear()
        try:
            return await self._ask(request.url, request.headers)
        finally:
            self._pending -= 1
            if not self._pending:
                self._idle.set()

    def _loaded(self, _: object) -> None:
        self._documents += 1

    def _crash(self, _: object) -> None:
        self._crashed = True
