"""A listing from the JSON-LD of its page, nothing else looked at."""

import json
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.spiders.extraction.extract import extract_listing
from lenswatch.spiders.extraction.structured_alone import extract_structured
from lenswatch.spiders.page import Page

URL = "https://shop.example/item/1"
OFFER = {"@type": "Offer", "price": "129.00", "priceCurrency": "CNY", "seller": {"name": "明光数码"}}
PRODUCT = {"@type": "Product", "name": "床头闹钟", "sku": "A-1", "image": "/a.jpg", "offers": OFFER}


def page_of(product: Mapping[str, object], shown: str = "") -> Page:
    data = json.dumps(product)
    html = f'<html lang="zh-CN"><script type="application/ld+json">{data}</script>{shown}</html>'
    return Page(URL, html.encode(), "text/html; charset=utf-8")


def test_it_says_what_the_whole_reading_says_of_the_same_fields() -> None:
    page = page_of(PRODUCT, "<h1>床头闹钟</h1>")
    whole, found = extract_listing(page), extract_structured(page)

    assert whole is not None
    assert found is not None
    assert found.listing is not None
    for name in ("title", "price", "currency", "sku", "main_image", "seller", "lang", "url"):
        assert getattr(found.listing, name) == getattr(whole, name), name


def test_what_is_only_shown_stays_unknown() -> None:
    found = extract_structured(page_of(PRODUCT, "<table><tr><th>品牌</th><td>某某</td></tr></table>"))

    assert found is not None
    assert found.listing is not None
    assert (found.listing.brand, found.listing.price) == (None, Decimal("129.00"))


@pytest.mark.parametrize("without", ["name", "offers"])
def test_a_product_that_lacks_title_or_price_leaves_the_page_to_the_whole_reading(without: str) -> None:
    assert extract_structured(page_of({key: value for key, value in PRODUCT.items() if key != without})) is None


def test_a_price_without_currency_leaves_it_too() -> None:
    assert extract_structured(page_of({**PRODUCT, "offers": {"price": "129.00"}})) is None


@given(st.text(max_size=300))
def test_any_page_can_be_asked(text: str) -> None:
    html = f'<script type="application/ld+json">{text}</script>'
    found = extract_structured(Page(URL, html.encode("utf-8", "replace")))

    assert found is None or found.listing is not None
