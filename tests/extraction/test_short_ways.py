"""Where reading takes a short way for what is plain, it comes to what the long way comes to."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.spiders.extraction.dom import each
from lenswatch.spiders.extraction.findings import Findings, Found, merge
from lenswatch.spiders.extraction.outline import Outline, Places
from lenswatch.spiders.extraction.paid_marks import marked_near
from lenswatch.spiders.extraction.price import read_price
from lenswatch.spiders.extraction.schema_values import absolute
from lenswatch.spiders.extraction.text import paragraphs
from lenswatch.spiders.page import Page

PAGES = sorted((Path(__file__).parent / "cases").glob("*/page.html"))
PLACES = [
    Places.called("price"),
    Places.called("review", "comment"),
    Places(tags=("h1",), classes=("price", "sku"), carrying=(("itemprop", ""), ("data-price", ""))),
    Places(carrying=(("itemprop", "brand"),)),
    Places(tags=("button", "input"), classes=("btn",), ids=("buy", "cart")),
]
IDLE = "script style br option path g hr".split()
BASES = [
    "http://x.example/",
    "https://x.example/a/b?c",
    "http://X.example:80/a;p",
    "ftp://a/",
    "http://[::1]/a",
    "https:",
]


@pytest.mark.parametrize("places", PLACES, ids=lambda places: places.selector)
def test_one_walk_finds_what_a_selector_finds(places: Places) -> None:
    for path in PAGES:
        page = Page("https://shop.example/item/1", path.read_bytes())
        selected = [node for node in each(page.tree.css(places.selector), 1000) if node.tag not in IDLE]
        found = Outline(page).find(places)
        assert [node.mem_id for node in found] == [node.mem_id for node in selected], path.parent.name


@given(
    st.sampled_from(["", "/", "//", "http://", "https://", "http://a", "https://a.example:8"]),
    st.text("ab/.%~+-_:09?#;=A \\@[]é", max_size=12),
    st.sampled_from(BASES),
)
def test_an_address_is_joined_as_the_standard_says(start: str, rest: str, base: str) -> None:
    address = start + rest
    try:
        joined = urljoin(base, address.strip())
        parts = urlsplit(joined)
    except ValueError:
        assert absolute(address, base) is None
        return
    good = bool(address) and parts.scheme in {"http", "https"} and bool(parts.hostname)
    assert absolute(address, base) == (joined if good else None)


@given(st.from_regex(r"[0-9]{1,9}(\.[0-9]{1,2})?", fullmatch=True), st.sampled_from([None, "EUR", "KWD", "KRW"]))
def test_a_plain_amount_is_the_same_with_a_blank_before_it(amount: str, currency: str | None) -> None:
    assert str(read_price(amount, currency=currency)) == str(read_price(f" {amount}", currency=currency))


@given(st.text("ab \t\r\n\\n&;<>pbr/\u00a0商", max_size=40))
def test_a_text_reads_the_same_with_an_empty_element_behind_it(text: str) -> None:
    whole = text.replace("<", "").replace("&", "")
    assert paragraphs(whole) == paragraphs(f"{whole}<b></b>")


@given(st.text(min_size=1), st.text(min_size=1))
def test_changed_findings_are_those_of_dataclasses(title: str, brand: str) -> None:
    first, second = Findings(title=Found(title, "a")), Findings(title=Found(brand, "b"), brand=Found(brand, "b"))
    assert first.but(brand=second.brand) == replace(first, brand=second.brand) == merge([first, second])


@pytest.mark.parametrize(
    "mark", ["Ad", " Ad ", "&nbsp;Ad", "【广告】", "\u3000广告", "&#24191;&#21578;", "(Sponsored)"]
)
def test_a_mark_is_seen_however_it_is_written(mark: str) -> None:
    page = Page("https://shop.example/", f"<main><h1>Clock</h1><span>{mark}</span></main>".encode())
    assert marked_near(page.tree.css_first("h1"), page.markup) is not None


@pytest.mark.parametrize("text", ["Adapter", "An Ad", "推广人", "&#24191;"])
def test_a_word_that_begins_like_a_mark_is_none(text: str) -> None:
    page = Page("https://shop.example/", f"<main><h1>Clock</h1><span>{text}</span></main>".encode())
    assert marked_near(page.tree.css_first("h1"), page.markup) is None
