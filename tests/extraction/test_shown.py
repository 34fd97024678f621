"""What is read from what a page shows: guarded guesses, each for what shops of many kinds do."""

import pytest

from lenswatch.core.listing import Listing
from lenswatch.spiders.extraction.extract import extract_listing
from lenswatch.spiders.page import Page

HEAD = '<html lang="en-IE"><head><title>Table clock</title></head><body><h1>Table clock</h1>'
BUY = "<button>Add to cart</button>"
PRICE = '<p class="price">€62.50</p>'


def listing_of(body: str, url: str = "https://shop.invalid/p/table-clock-77120", head: str = HEAD) -> Listing:
    listing = extract_listing(Page(url, f"{head}{body}</body></html>".encode(), "text/html; charset=utf-8"))
    assert listing is not None
    return listing


@pytest.mark.parametrize(
    "body",
    [
        '<p class="price"><del>€80.00</del> <ins>€62.50</ins></p>',
        '<p class="price"><span class="old-price">€80.00</span> €62.50</p>',
        '<div class="price"><span style="text-decoration: line-through">€80.00</span><b>€62.50</b></div>',
        '<p class="price">€62.50</p><p class="installment-price">or 4 x €15.63</p>',
        '<p class="price">€62.50</p><p class="shipping-price">Delivery €4.90</p>',
        '<p class="price">€62.50</p><p class="unit-price">€125.00 per kg</p>',
        "<div><b>€62.50</b></div>",
    ],
)
def test_the_price_asked_now_is_read(body: str) -> None:
    listing = listing_of(body + BUY)

    assert (str(listing.price), listing.currency) == ("62.50", "EUR")


def test_the_price_of_a_tile_is_another_products() -> None:
    tiles = "".join(f'<li><a href="/p/{n}">Clock</a><span class="price">€{n}.00</span></li>' for n in (19, 24, 31))

    listing = listing_of(f"<ul>{tiles}</ul><div class='total'>{PRICE}</div>{BUY}")

    assert str(listing.price) == "62.50"


@pytest.mark.parametrize(
    ("url", "lang", "price", "currency"),
    [
        ("https://loja.example.com.br/p/relogio-77120", "pt", "62,50", "BRL"),
        ("https://sklep.invalid/p/zegar-77120", "pl", "62,50", "PLN"),
        ("https://shop.invalid/p/clock-77120", "en-US", "62.50", None),
        ("https://shop.example.ch/p/clock-77120", "de", "$62.50", None),
    ],
)
def test_a_price_without_a_sign_is_in_the_money_of_the_market(
    url: str, lang: str, price: str, currency: str | None
) -> None:
    head = HEAD.replace("en-IE", lang)

    assert listing_of(f'<p class="price">{price}</p>{BUY}', url, head).currency == currency


@pytest.mark.parametrize(
    ("shown", "number"),
    [
        ("<p>SKU: TC-77120</p>", "TC-77120"),
        ("<p>Art.-Nr.: <b>4711-08</b></p>", "4711-08"),
        ("<div>Kod produktu</div><div>ZS-12</div>", "ZS-12"),
        ("<span>Артикул: 118-А</span><span>Код товара 55120</span>", "55120"),
        ("<p>货号：SZ7712</p>", "SZ7712"),
        ("<p>Model year 2026</p>", "77120"),
    ],
)
def test_the_number_beside_its_label_is_the_article_number(shown: str, number: str) -> None:
    assert listing_of(PRICE + shown + BUY).sku == number


@pytest.mark.parametrize(
    ("body", "brand"),
    [
        ('<div class="manufacturer">Brand: <a href="/brand/hartwood">Hartwood</a></div>', "Hartwood"),
        ("<ul><li>Brand: Hartwood</li></ul>", "Hartwood"),
        ("<script>push({brand: 'Table', related: [{brand: 'Lantern'}]})</script>", "Table"),
        ("<script>push({brand: 'Hartwood', related: [{brand: 'Lantern'}]})</script>", None),
        ('<nav><a class="brand" href="/brands/">Hartwood</a></nav>', None),
        ('<div class="brand"><a href="/brands/">All brands</a></div>', None),
    ],
)
def test_the_brand_is_one_the_page_gives_this_product(body: str, brand: str | None) -> None:
    assert listing_of(PRICE + body + BUY).brand == brand


@pytest.mark.parametrize(
    ("body", "state"),
    [
        (BUY, "InStock"),
        ('<p class="stock">Out of stock</p>', "OutOfStock"),
        (f'<p class="stock" style="display:none">Out of stock</p>{BUY}', "InStock"),
        (f'<div class="hidden"><p class="stock">Out of stock</p></div>{BUY}', "InStock"),
        ('<a class="cart-button"><span class="unavailable">Not available</span></a>', None),
        ("<button disabled>Add to cart</button>", None),
    ],
)
def test_availability_is_what_a_visitor_sees(body: str, state: str | None) -> None:
    assert listing_of(PRICE + body).availability == state


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ('<p class="shipping">Ships from Shenzhen, China</p>', "Shenzhen, China"),
        ('<p class="delivery">发货地：浙江 永康 | 快递包邮</p>', "浙江 永康"),
        ('<p class="shipping">Dispatched from and sold by Clockery</p>', None),
        ('<p class="shipping">Free shipping</p>', None),
    ],
)
def test_the_place_of_dispatch_is_a_place(body: str, place: str | None) -> None:
    assert listing_of(PRICE + body + BUY).ship_from == place


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ('<span class="sold">1,204 sold</span>', 1204),
        ('<span class="sell-count">已售 1.2万+ 件</span>', 12000),
        ('<span class="sales">Summer sales</span>', None),
    ],
)
def test_a_sales_count_is_read_as_shown(body: str, count: int | None) -> None:
    assert listing_of(PRICE + body + BUY).public_sales == count


@pytest.mark.parametrize(
    ("mark", "paid"),
    [
        ("<span>Sponsored</span>", True),
        ("<i>广告</i>", True),
        ("<span hidden>Sponsored</span>", None),
        ("<span>Sponsored by nobody</span>", None),
        ("", None),
    ],
)
def test_a_mark_beside_the_heading_is_paid_placement(mark: str, paid: bool | None) -> None:  # noqa: FBT001 - an expected value
    head = HEAD.replace("<h1>", f"<div>{mark}<h1>").replace("</h1>", "</h1></div>")

    assert listing_of(PRICE + BUY, head=head).paid_promotion is paid


def test_a_shop_name_of_a_program_that_the_page_does_not_show_is_none() -> None:
    department = '<script>state = {"storeName": "lawn-garden"}</script>'

    assert listing_of(PRICE + BUY + department).seller is None
    shown = listing_of(f"{PRICE}{BUY}<p>lawn-garden</p>{department}").seller
    assert shown is not None
    assert shown.name == "lawn-garden"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("<h1>Table clock <button>Share</button></h1>", "Table clock"),
        ("<h1>Table clock <span>Details</span></h1>", "Table clock"),
        ("<h1><small>Hartwood</small> Table clock</h1>", "Hartwood Table clock"),
    ],
)
def test_what_a_heading_holds_beside_the_name_is_no_part_of_it(heading: str, title: str) -> None:
    head = HEAD.replace("<h1>Table clock</h1>", heading)

    assert listing_of(PRICE + BUY, head=head).title == title
