"""Which links are followed, and where a listing was shown."""

import pytest

from lenswatch.core.image import Image
from lenswatch.core.listing import Listing
from lenswatch.core.sighting import Surface
from lenswatch.spiders.frontier.frontier_url import Kind, NewUrl
from lenswatch.spiders.page import Page
from lenswatch.spiders.page_objects import FoundLink
from lenswatch.spiders.reading.links import image_links, links_of, sighting_of, surface_of
from tests.spiders.conftest import Shop, site_of

SHOP = Shop("https://shop.example")
SITE = site_of(SHOP)


class Described:
    """A page object that found two listings and a list."""

    name = "described"

    def read_listing(self, _: Page) -> None:
        return None

    def read_links(self, page: Page) -> tuple[FoundLink, ...]:
        return (
            FoundLink(f"{SHOP.base_url}/offer/1", 1, Surface.ADVERTISEMENT, is_listing=True),
            FoundLink("https://elsewhere.example/offer/2", 2, Surface.SEARCH, is_listing=True),
            FoundLink(f"{SHOP.base_url}/list?s=44", None, Surface.SEARCH, is_listing=False),
            FoundLink(page.url, None, Surface.SEARCH, is_listing=False),
        )


def links(html: str, path: str = "/list") -> list[tuple[str, int | None]]:
    page = Page(f"{SHOP.base_url}{path}", html.encode(), "text/html; charset=utf-8")
    return [(link.address.removeprefix(SHOP.base_url), link.rank) for link in links_of(SITE, page, None)]


def test_listings_are_ranked_as_shown_each_once() -> None:
    html = '<a href="/item/b">B</a><a href="/about">-</a><a href="item/a">A</a><a href="/item/b#reviews">again</a>'

    assert links(html) == [("/item/b", 1), ("/item/a", 2)]


def test_a_base_element_counts() -> None:
    assert links('<base href="/item/"><a href="7">x</a>') == [("/item/7", 1)]


@pytest.mark.parametrize("href", ["", "#", "javascript:x()", "mailto:a@b.c", "tel:1", "http://[::1", "//", "data:,x"])
def test_what_is_no_page_is_left_out(href: str) -> None:
    assert links(f'<a href="{href}">x</a>', path="/imprint") == []


def test_a_page_object_s_word_counts_where_the_file_names_no_listing() -> None:
    site = site_of(SHOP, links={"follow": ["^/list"]})

    found = links_of(site, Page(f"{SHOP.base_url}/x", b""), Described())

    assert [(link.address, link.surface) for link in found] == [
        (f"{SHOP.base_url}/offer/1", Surface.ADVERTISEMENT),
        (f"{SHOP.base_url}/list?s=44", None),
    ]


@pytest.mark.parametrize("mark", ["<em>广告</em>", "<span>Sponsored</span>", "<i>[推广]</i>"])
def test_a_card_with_a_mark_is_an_advertisement(mark: str) -> None:
    html = (
        f'<ul><li><div>{mark}</div><a href="/item/a">A</a></li><li><a href="/item/b">B</a></li></ul>'
        f"<footer><a href='/about'>About</a>{mark}</footer>"
    )
    page = Page(f"{SHOP.base_url}/list", html.encode(), "text/html; charset=utf-8")

    found = {link.address.removeprefix(SHOP.base_url): link.surface for link in links_of(SITE, page, None)}

    assert found == {"/item/a": Surface.ADVERTISEMENT, "/item/b": Surface.CATEGORY}


@pytest.mark.parametrize(
    ("path", "surface"),
    [("/list", Surface.CATEGORY), ("/list?q=clock", Surface.SEARCH), ("/item/7", Surface.RECOMMENDATION)],
)
def test_the_surface_is_told_by_the_address(path: str, surface: Surface) -> None:
    assert surface_of(SITE, SHOP.base_url + path) is surface


@pytest.mark.parametrize(("number", "page"), [("3", 3), ("0", None), ("x", None), ("２", None)])
def test_the_number_of_the_list_page_is_noted(number: str, page: int | None) -> None:
    sighting = sighting_of(SITE, NewUrl("x", found_on=f"https://shop.example/?p={number}", surface=Surface.CATEGORY))

    assert sighting is not None
    assert sighting.page == page


def test_pictures_are_taken_once_from_the_site_s_hosts() -> None:
    own, other = Image(url="https://shop.example/a.jpg"), Image(url="https://cdn.example/b.jpg")
    listing = Listing(title="Clock", main_image=own, images=(own, other, Image(path="c.jpg")))

    taken, elsewhere = image_links(SITE, listing, "https://shop.example/item/1")

    assert [(link.address, link.kind) for link in taken] == [("https://shop.example/a.jpg", Kind.IMAGE)]
    assert elsewhere == 1
