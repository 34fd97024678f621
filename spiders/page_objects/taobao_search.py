"""The search page of Taobao's layout: its own JSON, and the cards a browser has drawn."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lenswatch.core.sighting import Surface
from lenswatch.spiders.extraction.schema_values import absolute
from lenswatch.spiders.extraction.script_values import object_after
from lenswatch.spiders.page import Page
from lenswatch.spiders.page_objects.page_object import FoundLink

_CONFIG = re.compile(r"\bg_page_config\s{0,20}=")
_ITEM_PATH = re.compile(r"/item\.htm")
_CARD_SURFACES = {"personalityData": Surface.RECOMMENDATION, "p4p": Surface.ADVERTISEMENT}
_MOST_PAGES = 100
"""The site shows no page beyond this one, whatever its pager says."""


def read_search(page: Page) -> tuple[FoundLink, ...]:
    """Listings in the order shown, then the next page. On a page without a result list: every item link, unranked."""
    config = _config(page)
    listings = list(dict.fromkeys((*_auctions(page, config), *_cards(page))))
    if not listings and config is None:
        return tuple(_plain_links(page))
    ranked: dict[str, FoundLink] = {}
    for address, surface in listings:
        key = item_id(address) or address
        ranked.setdefault(key, FoundLink(address, len(ranked) + 1, surface, is_listing=True))
    return (*ranked.values(), *_next_page(page, config))


def item_id(address: str) -> str | None:
    """The listing identifier in an item page's address."""
    return dict(parse_qsl(urlsplit(address).query)).get("id") or None


def _config(page: Page) -> dict[str, object] | None:
    match = _CONFIG.search(page.text)
    return object_after(page.text, match.end()) if match else None


def _part(value: object, *path: str) -> object:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _auctions(page: Page, config: dict[str, object] | None) -> Iterator[tuple[str, Surface]]:
    for key, surface in (("auctions", Surface.SEARCH), ("recommendAuctions", Surface.RECOMMENDATION)):
        auctions = _part(config, "mods", "itemlist", "data", key)
        for auction in auctions if isinstance(auctions, list) else ():
            if not isinstance(auction, dict):
                continue
            paid = bool(auction.get("isP4p") or auction.get("p4p"))
            address = absolute(str(auction.get("detail_url") or ""), page.url)
            if address:
                yield address, Surface.ADVERTISEMENT if paid else surface


def _cards(page: Page) -> Iterator[tuple[str, Surface]]:
    """The cards in the tree; recommendations for this one visitor stand only there."""
    if "data-nid" not in page.text:
        return
    for card in page.tree.css("[data-category]"):
        link = card.css_first("a[data-nid][href]")
        address = absolute(link.attributes.get("href"), page.url) if link is not None else None
        if address:
            yield address, _CARD_SURFACES.get(card.attributes.get("data-category") or "", Surface.SEARCH)


def _plain_links(page: Page) -> Iterator[FoundLink]:
    own, seen = item_id(page.url), set[str]()  # the anchors of an item page lead to itself
    for node in page.tree.css("a[href]"):
        address = absolute(node.attributes.get("href"), page.url)
        if address and address not in seen and _ITEM_PATH.search(address) and item_id(address) not in {None, own}:
            seen.add(address)
            yield FoundLink(address, None, Surface.SHOP, is_listing=True)


def _next_page(page: Page, config: dict[str, object] | None) -> Iterator[FoundLink]:
    pager = [_part(config, "mods", "pager", "data", key) for key in ("pageSize", "totalPage", "currentPage")]
    size, total, current = (int(n) if isinstance(n, (int, str)) and str(n).isdecimal() else 0 for n in pager)
    if not size or not 0 < current < min(total, _MOST_PAGES):
        return
    parts = urlsplit(page.url)
    query = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key != "s"]
    address = urlunsplit(parts._replace(query=urlencode([*query, ("s", str(size * current))]), fragment=""))
    yield FoundLink(address, None, Surface.SEARCH, is_listing=False)
