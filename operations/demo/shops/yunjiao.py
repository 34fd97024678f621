"""云角: a shop without structured data that changed its layout overnight."""

from __future__ import annotations

from math import ceil

from lenswatch.operations.demo.catalogue import Catalogue, DemoListing
from lenswatch.operations.demo.shops.press import Page, Press

__all__ = ["GONE_OVERNIGHT", "PER_PAGE", "pages"]

PER_PAGE = 20
GONE_OVERNIGHT = "56435570"
"""On sale last night, taken down since."""


def pages(catalogue: Catalogue, press: Press, *, new_layout: bool) -> dict[str, Page]:
    """Every list and item page by its path, as the shop drew them last night or as it draws them now."""
    layout = "new" if new_layout else "old"
    listings = [one for one in catalogue.of_shop("yunjiao") if not (new_layout and one.id == GONE_OVERNIGHT)]
    total = ceil(len(listings) / PER_PAGE)
    found = {}
    for number in range(1, total + 1):
        shown = listings[(number - 1) * PER_PAGE : number * PER_PAGE]
        found[f"/yunjiao/list-{number}"] = press.html(
            "yunjiao_list.html", shown, listings=shown, number=number, total=total
        )
    for listing in listings:
        found[f"/yunjiao/goods/{listing.id}"] = press.html(
            f"yunjiao_item_{layout}.html",
            (listing,),
            listing=listing,
            seller=catalogue.seller(listing.seller),
            digits=_shuffled(listing),
        )
    return found


def _shuffled(listing: DemoListing) -> list[tuple[int, str]]:
    """The signs of a price with the place at which a style sheet puts each, in another order than they are read."""
    signs = list(enumerate(str(listing.price)))
    return signs[1::2] + signs[0::2]
