"""A site file names places for single fields; what the general reading found stays unless the file says otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.core.listing import Listing
from lenswatch.spiders.extraction.extract import extract_with_notes
from lenswatch.spiders.page import Page
from lenswatch.spiders.site.field_patch import PATCHED, FieldPatch, FieldPatches

PAGE = """<html lang="zh"><title>挂钟</title>
<script type="application/ld+json">{"@type": "Product", "name": "挂钟", "offers": {"price": "9.9",
 "priceCurrency": "CNY"}, "vendor": {"shop": "晨光店"}}</script>
<script>var state = {"item": {"sold": "1.2万+", "from": "浙江 杭州", "pictures": ["/a.jpg", "/b.jpg"]}};</script>
<h1>挂钟</h1><b class="no"></b><b class="no">K-17</b><p id="was">¥19.90</p>
<a class="shop" href="/shop/5" data-id="5">店铺</a></html>"""


def read(html: str = PAGE, **fields: dict[str, object]) -> Listing:
    patches = FieldPatches("shop", {name: FieldPatch.model_validate(value) for name, value in fields.items()})
    listing = extract_with_notes(Page("https://shop.example/item/1", html.encode()), None, patches).listing
    assert listing is not None
    return listing


def test_a_css_selector_fills_an_empty_field_and_is_named_as_its_origin() -> None:
    listing = read(brand={"css": "b.no"}, regular_price={"css": "#was"})

    assert (listing.brand, str(listing.regular_price)) == ("K-17", "19.90")
    assert listing.read_from["brand"] == "site:shop:css:b.no"


def test_an_attribute_and_an_xpath_are_read() -> None:
    listing = read(
        seller_id={"css": "a.shop", "attribute": "data-id"},
        seller_name={"xpath": "//a[@class='shop']/text()"},
        seller_url={"css": "a.shop"},
    )

    assert listing.seller is not None
    assert (listing.seller.id, listing.seller.name) == ("5", "店铺")
    assert listing.seller.url == "https://shop.example/shop/5"
    assert listing.read_from["seller.id"] == "site:shop:css:a.shop@data-id"
    assert listing.read_from["seller.name"] == "site:shop:xpath://a[@class='shop']/text()"


def test_jmespath_looks_into_json_ld_and_then_into_inline_state() -> None:
    listing = read(
        seller_name={"jmespath": "vendor.shop"},
        public_sales={"jmespath": "item.sold"},
        ship_from={"jmespath": "item.from"},
        images={"jmespath": "item.pictures"},
    )

    assert listing.seller is not None
    assert (listing.seller.name, listing.public_sales, listing.ship_from) == ("晨光店", 12000, "浙江 杭州")
    assert [image.url for image in listing.images] == ["https://shop.example/a.jpg", "https://shop.example/b.jpg"]
    assert listing.read_from["public_sales"] == "site:shop:jmespath:item.sold"


def test_a_page_that_is_json_is_read_by_jmespath_alone() -> None:
    listing = read(
        '{"data": {"name": "笔", "cost": 12.5}}', title={"jmespath": "data.name"}, price={"jmespath": "data.cost"}
    )

    assert (listing.title, str(listing.price)) == ("笔", "12.5")


def test_what_was_found_stays_unless_the_patch_overrides_it() -> None:
    assert str(read(price={"css": "#was"}).price) == "9.9"
    assert str(read(price={"css": "#was", "override": True}).price) == "19.90"
    assert str(read(price={"css": "#nowhere", "override": True}).price) == "9.9"


def test_an_xpath_may_compute() -> None:
    listing = read(public_sales={"xpath": "count(//b)"}, sku={"xpath": "//b[2]"}, brand={"xpath": "string(//i)"})

    assert (listing.public_sales, listing.sku, listing.brand) == (2, "K-17", None)


@given(st.text(), st.text())
def test_any_page_is_survived(text: str, value: str) -> None:
    places = ({"css": "*"}, {"xpath": "//node()"}, {"jmespath": "a"}, {"css": "b", "attribute": "x"})
    page = Page(
        "https://shop.example/item/1", f'<b x="{value}">{text}</b><script>x = {{"a": "{value}"}}</script>'.encode()
    )
    for place in places:
        patches = FieldPatches("shop", {name: FieldPatch.model_validate(place) for name in PATCHED})
        extract_with_notes(page, None, patches)


def test_an_expression_that_does_not_fit_the_page_is_noted_and_the_rest_is_read() -> None:
    patches = FieldPatches("shop", {"brand": FieldPatch(jmespath="length(item.sold.x)"), "sku": FieldPatch(css="b.no")})

    extraction = extract_with_notes(Page("https://shop.example/item/1", PAGE.encode()), None, patches)

    assert extraction.listing is not None
    assert extraction.listing.sku == "K-17"
    assert [str(problem)[:35] for problem in extraction.problems] == ["the patch of brand does not fit: In"]


@pytest.mark.parametrize(
    "patch",
    [{}, {"css": "b", "xpath": "//b"}, {"xpath": "//b", "attribute": "x"}, {"css": "b::text"}, {"jmespath": "a["}],
)
def test_a_patch_that_names_no_one_place_is_refused(patch: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"css|JMESPath"):
        FieldPatch.model_validate(patch)
