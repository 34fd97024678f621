"""What stands between Scrapy's engine and the network."""

from http import HTTPStatus
from ipaddress import ip_address
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from lenswatch.spiders.crawling.site_crawl import SiteCrawl
from lenswatch.spiders.crawling.spider import crawl_of, header_pairs
from lenswatch.spiders.evidence.exchange import Exchange
from lenswatch.spiders.fetching.refusals import PrivateAddressError
from lenswatch.spiders.frontier.frontier_url import FrontierUrl
from lenswatch.spiders.web_address import parts_of


class PublicAddressMiddleware:
    """Refuses what is not on the public internet, before a connection is made."""

    def __init__(self, crawl: SiteCrawl) -> None:
        self._crawl = crawl

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawl_of(crawler))

    async def process_request(self, request: Request) -> None:
        """Let a request pass.

        Raises:
            PrivateAddressError: If its host is not public, or its scheme is not http(s).
            UnknownHostError: If its host does not exist.
        """
        parts = parts_of(request.url)
        if parts is None or not self._crawl.site.owns(request.url):
            raise PrivateAddressError(request.url)
        await self._crawl.addresses.of(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))


class WarcMiddleware:
    """Writes every answer to the WARC file before anything judges it. Stands next to the network."""

    def __init__(self, crawl: SiteCrawl) -> None:
        self._crawl = crawl

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawl_of(crawler))

    def process_response(self, request: Request, response: Response) -> Response:
        """Write the exchange and leave its capture with the request.

        Raises:
            StorageError: If the disk is full.
        """
        address = response.ip_address
        exchange = Exchange(
            url=request.url,
            method=request.method,
            request_headers=(("Host", _host(request)), *header_pairs(request)),
            status=response.status,
            response_headers=header_pairs(response),
            payload=response.body,
            arrived_at=self._crawl.clock.now(),
            address=str(ip_address(str(address))) if address is not None else None,
        )
        original = self._crawl.archive.original(_digest_shown(request, exchange))
        request.meta["capture"] = self._crawl.warc.write(exchange, original)
        return response


def _digest_shown(request: Request, exchange: Exchange) -> str | None:
    """Digest of the payload an answer brings or, where it says "not modified", speaks of; None where it has none."""
    if exchange.status != HTTPStatus.NOT_MODIFIED:
        return exchange.payload_sha256 if exchange.payload else None
    source = request.cb_kwargs.get("source")
    return source.payload_sha256 if isinstance(source, FrontierUrl) else None


def _host(request: Request) -> str:
    return request.url.split("://", 1)[1].split("/", 1)[0]
