"""揽星: a tidy mall whose pages carry schema.org's JSON-LD."""

from __future__ import annotations

from math import ceil
from typing import Any

from lenswatch.operations.demo.catalogue import Catalogue, DemoListing, DemoSeller
from lenswatch.operations.demo.shops.press import HTML, Page, Press

__all__ = ["PER_PAGE", "pages"]

PER_PAGE = 12
_RECOMMENDED = 3
"""Listings that an item page recommends: the next ones of the catalogue."""
GONE = "/lanxing/item/398877.html"
"""Still linked to, no longer there."""
GUARDED = "/lanxing/item/399001.html"
"""Answers with a slider to drag instead of a listing."""
_CHECK = (
    "<!DOCTYPE html><html lang=zh-CN><title>安全验证</title>"
    "<p>您的访问过于频繁，请拖动滑块完成验证后继续。<div class=slider>→</div>"
)


def pages(catalogue: Catalogue, press: Press) -> dict[str, Page]:
    """Every page of the mall by its path."""
    listings = catalogue.of_shop("lanxing")
    found = {GUARDED: Page(body=_CHECK.encode(), content_type=HTML)}
    total = ceil(len(listings) / PER_PAGE)
    for number in range(1, total + 1):
        first = (number - 1) * PER_PAGE
        shown = listings[first : first + PER_PAGE]
        others = (GONE, GUARDED) if number == 1 else ()
        found[f"/lanxing/category/{number}.html"] = press.html(
            "lanxing_category.html", shown, listings=shown, number=number, total=total, first=first + 1, others=others
        )
    for place, listing in enumerate(listings, start=1):
        seller = catalogue.seller(listing.seller)
        also = listings[place : place + _RECOMMENDED]
        found[f"/lanxing/item/{listing.id}.html"] = press.html(
            "lanxing_item.html",
            (listing, *also),
            listing=listing,
            seller=seller,
            product=_product(listing, seller),
            also=also,
        )
    for seller in catalogue.sellers_of("lanxing"):
        shown = catalogue.of_seller(seller.id)
        found[f"/lanxing/shop/{seller.id}.html"] = press.html("lanxing_shop.html", shown, seller=seller, listings=shown)
    return found


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
