"""The site files that ship: sound, in scope, and claiming no more than was seen."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from lenswatch.core.listing import Listing
from lenswatch.core.sighting import Surface
from lenswatch.operations.crawling import shipped_sites
from lenswatch.spiders.extraction.extract import extract_listing
from lenswatch.spiders.page import Page
from lenswatch.spiders.page_objects import PAGE_OBJECTS
from lenswatch.spiders.reading.links import links_of, sighting_of
from lenswatch.spiders.site.limit import Level
from lenswatch.spiders.site.site import Role, Site

SITES = {site.name: site.with_terms(["针孔摄像头"]) for site in shipped_sites()}
SEEN = {"amazon", "taobao"}
"""Sites of which a test below reads real saved pages."""
ITEMS = {
    "1688": "https://detail.1688.com/offer/610001.html",
    "aliexpress": "https://www.aliexpress.com/item/100500.html?spm=1",
    "amazon": "https://www.amazon.com/Clock/dp/B000000001/ref=sr_1",
    "ebay": "https://www.ebay.com/itm/1234567890",
    "generic-shop": "https://shop.example/item/1",
    "jd": "https://item.jd.com/100001.html",
    "mercari": "https://jp.mercari.com/item/m100001",
    "pinduoduo": "https://mobile.yangkeduo.com/goods.html?goods_id=1",
    "shopee": "https://shopee.sg/Clock-i.1.2",
    "taobao": "https://item.taobao.com/item.htm?spm=1&id=2",
    "tmall": "https://detail.tmall.com/item.htm?id=2",
    "xianyu": "https://www.goofish.com/item?id=2",
}


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_a_shipped_file_is_polite_asserts_its_result_and_begins_on_its_own_hosts(site: Site) -> None:
    items = site.assertions.minimum_items

    assert items is not None
    assert items.level is Level.ERROR
    assert site.politeness.delay_seconds is not None
    assert site.politeness.delay_seconds >= 1
    assert all(site.owns(url) and site.role_of(url) is not Role.LISTING for url in site.start_urls)
    assert (site.currency, site.language) != (None, None)


def test_item_pages_are_told_from_other_pages() -> None:
    assert {name: SITES[name].role_of(url) for name, url in ITEMS.items()} == dict.fromkeys(SITES, Role.LISTING)
    assert [name for name, site in SITES.items() if site.role_of(f"{site.base_url}/help")] == []


def test_only_sites_whose_real_pages_are_tested_claim_to_be_verified() -> None:
    assert {name for name, site in SITES.items() if site.layout != "unverified layout"} == SEEN


@pytest.mark.development_data
def test_real_item_pages_of_amazon_are_read_by_its_file(development_data: Path) -> None:
    pages = list(saved(development_data / "pages", "www.amazon.com"))
    read = [(listing_of(SITES["amazon"], page), truth) for page, truth in pages]

    assert len(pages) >= 5
    for listing, truth in read:
        assert truth["title"] is None or listing.title.startswith(tuple(truth["title"]))  # one names its edition too
        assert truth["price"] is None or f"{listing.price:.2f}" in truth["price"]
        assert truth["currency"] in (None, listing.currency)
    sellers = [listing.seller.id for listing, _ in read if listing.seller and listing.seller.id]
    assert len(sellers) >= 2
    assert all(len(seller) > 8 and seller.isalnum() for seller in sellers)


@pytest.mark.development_data
def test_the_real_item_page_of_taobao_is_read_by_its_file(development_data: Path) -> None:
    ((page, truth),) = saved(development_data / "pages", "item.taobao.com")
    listing = listing_of(SITES["taobao"], page)

    assert listing.title in truth["title"]
    assert f"{listing.price:.2f}" in truth["price"]
    assert listing.currency == truth["currency"]
    assert listing.seller is not None
    assert listing.seller.name in truth["seller"]


@pytest.mark.development_data
def test_the_real_search_page_of_taobao_gives_ranked_listings_and_its_words(development_data: Path) -> None:
    folder = development_data / "pages"
    truth = json.loads((folder / "taobao_search_ipad_2018.truth.json").read_text(encoding="utf-8"))
    site = SITES["taobao"]
    url = "https://s.taobao.com/search?q=ipad&s=0"
    page = Page(url, gzip.decompress((folder / "taobao_search_ipad_2018.html.gz").read_bytes()))

    links = links_of(site, page, PAGE_OBJECTS["taobao"])

    sightings = [sighting for link in links if (sighting := sighting_of(site, link))]
    assert len(sightings) >= len(truth["items"])
    assert {(s.query, s.page) for s in sightings} == {("ipad", 1)}
    assert Surface.SEARCH in {s.surface for s in sightings}
    (following,) = [link.address for link in links if link.surface is None]
    place = site.searched(following)
    assert place is not None
    assert (place.term, place.page) == ("ipad", 2)


def saved(folder: Path, host: str) -> Iterator[tuple[Page, dict[str, Any]]]:
    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        truth = json.loads(line)
        if urlsplit(truth["url"]).hostname == host:
            yield Page(truth["url"], gzip.decompress((folder / truth["file"]).read_bytes())), truth


def listing_of(site: Site, page: Page) -> Listing:
    assert site.role_of(page.url) is Role.LISTING
    listing = extract_listing(page, PAGE_OBJECTS[site.page_object] if site.page_object else None, site.patches)
    assert listing is not None
    return listing
