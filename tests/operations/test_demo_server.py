"""The demo marketplace: what it holds, and how it answers a crawler."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPMessage
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from lenswatch.operations.demo.catalogue import Catalogue, load_catalogue
from lenswatch.operations.demo.pages import Night
from lenswatch.operations.demo.server import DemoMarketplace, serve_marketplace
from lenswatch.operations.demo.shops.taohuo import ADVERTISED
from lenswatch.operations.demo.shops.yunjiao import GONE_OVERNIGHT

JSON_LD = 'script[type="application/ld+json"]'


class Answer(NamedTuple):
    """A response as a crawler sees it."""

    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def page(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.body.decode())


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def marketplace(catalogue: Catalogue) -> DemoMarketplace:
    return DemoMarketplace(catalogue)


@pytest.fixture
def base_url(marketplace: DemoMarketplace) -> Iterator[str]:
    with serve_marketplace(marketplace) as url:
        yield url


def get(base_url: str, path: str, **headers: str) -> Answer:
    connection = HTTPConnection(urlsplit(base_url).netloc, timeout=5)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


def search_config(answer: Answer) -> dict[str, Any]:
    """What a script engine would find in `g_page_config`."""
    text = answer.body.decode()
    config, _ = json.JSONDecoder().raw_decode(text, text.index("g_page_config = ") + len("g_page_config = "))
    assert isinstance(config, dict)
    return config


def test_lanxing_pages_lead_to_every_item(base_url: str, catalogue: Catalogue) -> None:
    """Following rel=next from the first category page reaches all items of the mall, twelve a page."""
    found: list[str] = []
    path: str | None = "/lanxing/category/1.html"
    while path:
        page = get(base_url, path).page
        found += [link.attributes["href"] or "" for link in page.css("a.item-link")]
        following = page.css_first("nav a[rel=next]")
        path = following.attributes["href"] if following else None

    assert [f"/lanxing/item/{listing.id}.html" for listing in catalogue.of_shop("lanxing")] == found


def test_lanxing_item_says_the_same_in_json_ld(base_url: str, catalogue: Catalogue) -> None:
    """Every item of the mall can be read without looking at its layout."""
    for listing in catalogue.of_shop("lanxing"):
        page = get(base_url, f"/lanxing/item/{listing.id}.html").page
        product = json.loads(page.css(JSON_LD)[0].text())

        assert (listing.title, listing.description) == (product["name"], product["description"])
        assert [f"/pictures/{name}" for name in listing.pictures] == product["image"]
        assert list(listing.attributes) == [entry["name"] for entry in product["additionalProperty"]]
        assert listing.seller == product["offers"]["seller"]["identifier"]
        assert str(listing.price) == product["offers"].get("price", product["offers"].get("lowPrice"))


def test_taohuo_search_pages_lead_to_every_item(base_url: str, catalogue: Catalogue) -> None:
    """The items stand in the inline script only, and `s` pages through them."""
    first = search_config(get(base_url, "/taohuo/search?q=&s=0"))
    pager = first["mods"]["pager"]["data"]
    offsets = range(0, pager["totalCount"], pager["pageSize"])
    pages = [search_config(get(base_url, f"/taohuo/search?q=&s={offset}")) for offset in offsets]
    found = [auction["nid"] for page in pages for auction in page["mods"]["itemlist"]["data"]["auctions"]]

    assert (pager["totalPage"], pager["currentPage"]) == (4, 1)
    assert [ADVERTISED, *(listing.id for listing in catalogue.of_shop("taohuo"))] == found


def test_taohuo_pushes_what_is_paid_for(base_url: str) -> None:
    """One listing is advertised, found and recommended, and each place spells its address its own way."""
    items = [search_config(get(base_url, f"/taohuo/search?q=&s={s}"))["mods"]["itemlist"]["data"] for s in (0, 12, 24)]
    paid = [auction for auction in items[0]["auctions"] if auction.get("isP4p")]
    found = [auction for auction in items[1]["auctions"] if auction["nid"] == ADVERTISED]

    cards = (*paid, *found, *items[2]["recommendAuctions"])
    assert [card["nid"] for card in cards] == [ADVERTISED] * 3
    assert len({card["detail_url"] for card in cards}) == 3
    assert all(get(base_url, card["detail_url"].partition("#")[0]).status == 200 for card in cards)


def test_taohuo_search_finds_by_title(base_url: str) -> None:
    """A query narrows the result, marks itself in the title and leaves the raw title alone."""
    config = search_config(get(base_url, f"/taohuo/search?q={quote('针孔眼镜')}"))
    (auction,) = config["mods"]["itemlist"]["data"]["auctions"]

    assert auction["raw_title"].startswith("针孔眼镜")
    assert auction["title"].startswith("<span class=H>针孔眼镜</span>")


def test_taohuo_item_has_the_old_ids_and_no_structured_data(base_url: str, catalogue: Catalogue) -> None:
    """Reading it needs the page object of the site."""
    for listing in catalogue.of_shop("taohuo"):
        page = get(base_url, f"/taohuo/item.htm?id={listing.id}&spm=a1z10.1").page
        title, price = page.css("#J_Title h3.tb-main-title")[0], page.css("#J_StrPrice .tb-rmb-num")[0]
        values = [entry.attributes["title"] for entry in page.css("ul.attributes-list li")]
        thumbs = [image.attributes["src"] for image in page.css("#J_UlThumb img")]

        assert listing.title == title.attributes["data-title"] == title.text(strip=True)
        assert str(listing.price) == price.text().split(" - ")[0]
        assert list(listing.attributes.values()) == values
        assert [f"/pictures/{name}" for name in listing.pictures] == thumbs
        assert not page.css(f"{JSON_LD}, [itemscope], meta[property]")


def test_taohuo_shop_name_is_escaped_in_the_script(base_url: str, catalogue: Catalogue) -> None:
    r"""As on the real pages of 2018: '\u5c0f…', not the characters themselves."""
    listing = catalogue.of_seller("88001001")[0]
    text = get(base_url, f"/taohuo/item.htm?id={listing.id}").body.decode()
    (name,) = re.findall(r"shopName : '([^']*)'", text)

    assert name.isascii()
    assert json.loads(f'"{name}"') == "小橘子杂货铺"


def test_seller_pages_show_the_licence_or_that_there_is_none(base_url: str, catalogue: Catalogue) -> None:
    """What the seller roll-up knows about a seller comes from here."""
    address = {"lanxing": "/lanxing/shop/{}.html", "taohuo": "/taohuo/shop/view_shop.htm?user_number_id={}"}
    for seller in (*catalogue.sellers_of("lanxing"), *catalogue.sellers_of("taohuo")):
        page = get(base_url, address[seller.shop].format(seller.id)).page

        assert seller.name == page.css(".shop-name")[0].text()
        codes = [code.text() for code in page.css(".licence-code")]
        assert codes == ([seller.licence.code] if seller.licence else [])


def test_hostile_text_stays_text(catalogue: Catalogue) -> None:
    """A title cannot leave its element, its attribute or the script that it stands in."""
    hostile = """</script><script>alert(1)</script>"'><img src=x onerror=alert(1)>'"""
    now = datetime(2025, 6, 2, tzinfo=UTC)
    edited = catalogue.retitled("lanxing", catalogue.of_shop("lanxing")[0].id, hostile, now)
    edited = edited.retitled("taohuo", catalogue.of_shop("taohuo")[0].id, hostile, now)
    lanxing, taohuo = edited.of_shop("lanxing")[0].id, edited.of_shop("taohuo")[0].id

    with serve_marketplace(DemoMarketplace(edited)) as url:
        pages = [f"/lanxing/item/{lanxing}.html", "/lanxing/category/1.html"]
        pages += [f"/taohuo/item.htm?id={taohuo}", "/taohuo/search?s=0", f"/taohuo/search?q={quote(hostile)}"]
        for path in pages:
            answer = get(url, path)
            assert answer.status == 200
            assert not answer.page.css("img[onerror]")
            assert not any(script.text().startswith("alert") for script in answer.page.css("script"))
        assert hostile == json.loads(get(url, pages[0]).page.css(JSON_LD)[0].text())["name"]


def test_qingju_feed_leads_to_every_item_and_ends(base_url: str, catalogue: Catalogue) -> None:
    """Pages of twenty by a cursor, prices in 分, sales as shoppers see them; the last page names no next."""
    found: list[dict[str, Any]] = []
    path: str | None = "/qingju/api/v2/goods"
    while path:
        data = json.loads(get(base_url, path).body)["data"]
        found += data["list"]
        path = data["next"]

    shown = {goods["goods_id"]: (goods["goods_name"], goods["price"]) for goods in found}
    assert shown == {one.id: (one.title, one.price * 100) for one in catalogue.of_shop("qingju")}
    assert {"2.6万+", "118"} <= {goods["sold"] for goods in found}
    assert get(base_url, "/qingju/api/v2/goods?cursor=nobody").status == 404


def test_yunjiao_changes_its_layout_overnight(
    base_url: str, marketplace: DemoMarketplace, catalogue: Catalogue
) -> None:
    """The same listings at the same addresses; neither title nor price is where it was. One is taken down."""
    shop = [one for one in catalogue.of_shop("yunjiao") if one.id != GONE_OVERNIGHT]
    for night, places in ((Night.LAST, 1), (Night.TONIGHT, 0)):
        marketplace.play(night)
        for listing in shop:
            page = get(base_url, f"/yunjiao/goods/{listing.id}").page
            assert listing.title in page.root.text()  # type: ignore[union-attr]  # every page has a root
            assert len(page.css(".goods-title")) == len(page.css(".goods-price")) == len(page.css("h1")) == places
        assert get(base_url, f"/yunjiao/goods/{GONE_OVERNIGHT}").status == (200 if places else 404)


def test_muwu_pages_are_empty_until_their_script_has_run(base_url: str, catalogue: Catalogue) -> None:
    """What a browser draws comes as JSON; the page itself holds nothing of it."""
    for listing in catalogue.of_shop("muwu"):
        page = get(base_url, f"/muwu/p/{listing.id}")
        goods = json.loads(get(base_url, f"/muwu/data/{listing.id}.json").body)

        assert listing.title not in page.body.decode()
        assert (goods["title"], goods["price"]) == (listing.title, str(listing.price))
        assert page.page.css(f'#app[data-id="{listing.id}"]')


@pytest.mark.parametrize(
    "path", ["/robots.txt", "/taohuo/search?q=&s=12", "/qingju/api/v2/goods", "/pictures/mug-1.jpg"]
)
def test_unchanged_page_is_not_sent_twice(base_url: str, path: str) -> None:
    """A strong ETag, sent back, is answered with 304 and no body."""
    first = get(base_url, path)
    again = get(base_url, path, **{"If-None-Match": f'"other", {first.headers["ETag"]}'})

    assert (first.status, again.status, again.body) == (200, 304, b"")
    assert re.fullmatch(r'"[0-9a-f]{32}"', first.headers["ETag"])
    assert first.headers["Last-Modified"].endswith("GMT")
    assert first.headers["ETag"] == again.headers["ETag"]


def test_only_the_pages_of_an_edited_listing_change(
    base_url: str, marketplace: DemoMarketplace, catalogue: Catalogue
) -> None:
    """Between two crawls a seller edits one title: its pages are sent again, its neighbours' are not."""
    edited, neighbour = catalogue.of_shop("lanxing")[:2]
    paths = [f"/lanxing/item/{listing.id}.html" for listing in (edited, neighbour)]
    etags = [get(base_url, path).headers["ETag"] for path in paths]
    marketplace.replace(catalogue.retitled("lanxing", edited.id, "新标题", datetime(2025, 6, 2, tzinfo=UTC)))
    marketplace.forget_requests()

    answers = [get(base_url, path, **{"If-None-Match": etag}) for path, etag in zip(paths, etags, strict=True)]

    assert {(paths[0], 200): 1, (paths[1], 304): 1} == marketplace.requests
    assert answers[0].headers["Last-Modified"] == "Mon, 02 Jun 2025 00:00:00 GMT"


@pytest.mark.parametrize("path", ["/", "/pictures/../truth.csv", "/pictures/%2e%2e/truth.csv", "/taohuo/item.htm"])
def test_unknown_address_is_not_found(base_url: str, marketplace: DemoMarketplace, path: str) -> None:
    """Nothing of a request is ever joined to a path."""
    assert (get(base_url, path).status, get(base_url, path).body) == (404, b"")
    assert {(path, 404): 2} == marketplace.requests


def test_robots_forbids_only_the_private_part(base_url: str) -> None:
    """A polite crawler sees the link to the private page, and leaves it alone."""
    assert get(base_url, "/robots.txt").body == b"User-agent: *\nAllow: /\nDisallow: /private/\n"
    assert get(base_url, "/lanxing/category/1.html").page.css('a[href^="/private/"]')


def test_same_bytes_on_every_start(catalogue: Catalogue) -> None:
    """No page depends on the port, so two crawls of the demo give the same digests."""
    path = f"/lanxing/item/{catalogue.of_shop('lanxing')[3].id}.html"
    with serve_marketplace() as one, serve_marketplace() as other:
        assert one != other
        assert get(one, path).body == get(other, path).body
