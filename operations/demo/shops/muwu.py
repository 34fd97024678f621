"""木屋: a shop whose item pages are empty until a browser has run their script."""

from __future__ import annotations

from lenswatch.operations.demo.catalogue import Catalogue
from lenswatch.operations.demo.shops.press import Page, Press

__all__ = ["pages"]


def pages(catalogue: Catalogue, press: Press) -> dict[str, Page]:
    """The list, the empty item pages, and the JSON from which their script draws them."""
    listings = catalogue.of_shop("muwu")
    found = {"/muwu/": press.html("muwu_list.html", (), listings=listings)}
    for listing in listings:
        seller = catalogue.seller(listing.seller)
        found[f"/muwu/p/{listing.id}"] = press.html("muwu_item.html", (), id=listing.id)
        goods = {
            "title": listing.title,
            "price": str(listing.price),
            "intro": listing.description.split("\n"),
            "params": list(listing.attributes.items()),
            "pictures": [f"/pictures/{name}" for name in listing.pictures],
            "sold": listing.sales,
            "from": listing.ship_from,
            "shop": {"id": seller.id, "name": seller.name},
        }
        found[f"/muwu/data/{listing.id}.json"] = press.json(goods, (listing,))
    return found
