"""The last step before the network: every request of a crawl passes here, whoever asked for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv6Address, ip_address
from time import monotonic

import aiohttp
from aiohttp.connector import Connection
from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.http import Response
from yarl import URL

from lenswatch.spiders.crawling.spider import crawl_of
from lenswatch.spiders.fetching.public_address import PublicResolver
from lenswatch.spiders.fetching.received import HeaderLines, Received, header_lines
from lenswatch.spiders.fetching.recording import Recorder
from lenswatch.spiders.fetching.refusals import InsecureError, PrivateAddressError
from lenswatch.spiders.reading.answer import PAUSING, pause_until
from lenswatch.spiders.web_address import parts_of

_MOST_LINE_BYTES = 64 * 1024
"""Of a status line or a header: some sites send policies of 20 kB. aiohttp takes 128 headers."""
_OURS_ALONE = ("Accept", "Accept-Encoding", "Content-Type", "User-Agent")
"""What aiohttp would add, and the request records of the WARC file would not know of."""


class MannerlyHandler(BaseDownloadHandler):
    """Lets a request out only where address and manners allow it, counts what went out and came back, and records it.

    A downloader middleware would be too early: after it a request may wait a long time for its turn. The fetching is
    aiohttp's, which reads an answer in C: no cookies, no redirects, nothing unpacked, no second try of its own, and no
    host that was not checked.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._crawl, settings = crawl_of(crawler), crawler.settings
        self._recorder = Recorder(self._crawl)
        self._most = settings.getint("DOWNLOAD_MAXSIZE")
        self._always = (*settings.getdict("DEFAULT_REQUEST_HEADERS").items(), ("User-Agent", settings["USER_AGENT"]))
        connections = aiohttp.TCPConnector(
            resolver=PublicResolver(self._crawl.addresses),
            use_dns_cache=False,  # the resolver keeps what was checked for as long as the crawl lasts
            limit=settings.getint("CONCURRENT_REQUESTS"),
            limit_per_host=settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"),
        )
        self._session = aiohttp.ClientSession(
            connector=connections,
            response_class=_Answer,
            timeout=aiohttp.ClientTimeout(total=settings.getfloat("DOWNLOAD_TIMEOUT")),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            skip_auto_headers=_OURS_ALONE,
            max_line_size=_MOST_LINE_BYTES,
            max_field_size=_MOST_LINE_BYTES,
        )
        self._session._retry_connection = False  # noqa: SLF001 - no setting; a second request would not be counted

    async def close(self) -> None:
        """Close the connections, with the crawl."""
        await self._session.close()

    async def download_request(self, request: Request) -> Response:
        """Fetch; where the answer lies in the WARC file is left with the request.

        Raises:
            PrivateAddressError: If its host is none of the site's or not public, or its scheme is not http(s).
            UnknownHostError: If its host does not exist.
            RestError: If nothing more may go out to this host now.
            DownloadFailedError: If no whole answer came; or its kin of scrapy.exceptions.
            StorageError: If the disk is full.
        """
        parts = parts_of(request.url)
        if parts is None or parts.hostname is None or not self._crawl.site.owns(request.url):
            raise PrivateAddressError(request.url)
        await self._crawl.addresses.of(parts.hostname, parts.port or (443 if parts.scheme == "https" else 80))
        asked = self._crawl.manners.asking(parts.hostname)
        sent = (("Host", parts.netloc), *self._headers(request))
        with _scrapy_errors(request.url):
            received = await self._fetched(request, sent)
        self._crawl.manners.answered(asked, received.status, len(received.body), _pause(received))
        request.meta["capture"] = self._recorder.record(request, sent, received)
        return received

    def _headers(self, request: Request) -> HeaderLines:
        own = header_lines(request)
        named = {name.lower() for name, _ in own}
        return (*own, *((name, value) for name, value in self._always if name.lower() not in named))

    async def _fetched(self, request: Request, headers: HeaderLines) -> Received:
        began = monotonic()
        url = URL(request.url, encoded=True)
        async with self._session.request(request.method, url, headers=headers, allow_redirects=False) as answer:
            request.meta["download_latency"] = monotonic() - began  # AutoThrottle's measure
            received = Received(
                request.url,
                status=answer.status,
                headers=answer.raw_headers,
                body=await self._body(answer),
                ip_address=answer.address if isinstance(answer, _Answer) else None,
            )
        received.lines = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.raw_headers)
        return received

    async def _body(self, answer: aiohttp.ClientResponse) -> bytes:
        """The payload as sent; given up once it is larger than allowed.

        Raises:
            DownloadCancelledError: If it is.
        """
        body, announced = bytearray(), answer.content_length or 0
        while max(len(body), announced) <= self._most:
            packet = await answer.content.readany()
            if not packet:
                return bytes(body)
            body += packet
        raise DownloadCancelledError(f"larger than {self._most} bytes")


class _Answer(aiohttp.ClientResponse):
    """Keeps the address it came from, which a short answer has lost when it is handed out."""

    address: IPv4Address | IPv6Address | None = None

    async def start(self, connection: Connection) -> aiohttp.ClientResponse:
        """Read the head."""
        peer = connection.transport and connection.transport.get_extra_info("peername")
        self.address = ip_address(peer[0]) if peer else None
        return await super().start(connection)


@contextmanager
def _scrapy_errors(url: str) -> Iterator[None]:
    """Raise aiohttp's errors as those of Scrapy's own handlers."""
    try:
        yield
    except TimeoutError as error:
        raise DownloadTimeoutError(url) from error
    except aiohttp.ClientSSLError as error:
        raise InsecureError(str(error)) from error
    except aiohttp.ClientConnectorError as error:
        raise DownloadConnectionRefusedError(str(error)) from error
    except (aiohttp.ClientError, OSError) as error:
        raise DownloadFailedError(str(error)) from error


def _pause(response: Response) -> float | None:
    """The rest an answer asks for, in seconds."""
    value = response.headers.get("Retry-After")
    if response.status not in PAUSING or not value:
        return None
    now = datetime.now(UTC)
    until = pause_until(value.decode("latin-1"), now)
    return max(0.0, (until - now).total_seconds()) if until else None
