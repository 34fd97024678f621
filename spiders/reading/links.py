"""Which links of a page are worth a visit, and where on the platform they were shown."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import parse_qsl, urljoin, urlsplit

from selectolax.lexbor import LexborNode

from lenswatch.core.listing import Listing
from lenswatch.core.sighting import Sighting, Surface
from lenswatch.spiders.extraction.paid_marks import advertised, card_of
from lenswatch.spiders.frontier.frontier_url import (
    FOLLOW_PRIORITY,
    IMAGE_PRIORITY,
    LISTING_PRIORITY,
    FrontierUrl,
    Kind,
    NewUrl,
)
from lenswatch.spiders.page import Page
from lenswatch.spiders.page_objects import FoundLink, PageObject
from lenswatch.spiders.site.site import Role, Site
from lenswatch.spiders.web_address import Joining

_QUERY_NAMES = ("q", "query", "keyword", "keywords", "search", "wd")
_PAGE_NAMES = ("page", "p", "pn", "page_no", "pageno")
_REMEMBERED = 256
"""Lists whose parameters are kept: each is asked for with every listing it shows."""


def links_of(site: Site, page: Page, page_object: PageObject | None) -> tuple[NewUrl, ...]:
    """The links of a page that the site file lets us follow, in the order shown, each once."""
    found = _described_links(site, page_object.read_links(page)) if page_object else _any_links(site, page)
    unique: dict[str | None, tuple[FoundLink, Role]] = {}
    for link, role in found:
        unique.setdefault(site.canonical(link.url), (link, role))
    return tuple(_new_url(link, role, page.url) for link, role in unique.values())


def _described_links(site: Site, found: Iterable[FoundLink]) -> Iterator[tuple[FoundLink, Role]]:
    for link in found:
        told = link.is_listing and not site.links.listing and site.owns(link.url)
        role = Role.LISTING if told else site.role_of(link.url)
        if role is not None:
            yield link, role


def _new_url(link: FoundLink, role: Role, found_on: str) -> NewUrl:
    if role is Role.FOLLOW:
        return NewUrl(link.url, priority=FOLLOW_PRIORITY, found_on=found_on)
    return NewUrl(link.url, priority=LISTING_PRIORITY, found_on=found_on, surface=link.surface, rank=link.rank)


def _any_links(site: Site, page: Page) -> Iterator[tuple[FoundLink, Role]]:
    """The links of a page nobody described that a pattern meets; listings are ranked in the order shown."""
    linking = page.tree.css("base[href],a[href]")  # both at once: a query walks the whole tree
    base = next((node for node in linking if node.tag == "base"), None)
    joining = Joining(urljoin(page.url, base.attributes.get("href") or "") if base else page.url)
    surface, rank, ranked = surface_of(site, page.url), 0, set[str | None]()
    shown = dict.fromkeys(node.attributes.get("href") or "" for node in linking if node.tag == "a")
    paid = _paid(site, page, joining)
    for href in shown:
        try:
            url = joining.absolute(href.strip())
        except ValueError:
            continue
        role = site.role_of(url)
        if role is None:
            continue
        is_listing, key = role is Role.LISTING, site.canonical(url)
        if is_listing and key not in ranked:
            ranked.add(key)
            rank += 1
        shown_as = Surface.ADVERTISEMENT if key in paid else surface
        yield FoundLink(url, rank if is_listing else None, shown_as, is_listing), role


def _paid(site: Site, page: Page, joining: Joining) -> frozenset[str | None]:
    """The listings whose card bears a mark such as 广告: the smallest element around it that links to one listing."""
    paid: set[str | None] = set()
    for mark in advertised(page.tree, page.markup):
        for card in card_of(mark):
            linked = {site.canonical(url) for url in _addresses(card, joining) if site.role_of(url) is Role.LISTING}
            if linked:
                paid |= linked if len(linked) == 1 else set()
                break
    return frozenset(paid)


def _addresses(card: LexborNode, joining: Joining) -> Iterator[str]:
    for anchor in (card, *card.css("a[href]")):
        href = anchor.attributes.get("href") if anchor.tag == "a" else None
        if href:
            try:
                yield joining.absolute(href.strip())
            except ValueError:
                continue


def surface_of(site: Site, url: str) -> Surface:
    """The part of a platform a page is, judged by its address alone.

    What another listing's page shows was put there by the platform: a recommendation.
    """
    if site.role_of(url) is Role.LISTING:
        return Surface.RECOMMENDATION
    if site.searched(url):
        return Surface.SEARCH
    return Surface.SEARCH if _parameter(url, _QUERY_NAMES) else Surface.CATEGORY


def sighting_of(site: Site, place: NewUrl | FrontierUrl) -> Sighting | None:
    """Where a listing was shown; None for a page nobody linked to."""
    if place.found_on is None or place.surface is None:
        return None
    searched = site.searched(place.found_on)
    return Sighting(
        page_url=place.found_on,
        surface=place.surface,
        query=(searched and searched.term) or _parameter(place.found_on, _QUERY_NAMES),
        page=searched.page if searched else _page_number(place.found_on),
        rank=place.rank,
    )


def _page_number(url: str) -> int | None:
    number = _parameter(url, _PAGE_NAMES)
    return int(number) if number and number.isascii() and number.isdecimal() and int(number) else None


def image_links(site: Site, listing: Listing, found_on: str) -> tuple[tuple[NewUrl, ...], int]:
    """The pictures of a listing on the site's own hosts, and how many lie elsewhere."""
    shown = [listing.main_image, *listing.images]
    urls = list(dict.fromkeys(image.url for image in shown if image is not None and image.url))
    own = [url for url in urls if site.owns(url)]
    return tuple(NewUrl(url, kind=Kind.IMAGE, priority=IMAGE_PRIORITY, found_on=found_on) for url in own), len(
        urls
    ) - len(own)


@lru_cache(_REMEMBERED)
def _parameter(url: str, names: tuple[str, ...]) -> str | None:
    parameters = {name.lower(): value for name, value in parse_qsl(urlsplit(url).query)}
    return next((parameters[name] for name in names if parameters.get(name)), None)
