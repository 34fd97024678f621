"""淘货: a bazaar of Taobao's old layout, with inline script and DOM ids, and no structured data."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from lenswatch.operations.demo.catalogue import Catalogue, DemoListing, DemoSeller
from lenswatch.operations.demo.shops.press import Page, Press

__all__ = ["ADVERTISED", "PER_PAGE", "pages", "search"]

PER_PAGE = 12
ADVERTISED = "614646434104"
"""The listing whose seller pays: shown above the first page of results, recommended on the third, found on its own."""
_RECOMMENDING = 3
"""Number of the page of results that recommends it."""


def pages(catalogue: Catalogue, press: Press) -> dict[str, Page]:
    """Every item and shop page by its path and query; searches are printed on demand."""
    found: dict[str, Page] = {}
    for listing in catalogue.of_shop("taohuo"):
        seller = catalogue.seller(listing.seller)
        found[f"/taohuo/item.htm?id={listing.id}"] = press.html(
            "taohuo_item.html", (listing,), listing=listing, seller=seller, shop_id=f"7{seller.id[1:]}"
        )
    for seller in catalogue.sellers_of("taohuo"):
        shown = catalogue.of_seller(seller.id)
        found[f"/taohuo/shop/view_shop.htm?user_number_id={seller.id}"] = press.html(
            "taohuo_shop.html", shown, seller=seller, listings=shown
        )
    return found


def search(catalogue: Catalogue, press: Press, query: str, start: int) -> Page:
    """A page of results: those whose title holds the query, from the `start`th on."""
    wanted = query.casefold()
    listings = catalogue.of_shop("taohuo")
    found = [listing for listing in listings if wanted in listing.title.casefold()]
    shown = tuple(found[start : start + PER_PAGE])
    number = start // PER_PAGE + 1
    pushed = [] if query else [listing for listing in listings if listing.id == ADVERTISED]

    def cards(some: Sequence[DemoListing], spelling: str, **more: object) -> list[dict[str, Any]]:
        return [_auction(one, catalogue.seller(one.seller), query, spelling) | more for one in some]

    auctions = cards(pushed if number == 1 else (), "ns=1&id={id}", isP4p=True) + cards(shown, "id={id}")
    recommended = cards(pushed if number == _RECOMMENDING else (), "id={id}#detail")
    config = _config(auctions, recommended, query, start, len(found))
    return press.html("taohuo_search.html", shown, query=query, config=config)


def _auction(listing: DemoListing, seller: DemoSeller, query: str, spelling: str) -> dict[str, Any]:
    marked = listing.title.replace(query, f"<span class=H>{query}</span>") if query else listing.title
    return {
        "nid": listing.id,
        "category": "",
        "pid": "",
        "title": marked,
        "raw_title": listing.title,
        "pic_url": f"/pictures/{listing.pictures[0]}",
        "detail_url": f"/taohuo/item.htm?{spelling.format(id=listing.id)}",
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


def _config(
    auctions: list[dict[str, Any]], recommended: list[dict[str, Any]], query: str, start: int, found: int
) -> dict[str, Any]:
    pager = {
        "pageSize": PER_PAGE,
        "totalPage": ceil(found / PER_PAGE),
        "currentPage": start // PER_PAGE + 1,
        "totalCount": found,
    }
    items = {"postFeeText": "运费", "auctions": auctions, "recommendAuctions": recommended, "query": query}
    return {
        "pageName": "mainsrp",
        "mods": {
            "itemlist": {"status": "show" if auctions else "hide", "data": items},
            "pager": {"status": "show", "data": pager},
            "noresult": {"status": "hide" if found else "show"},
        },
        "mainInfo": {"srpGlobal": {"q": query, "s": start}},
        "feature": {},
    }
