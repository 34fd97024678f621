"""青橘: a shop that offers its goods to programs, as JSON pages with a cursor and prices in 分."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from lenswatch.operations.demo.catalogue import Catalogue, DemoListing
from lenswatch.operations.demo.shops.press import Page, Press

__all__ = ["PER_PAGE", "pages"]

PER_PAGE = 20
_FEED = "/qingju/api/v2/goods"
_MYRIAD = 10_000


def pages(catalogue: Catalogue, press: Press) -> dict[str, Page]:
    """Every page of the feed by its path and query; the last one names no next."""
    listings = catalogue.of_shop("qingju")
    found = {}
    for first in range(0, len(listings), PER_PAGE):
        shown = listings[first : first + PER_PAGE]
        last = first + PER_PAGE >= len(listings)
        data = {
            "total": len(listings),
            "list": [_goods(catalogue, listing) for listing in shown],
            "next": None if last else _address(shown),
        }
        address = _address(listings[:first]) if first else _FEED
        found[address] = press.json({"code": 0, "message": "success", "data": data}, shown)
    return found


def _address(before: Sequence[DemoListing]) -> str:
    """The page after some listings: its cursor is the id of the last of them, backwards."""
    return f"{_FEED}?cursor={before[-1].id[::-1]}"


def _goods(catalogue: Catalogue, listing: DemoListing) -> dict[str, Any]:
    seller = catalogue.seller(listing.seller)
    return {
        "goods_id": listing.id,
        "goods_name": listing.title,
        "price": int(listing.price * Decimal(100)),
        "cat_path": listing.category.split("/"),
        "desc": listing.description.split("\n"),
        "props": [{"k": name, "v": value} for name, value in listing.attributes.items()],
        "gallery": [f"/pictures/{name}" for name in listing.pictures],
        "sold": _sold(listing.sales),
        "brand": listing.brand,
        "ship_from": listing.ship_from,
        "on_shelf": listing.published.isoformat() if listing.published else None,
        "mall": {"mall_id": seller.id, "mall_name": seller.name, "area": seller.region},
        "link": f"/qingju/goods.html?goods_id={listing.id}",
    }


def _sold(count: int) -> str:
    """As the shop shows it: exactly below ten thousand, else "2.6万+"."""
    return f"{count // 1000 / 10:g}万+" if count >= _MYRIAD else str(count)
