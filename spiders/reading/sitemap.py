"""Sitemaps (sitemaps.org): which of their addresses are worth a visit."""

import re
from collections.abc import Iterator

from lxml.etree import XMLSyntaxError
from scrapy.utils.sitemap import Sitemap

from lenswatch.spiders.frontier.frontier_url import FOLLOW_PRIORITY, LISTING_PRIORITY, NewUrl
from lenswatch.spiders.page import Page
from lenswatch.spiders.site.site import Role, Site

GZIP = b"\x1f\x8b"
"""How a packed sitemap begins."""
_MOST = 50_000
"""Entries a sitemap may have, says the protocol."""
_ROOT = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")
_HEAD = 2048


def is_sitemap(page: Page) -> bool:
    """Whether a page is a sitemap or an index of them."""
    return _ROOT.search(page.body[:_HEAD]) is not None


def sitemap_links(site: Site, page: Page) -> tuple[NewUrl, ...]:
    """Of an index, the sitemaps on the site's hosts; of a sitemap, the addresses that a link pattern meets.

    A sitemap shows nothing to shoppers: the links carry no surface, and no sighting comes of them.
    """
    found: dict[str | None, NewUrl] = {}
    for link in _links(site, page):
        found.setdefault(site.canonical(link.address), link)
    return tuple(found.values())


def _links(site: Site, page: Page) -> Iterator[NewUrl]:
    is_index, addresses = _read(page.body)
    for address in addresses:
        if is_index and site.owns(address):
            yield NewUrl(address, priority=FOLLOW_PRIORITY, found_on=page.url)
        elif not is_index and (role := site.role_of(address)) is not None:
            priority = LISTING_PRIORITY if role is Role.LISTING else FOLLOW_PRIORITY
            yield NewUrl(address, priority=priority, found_on=page.url)


def _read(body: bytes) -> tuple[bool, list[str]]:
    """Whether it is an index, and its addresses; what comes behind a break of the XML is left out."""
    addresses: list[str] = []
    is_index = False
    try:
        sitemap = Sitemap(body)
        is_index = sitemap.type == "sitemapindex"
        for entry in sitemap:
            addresses.append(str(entry["loc"]))
            if len(addresses) >= _MOST:
                break
    except XMLSyntaxError:
        return is_index, addresses
    return is_index, addresses
