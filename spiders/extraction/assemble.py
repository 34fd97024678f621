"""Findings to a listing."""

from collections.abc import Mapping
from decimal import Decimal

from lenswatch.core.image import Image
from lenswatch.core.listing import Listing
from lenswatch.core.record import made
from lenswatch.core.seller import Seller
from lenswatch.spiders.extraction.findings import Findings, Found
from lenswatch.spiders.page import Page

_PLAIN = (
    "id", "title", "other_titles", "description", "regular_price", "currency", "brand", "sku", "availability",
    "category", "attributes", "canonical_url", "lang", "published_at", "ship_from", "public_sales",
    "paid_promotion", "licence_url",
)  # fmt: skip
_SELLER = {
    "seller_id": "id",
    "seller_name": "name",
    "seller_url": "url",
    "seller_region": "region",
    "licence_code": "licence_code",
}
_LARGEST = Decimal(10) ** 13
"""No price is larger; a number beyond it is an identifier that stood where a price was expected."""


def assemble(found: Findings, page: Page) -> Listing | None:
    """The listing that findings describe; None where they name no title."""
    if found.title is None:
        return None
    values: dict[str, object] = {"url": page.url}
    read_from: dict[str, str] = {}
    for name in _PLAIN:
        _put(values, read_from, name, getattr(found, name))
    _put_price(values, read_from, found)
    _put_images(values, read_from, found)
    seller = {name: value.value for key, name in _SELLER.items() if (value := getattr(found, key)) is not None}
    if seller:
        values["seller"] = Seller(**seller)
        read_from |= {f"seller.{name}": getattr(found, key).origin for key, name in _SELLER.items() if name in seller}
    return Listing(**values, read_from=read_from)  # type: ignore[arg-type]  # names and types are those of Findings


def _put(values: dict[str, object], read_from: dict[str, str], name: str, found: Found[object] | None) -> None:
    if found is not None:
        values[name] = found.value
        read_from[name] = found.origin


def _put_price(values: dict[str, object], read_from: dict[str, str], found: Findings) -> None:
    if found.price is None or found.price.value.low >= _LARGEST:
        return
    price, origin = found.price.value, found.price.origin
    shown: Mapping[str, object] = {
        "price": price.low,
        "price_high": price.high if price.high is not None and price.high < _LARGEST else None,
        "price_raw": price.raw,
        "currency_raw": price.currency_raw,
    }
    if "regular_price" not in values and price.regular is not None and price.regular < _LARGEST:
        shown = {**shown, "regular_price": price.regular}
    if "currency" not in values and price.currency is not None:
        shown = {**shown, "currency": price.currency}
    for name, value in shown.items():
        if value is not None:
            values[name] = value
            read_from[name] = origin


def _put_images(values: dict[str, object], read_from: dict[str, str], found: Findings) -> None:
    if found.images is None:
        return
    images = tuple(made(Image, url=url, path=None, sha256=None) for url in found.images.value)
    values |= {"images": images, "main_image": images[0]}
    read_from |= {"images": found.images.origin, "main_image": found.images.origin}
