"""Nothing on a page may raise, hang or take more than time in proportion to its size."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.core.listing import Listing
from lenswatch.spiders.extraction.extract import extract_listing, extract_with_notes
from lenswatch.spiders.page import Page
from lenswatch.spiders.page_objects import PAGE_OBJECTS

N = 60_000
PATIENCE_SECONDS = 5
PRODUCT = '<script type="application/ld+json">{"@type":"Product","name":"x","offers":'

HOSTILE = {
    "deep elements": "<div>" * N,
    "deep inline elements": "<h1>a</h1>" + "<span>" * N + "12",
    "unclosed formatting": "".join(f"<b id={number}>" for number in range(2000)) + "<p>x" * 2000,
    "deep list": '<script type="application/ld+json">' + "[" * N + "</script>",
    "deep object": '<script type="application/ld+json">' + '{"a":' * N + "</script>",
    "deep offers": PRODUCT + '{"offers":' * 900 + "{}" + "}" * 900 + "}</script>",
    "many offers": PRODUCT + "[" + ",".join('{"price":1}' for _ in range(N)) + "]}</script>",
    "unclosed scripts": "<script " * N,
    "types without script": "ld+json" * N,
    "assignments": "<title>abc def</title><h1>abc def</h1><script>price:1,name=" + "= {" * N + "</script>",
    "spaces": "<title>abc</title><h1>abc</h1><script>price:1,name" + " " * N + "</script>",
    "digits": "<h1>a</h1><p class=price>" + "1" * N,
    "separators": "<title>" + "a | " * N + "</title>",
    "entities": "<h1>" + "&amp;" * N,
    "angles": "<" * N,
    "configurations": "var g_config = {" * N,
    "backslashes": "g_config = { itemId : '" + "\\" * N,
    "labels": "<h1>a</h1>" + "<p>SKU: " * N,
    "labels and elements": "<h1>a</h1>" + "<p>SKU: <b> <i> " * 20_000,
    "spaces after brackets": "<h1>a</h1>" + (">" + " " * 60) * 20_000,
    "brands": "<title>abc</title><h1>abc</h1><script>" + "brand: {name: " * N + "</script>",
    "tiles": "<title>abc</title><h1>abc</h1>" + "<li><a href=/x>1</a><p class=price>$1</p>" * 5000,
    "reviews": "<div class=review>" * 5000,
    "prices in prices": "<title>abc</title><h1>abc</h1>" + "<div class=price>$1 $2 " * 3000,
    "licences": "<html lang=zh><h1>照</h1>" + "统一社会信用代码：<a>" * 20_000,
    "search state": "g_page_config = " + '{"a":' * N,
    "nested items": '<div itemscope itemtype="http://schema.org/Product" itemprop=offers>' * 4000,
}


def _page(body: str | bytes) -> Page:
    raw = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    return Page(url="https://shop.invalid/item/12345", body=raw, content_type="text/html")


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("name", [None, "taobao"])
def test_a_hostile_page_costs_little(body: str, name: str | None) -> None:
    page_object = PAGE_OBJECTS[name] if name else None
    page = _page(body)
    start = time.process_time()

    extract_listing(page, page_object)
    if page_object:
        page_object.read_links(page)

    assert time.process_time() - start < PATIENCE_SECONDS


@given(st.binary(max_size=800), st.sampled_from([None, "taobao"]))
def test_any_bytes_give_a_listing_or_none(body: bytes, name: str | None) -> None:
    listing = extract_listing(_page(body), PAGE_OBJECTS[name] if name else None)

    assert listing is None or isinstance(listing, Listing)


KEYS = st.sampled_from(
    "@type @id @graph name sku mpn productID image offers price lowPrice highPrice priceCurrency availability seller"
    " brand url category additionalProperty value hasVariant description datePublished priceSpecification"
    " address".split()
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["Product", "Offer"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=8),
    max_leaves=30,
)


@given(st.dictionaries(KEYS, JSON, max_size=12))
def test_any_json_in_place_of_a_product_is_survived(values: dict[str, object]) -> None:
    product = {"name": "Lamp", **values, "@type": "Product"}
    body = f'<h1>Lamp</h1><script type="application/ld+json">{json.dumps(product)}</script>'

    listing = extract_listing(_page(body))

    assert listing is None or listing.title


@given(st.text(alphabet=st.sampled_from("{}[]:,'\"\\aпa1 \n/*"), max_size=200))
def test_any_script_in_place_of_a_configuration_is_survived(script: str) -> None:
    item = f"<div id=\"J_Title\">Lamp</div><script>g_config = {{ itemId: '1', {script}</script>"
    body = f"{item}<script>g_page_config = {{{script}</script>"
    page = _page(body)

    listing = extract_listing(page, PAGE_OBJECTS["taobao"])

    assert listing is not None
    assert PAGE_OBJECTS["taobao"].read_links(page) is not None


def test_broken_and_unknown_structured_data_is_told() -> None:
    body = (
        '<script type="application/ld+json">{"@type":"Product","name":"Lamp","newKey":1}</script>'
        '<script type="application/ld+json">{"@type": </script>'
    )

    extraction = extract_with_notes(_page(body))

    assert extraction.listing is not None
    assert dict(extraction.unknown_keys) == {"json-ld:Product.newKey": 1}
    assert [problem.template for problem in extraction.problems] == ["JSON-LD block {number} cannot be read: {reason}"]
