"""The system's Chromium, driven by Playwright. It is given every byte by us and reaches no network itself."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING

from lenswatch.core.messages import Message, message
from lenswatch.spiders.fetching.refusals import BrowserMissingError

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium
    from playwright.async_api import Page as BrowserPage
    from playwright.async_api import Playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_START_SECONDS = 30
_CLOSE_SECONDS = 5
_ARGUMENTS = (
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--max-old-space-size=512",
    # No name leads anywhere, no address is connected to but through a proxy that does not exist, WebRTC included:
    # what a page may have is asked for by the crawl itself and handed in.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://nowhere.invalid:1",
    "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
)


def browser_path(wanted: str) -> str | None:
    """The Chromium to use: the one wanted, else the first on the search path; None where there is none."""
    return next((path for name in ([wanted] if wanted else _NAMES) if (path := shutil.which(name))), None)


def missing_browser(wanted: str) -> Message | None:
    """Why no page can be drawn on this machine; None where it can.

    Args:
        wanted: The setting crawl.browser.
    """
    if find_spec("playwright") is None or (browser_path(wanted) is None and not wanted):
        return message("it needs a browser: pip install 'lenswatch[render]' and a Chromium")
    if browser_path(wanted) is None:
        return message("it needs a browser, and {path}, which the setting crawl.browser names, is none", path=wanted)
    return None


class Browser:
    """One Chromium for one site's crawl: started when first needed, and anew after it broke down.

    Args:
        wanted: The setting crawl.browser.
        user_agent: What its scripts are told they run in.
    """

    def __init__(self, wanted: str, user_agent: str) -> None:
        self._wanted, self._user_agent = wanted, user_agent
        self._missing = missing_browser(wanted)
        self._driver: Playwright | None = None
        self._chromium: Chromium | None = None

    @property
    def name(self) -> str:
        """Name and version of the browser that runs."""
        return f"Chromium/{self._chromium.version}" if self._chromium else "Chromium"

    async def start(self) -> "Chromium":
        """Start it unless it runs. One that could not be started is not tried again in this crawl.

        Raises:
            BrowserMissingError: If there is none, or it does not start; says why.
        """
        if self._missing is not None:
            raise BrowserMissingError(self._missing)
        if self._chromium is not None and self._chromium.is_connected():
            return self._chromium
        from playwright.async_api import Error, async_playwright  # noqa: PLC0415 - an extra, not always installed

        await self.close()
        try:
            self._driver = await async_playwright().start()
            self._chromium = await self._driver.chromium.launch(
                executable_path=browser_path(self._wanted),
                args=_ARGUMENTS,
                chromium_sandbox=not _is_root(),
                headless=True,
                timeout=_START_SECONDS * 1000,
            )
        except (Error, OSError) as error:
            reason = next(iter(str(error).splitlines()), type(error).__name__)
            self._missing = message("it needs a browser, and the one here does not start: {reason}", reason=reason)
            await self.close()
            raise BrowserMissingError(self._missing) from error
        return self._chromium

    @asynccontextmanager
    async def page(self) -> AsyncIterator["BrowserPage"]:
        """A page that knows nothing of any other. If the block ends in an error, the browser is given up.

        Raises:
            BrowserMissingError: If there is no browser.
        """
        chromium = await self.start()
        try:
            async with asyncio.timeout(_START_SECONDS):
                context = await chromium.new_context(
                    user_agent=self._user_agent, service_workers="block", accept_downloads=False
                )
                page = await context.new_page()
            yield page
            async with asyncio.timeout(_CLOSE_SECONDS):
                await context.unroute_all(behavior="ignoreErrors")
                await context.close()
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """End it, whatever state it is in: without its driver it is killed."""
        chromium, driver = self._chromium, self._driver
        self._chromium = self._driver = None
        async with AsyncExitStack() as ending:
            if driver is not None:
                ending.push_async_callback(_ended, driver.stop())
            if chromium is not None:
                ending.push_async_callback(_ended, chromium.close())


async def _ended(closing: "asyncio.Future[None] | object") -> None:
    with suppress(Exception):  # it is being given up: how it complains does not matter
        await asyncio.wait_for(closing, _CLOSE_SECONDS)  # type: ignore[arg-type]


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
