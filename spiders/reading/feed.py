"""A site's JSON feed: one page of it to listings and the next page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

import jmespath
from jmespath.exceptions import JMESPathError

from lenswatch.core.listing import Listing
from lenswatch.core.messages import Message, message
from lenswatch.core.sighting import Sighting, Surface
from lenswatch.spiders.extraction.assemble import assemble
from lenswatch.spiders.extraction.converting import Setting, converted
from lenswatch.spiders.extraction.findings import Findings, Found
from lenswatch.spiders.extraction.locality import locality_of
from lenswatch.spiders.extraction.page_json import json_of
from lenswatch.spiders.extraction.schema_values import absolute, text
from lenswatch.spiders.extraction.tolerant_json import Json
from lenswatch.spiders.frontier.frontier_url import NewUrl
from lenswatch.spiders.page import Page
from lenswatch.spiders.reading.feed_values import in_major_units, pairs_of
from lenswatch.spiders.site.site import Site
from lenswatch.spiders.site.starts import Api

_MOST = 10_000
"""Items of one page that are read."""
_PRICES = frozenset({"price", "regular_price"})


@dataclass(frozen=True)
class FeedPage:
    """What one page of a feed holds."""

    listings: tuple[Listing, ...]
    links: tuple[NewUrl, ...]
    """The next page, if there is one."""
    problems: tuple[Message, ...]
    """Items that could not be read."""


def read_feed_page(site: Site, page: Page, *, depth: int) -> FeedPage | None:
    """Read one page of the feed; None where the site has no feed or the page holds no list of items.

    Args:
        site: Says where the items and their fields are.
        page: What the feed answered.
        depth: How many pages of the feed led here, from 1.
    """
    value = json_of(page) if site.api else None
    if site.api is None or value is None:
        return None
    items = _at(site.api.items, value)
    if not isinstance(items, list):
        return None
    reader = _Items(site, site.api, page)
    listings, problems = [], []
    for rank, item in enumerate(items[:_MOST], start=1):
        listing = reader.listing(item, rank)
        if isinstance(listing, Listing):
            listings.append(listing)
        else:
            problems.append(listing)
    following = _next(site, site.api, page, value, depth) if items else ()
    return FeedPage(tuple(listings), tuple(following), tuple(problems))


@dataclass(frozen=True)
class _Items:
    site: Site
    api: Api
    page: Page

    def listing(self, item: Json, rank: int) -> Listing | Message:
        """The listing of one item, or why there is none."""
        findings = Findings()
        locality = locality_of(self.page.url, self.site.language)
        for field, path in sorted(self.api.fields.items(), key=lambda pair: pair[0] != "currency"):  # it settles prices
            raw = _at(path, item)
            if field == "url" or raw is None:
                continue
            currency = findings.currency.value if findings.currency else self.site.currency
            setting = Setting(self.page.url, locality, currency)
            value = pairs_of(raw) if field == "attributes" else converted(field, _list(raw), setting)
            if self.api.minor_units and field in _PRICES:
                value = in_major_units(value, currency)
            if value is not None:
                change = {field: Found(value, f"site:{self.site.name}:api:{path}")}
                findings = replace(findings, **change)  # type: ignore[arg-type]  # names and types are those of Findings
        listing = assemble(findings, self.page)
        address = absolute(text(_at(self.api.fields["url"], item)), self.page.url) if "url" in self.api.fields else None
        if listing is None or (listing.id is None and address is None):
            return message("an item of the feed has no title, or neither id nor url")
        return listing.model_copy(update={"url": address, "seen": (self._sighting(rank),)})

    def _sighting(self, rank: int) -> Sighting:
        place = self.site.feed_address.place(self.page.url) if self.site.feed_address else None
        number = place.page if place and self.api.next is None else None
        return Sighting(page_url=self.page.url, surface=Surface.FEED, page=number, rank=rank)


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


def _next(site: Site, api: Api, page: Page, value: Json, depth: int) -> Iterator[NewUrl]:
    address = site.feed_address
    if api.next is not None:
        target = _at(api.next, value)
        if isinstance(target, str) and target and depth < api.last_page:
            url = urljoin(page.url, target)
            if site.owns(url):
                yield NewUrl(url, priority=-depth, found_on=page.url)
    elif address is not None and (place := address.place(page.url)) is not None:
        following = address.filled(place.page + 1)
        if place.page < api.last_page and following != address.filled(place.page):
            yield NewUrl(following, priority=-place.page, found_on=page.url)


def _at(path: str, value: Json) -> Json:
    try:
        found: Json = jmespath.search(path, value)
    except JMESPathError:  # a function met a value of another kind: to the feed's reader the place is empty
        return None
    return found
