"""What was asked and what came back, into the WARC file."""

from dataclasses import dataclass
from http import HTTPStatus

from scrapy import Request

from lenswatch.ledger.captures import Capture
from lenswatch.spiders.crawling.site_crawl import SiteCrawl
from lenswatch.spiders.evidence.exchange import Exchange
from lenswatch.spiders.fetching.received import HeaderLines, Received
from lenswatch.spiders.frontier.frontier_url import FrontierUrl


@dataclass(frozen=True)
class Recorder:
    """Writes every answer of a crawl before anything judges it."""

    crawl: SiteCrawl

    def record(self, request: Request, sent: HeaderLines, received: Received) -> Capture:
        """Write an exchange.

        Args:
            request: What was asked.
            sent: The header lines that went out.
            received: What came back.

        Raises:
            StorageError: If the disk is full.
        """
        exchange = Exchange(
            url=request.url,
            method=request.method,
            request_headers=sent,
            status=received.status,
            response_headers=received.lines,
            payload=received.body,
            arrived_at=self.crawl.clock.now(),
            address=str(received.ip_address) if received.ip_address is not None else None,
        )
        original = self.crawl.archive.original(_digest_shown(request, exchange))
        return self.crawl.warc.write(exchange, original)


def _digest_shown(request: Request, exchange: Exchange) -> str | None:
    """Digest of the payload an answer brings or, where it says "not modified", speaks of; None where it has none."""
    if exchange.status != HTTPStatus.NOT_MODIFIED:
        return exchange.payload_sha256 if exchange.payload else None
    source = request.cb_kwargs.get("source")
    return source.payload_sha256 if isinstance(source, FrontierUrl) else None
