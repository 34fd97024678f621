"""Render the demo catalogue as the pages of two shops. Templates escape everything; nothing is ever marked safe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from math import ceil
from string import printable, whitespace
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined

from lenswatch.operations.demo.catalogue import (
    Catalogue,
    DemoListing,
    DemoSeller,
    load_pictures,
    load_templates,
)

__all__ = ["PER_PAGE", "Page", "Site"]

PER_PAGE = 12
ROBOTS = "User-agent: *\nAllow: /\nDisallow: /private/\n"
_OPENED = datetime(2025, 6, 1, tzinfo=UTC)
_HTML = "text/html; charset=utf-8"
_PICTURE_TYPES = {"jpg": "image/jpeg", "png": "image/png"}


@dataclass(frozen=True, kw_only=True)
class Page:
    """One resource as it goes over the wire."""

    body: bytes
    content_type: str
    last_modified: datetime = _OPENED

    @cached_property
    def etag(self) -> str:
        """Strong validator: equal for equal bytes, whatever the port or the day."""
        return f'"{sha256(self.body).hexdigest()[:32]}"'


class Site:
    """All pages of one catalogue. Addresses are looked up whole; no part of a request is ever joined to a path."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Render every page but the searches, whose number is not bounded."""
        self._catalogue = catalogue
        self._templates = _environment()
        self._pages: dict[str, Page] = {
            "/robots.txt": Page(body=ROBOTS.encode(), content_type="text/plain; charset=utf-8"),
            "/private/accounts.html": Page(body="<!DOCTYPE html><p>仅限商家".encode(), content_type=_HTML),
            **_pictures(),
            **self._lanxing(),
            **self._taohuo(),
        }

    def page(self, path: str, query: Mapping[str, str]) -> Page | None:
        """The page at a path with its decoded query, or `None`."""
        if path == "/taohuo/search":
            start = query.get("s", "0")
            return self._search(query.get("q", "").strip(), int(start) if start.isdecimal() else 0)
        if path == "/taohuo/item.htm":
            return self._pages.get(f"{path}?id={query.get('id', '')}")
        if path == "/taohuo/shop/view_shop.htm":
            return self._pages.get(f"{path}?user_number_id={query.get('user_number_id', '')}")
        return self._pages.get(path)

    def _lanxing(self) -> dict[str, Page]:
        pages: dict[str, Page] = {}
        listings = self._catalogue.of_shop("lanxing")
        total = ceil(len(listings) / PER_PAGE)
        for number in range(1, total + 1):
            first = (number - 1) * PER_PAGE
            shown = listings[first : first + PER_PAGE]
            pages[f"/lanxing/category/{number}.html"] = self._html(
                "lanxing_category.html", shown, listings=shown, number=number, total=total, first=first + 1
            )
        for listing in listings:
            seller = self._catalogue.seller(listing.seller)
            pages[f"/lanxing/item/{listing.id}.html"] = self._html(
                "lanxing_item.html", (listing,), listing=listing, seller=seller, product=_product(listing, seller)
            )
        return pages | self._shops("lanxing_shop.html", "lanxing", "/lanxing/shop/{}.html")

    def _taohuo(self) -> dict[str, Page]:
        pages: dict[str, Page] = {}
        for listing in self._catalogue.of_shop("taohuo"):
            seller = self._catalogue.seller(listing.seller)
            pages[f"/taohuo/item.htm?id={listing.id}"] = self._html(
                "taohuo_item.html", (listing,), listing=listing, seller=seller, shop_id=_shop_number(seller)
            )
        return pages | self._shops("taohuo_shop.html", "taohuo", "/taohuo/shop/view_shop.htm?user_number_id={}")

    def _shops(self, template: str, shop: str, address: str) -> dict[str, Page]:
        pages: dict[str, Page] = {}
        for seller in self._catalogue.sellers:
            if seller.shop == shop:
                shown = self._catalogue.of_seller(seller.id)
                pages[address.format(seller.id)] = self._html(template, shown, seller=seller, listings=shown)
        return pages

    def _search(self, query: str, start: int) -> Page:
        wanted = query.casefold()
        found = [listing for listing in self._catalogue.of_shop("taohuo") if wanted in listing.title.casefold()]
        shown = tuple(found[start : start + PER_PAGE])
        auctions = [_auction(listing, self._catalogue.seller(listing.seller), query) for listing in shown]
        config = _search_config(auctions, query, start, len(found))
        return self._html("taohuo_search.html", shown, query=query, config=config)

    def _html(self, template: str, shown: tuple[DemoListing, ...], **values: object) -> Page:
        body = self._templates.get_template(template).render(values).encode()
        revisions = [listing.revised for listing in shown if listing.revised is not None]
        return Page(body=body, content_type=_HTML, last_modified=max([_OPENED, *revisions]))


def _environment() -> Environment:
    environment = Environment(loader=DictLoader(load_templates()), autoescape=True, undefined=StrictUndefined)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    environment.filters["js_ascii"] = _js_ascii
    return environment


def _pictures() -> dict[str, Page]:
    return {
        f"/pictures/{name}": Page(body=body, content_type=_PICTURE_TYPES[name.rpartition(".")[2]])
        for name, body in load_pictures().items()
    }


def _js_ascii(text: str) -> str:
    r"""The inside of a JavaScript string in ASCII: 小 becomes \u5c0f, and so does whatever could end the string."""
    units = text.encode("utf-16-be")
    codes = (int.from_bytes(units[at : at + 2], "big") for at in range(0, len(units), 2))
    plain = set(printable) - set(whitespace) - set("'\"\\<>&/") | {" "}
    return "".join(chr(code) if chr(code) in plain else f"\\u{code:04x}" for code in codes)


def _shop_number(seller: DemoSeller) -> str:
    return f"7{seller.id[1:]}"


def _product(listing: DemoListing, seller: DemoSeller) -> dict[str, Any]:
    product: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": listing.title,
        "sku": listing.id,
        "url": f"/lanxing/item/{listing.id}.html",
        "description": listing.description,
        "category": listing.category,
        "image": [f"/pictures/{name}" for name in listing.pictures],
        "offers": _offers(listing, seller),
        "additionalProperty": [
            {"@type": "PropertyValue", "name": name, "value": value} for name, value in listing.attributes.items()
        ],
    }
    if listing.brand is not None:
        product["brand"] = {"@type": "Brand", "name": listing.brand}
    return product


def _offers(listing: DemoListing, seller: DemoSeller) -> dict[str, Any]:
    price: dict[str, str]
    if listing.price_high is None:
        price = {"@type": "Offer", "price": str(listing.price)}
    else:
        price = {"@type": "AggregateOffer", "lowPrice": str(listing.price), "highPrice": str(listing.price_high)}
    address = f"/lanxing/shop/{seller.id}.html"
    return {
        **price,
        "priceCurrency": listing.currency,
        "availability": "https://schema.org/InStock",
        "seller": {
            "@type": "Organization",
            "@id": address,
            "name": seller.name,
            "identifier": seller.id,
            "url": address,
        },
    }


def _auction(listing: DemoListing, seller: DemoSeller, query: str) -> dict[str, Any]:
    marked = listing.title.replace(query, f"<span class=H>{query}</span>") if query else listing.title
    return {
        "nid": listing.id,
        "category": "",
        "pid": "",
        "title": marked,
        "raw_title": listing.title,
        "pic_url": f"/pictures/{listing.pictures[0]}",
        "detail_url": f"/taohuo/item.htm?id={listing.id}",
        "view_price": str(listing.price),
        "view_fee": "0.00",
        "item_loc": listing.ship_from,
        "view_sales": f"{listing.sales}人付款",
        "comment_count": "",
        "user_id": seller.id,
        "nick": seller.name,
        "shopcard": {"levelClasses": [], "isTmall": False},
        "icon": [],
        "shopLink": f"/taohuo/shop/view_shop.htm?user_number_id={seller.id}",
        "risk": "",
    }


def _search_config(auctions: list[dict[str, Any]], query: str, start: int, found: int) -> dict[str, Any]:
    pager = {
        "pageSize": PER_PAGE,
        "totalPage": ceil(found / PER_PAGE),
        "currentPage": start // PER_PAGE + 1,
        "totalCount": found,
    }
    status = "show" if auctions else "hide"
    return {
        "pageName": "mainsrp",
        "mods": {
            "itemlist": {"status": status, "data": {"postFeeText": "运费", "auctions": auctions, "query": query}},
            "pager": {"status": "show", "data": pager},
            "noresult": {"status": "hide" if found else "show"},
        },
        "mainInfo": {"srpGlobal": {"q": query, "s": start}},
        "feature": {},
    }
