"""The last step before the network: every request of a crawl passes here, whoever asked for it."""

from datetime import UTC, datetime

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from lenswatch.spiders.crawling.spider import crawl_of
from lenswatch.spiders.fetching.bounded_head import BoundedHeadFactory
from lenswatch.spiders.reading.answer import PAUSING, pause_until


class MannerlyHandler(HTTP11DownloadHandler):
    """Lets a request out only where the crawl's manners allow it, and counts what went out and came back.

    A downloader middleware would be too early: after it a request may wait a long time for its turn.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._manners = crawl_of(crawler).manners
        self._pool.retryAutomatically = False  # such a second request would be neither spaced nor counted
        self._pool._factory = BoundedHeadFactory  # noqa: SLF001 - Scrapy sets it the same way; there is no setting

    async def download_request(self, request: Request) -> Response:
        """Fetch.

        Raises:
            RestError: If nothing more may go out to this host now.
        """
        host = urlparse_cached(request).hostname or ""
        asked = self._manners.asking(host)
        response = await super().download_request(request)
        self._manners.answered(asked, response.status, len(response.body), _pause(response))
        return response


def _pause(response: Response) -> float | None:
    """The rest an answer asks for, in seconds."""
    value = response.headers.get("Retry-After")
    if response.status not in PAUSING or not value:
        return None
    now = datetime.now(UTC)
    until = pause_until(value.decode("latin-1"), now)
    return max(0.0, (until - now).total_seconds()) if until else None
