"""What a page's script asks for, fetched as the crawl fetches everything."""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urljoin

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from lenswatch.core.messages import Message, message
from lenswatch.ledger.captures import Capture
from lenswatch.spiders.crawling.spider import answer_of, crawl_of
from lenswatch.spiders.fetching.content import ContentError, decoded
from lenswatch.spiders.fetching.drawing import Part
from lenswatch.spiders.fetching.failures import reason_of
from lenswatch.spiders.fetching.refusals import RestError, RobotsForbiddenError
from lenswatch.spiders.reading.answer import REDIRECTS

_MOST_REDIRECTS = 5
_KEPT_BYTES = 32 * 1024 * 1024
_PASSED_ON = frozenset({"accept", "x-requested-with"})
_NOT_HANDED_IN = frozenset({"content-encoding", "content-length", "transfer-encoding", "set-cookie", "connection"})
_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


class KeptScripts:
    """Scripts that other pages of the same crawl will ask for again, as a browser keeps them. Bounded."""

    def __init__(self) -> None:
        self._parts: dict[str, Part] = {}
        self._bytes = 0

    def get(self, url: str) -> Part | None:
        """A script that was fetched before."""
        return self._parts.get(url)

    def keep(self, url: str, part: Part) -> None:
        """Keep a script, where it is one and may be kept."""
        kind, control = part.headers.get("content-type", ""), part.headers.get("cache-control", "").lower()
        size = self._bytes + len(part.body)
        if part.status == HTTPStatus.OK and "javascript" in kind and "no-store" not in control and size <= _KEPT_BYTES:
            self._parts[url], self._bytes = part, size


class Parts:
    """The parts of one page: through the downloader, and so past robots.txt, delay, address check and WARC file.

    Args:
        crawler: The crawl.
        kept: Scripts of its earlier pages.
    """

    def __init__(self, crawler: Crawler, kept: KeptScripts) -> None:
        self._crawler, self._crawl, self._kept = crawler, crawl_of(crawler), kept
        self._notes: dict[str, Message] = {}
        self.captures: tuple[Capture, ...] = ()
        """Where the parts lie in the WARC file."""
        self.problem: Message | None = None
        """The site asked for a rest while the page was being drawn, or the crawl came to rest."""

    @property
    def notes(self) -> tuple[Message, ...]:
        """What could not be had, each reason once."""
        return tuple(self._notes.values())

    async def ask(self, url: str, headers: Mapping[str, str]) -> Part | None:
        """A part by its address; None where it is off the site, forbidden, broken or too large."""
        if (known := self._kept.get(url)) is not None:
            return known
        passed = {name: value for name, value in headers.items() if name.lower() in _PASSED_ON}
        target = url
        for _ in range(_MOST_REDIRECTS + 1):
            if not self._crawl.site.owns(target):
                return None
            response = await self._download(target, passed)
            if response is None:
                return None
            location = response.headers.get("Location")
            if response.status not in REDIRECTS or not location:
                return self._part(url, response)
            try:
                target = urljoin(target, location.decode("latin-1").strip())
            except ValueError:
                return None
        return None

    async def _download(self, url: str, headers: Mapping[str, str]) -> Response | None:
        request = Request(url, headers=dict(headers), callback=NO_CALLBACK, dont_filter=True)
        try:
            response = await self._crawler.engine.download_async(request)
        except RobotsForbiddenError:
            self._note(message("robots.txt forbids a part of the page that its script asks for"))
            return None
        except RestError:
            self.problem = message("the crawl came to rest while the page was being drawn")
            return None
        except Exception as error:  # noqa: BLE001 - what is none of the network's ends the crawl: a full disk, a bug
            reason = reason_of(error, self._crawl.settings)
            if reason is None:
                self._crawl.abort(error)
            else:
                self._note(message("a part of the page could not be had: {reason}", reason=reason))
            return None
        answer = answer_of(response)
        self.captures = (*self.captures, answer.capture)
        if response.status in _BUSY:
            self.problem = message("the site answered {status}", status=response.status)
            if (until := answer.retry_after()) is not None:
                self._crawl.pause_until(until)
        return response

    def _part(self, url: str, response: Response) -> Part | None:
        encodings = [value.decode("latin-1") for value in response.headers.getlist("Content-Encoding")]
        try:
            body = decoded(response.body, encodings, self._crawl.settings.max_page_bytes)
        except ContentError as error:
            self._note(message("a part of the page could not be had: {reason}", reason=error.problem))
            return None
        headers = {
            name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
            for name, values in response.headers.items()
        }
        part = Part(
            response.status, {name: value for name, value in headers.items() if name not in _NOT_HANDED_IN}, body
        )
        self._kept.keep(url, part)
        return part

    def _note(self, text: Message) -> None:
        self._notes[str(text)] = text
