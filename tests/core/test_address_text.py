"""Telling addresses from other text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.core.address_text import is_mail_address, is_web_address
from lenswatch.core.listing import Listing
from lenswatch.core.seller import Seller


@pytest.mark.parametrize(
    "text",
    [
        *("https://shop.example", "http://shop.example:8080/item?id=1#a", "HTTPS://店铺.example/商品"),
        *("https://[::1]:80/x", "https://x"),
    ],
)
def test_web_addresses_are_told(text: str) -> None:
    assert is_web_address(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "abc", "shop.example", "//shop.example", "taobao://item?id=1", "javascript:alert(1)", "file:///x"),
        *(
            "https://",
            "https:///x",
            "http://a b",
            "https://me@shop.example/",
            "https://shop.example/ x",
            "https://.",
            "/item/1",
        ),
    ],
)
def test_other_text_is_no_web_address(text: str) -> None:
    assert not is_web_address(text)


@pytest.mark.parametrize("text", ["a@b.example", "mailto:a+b@mail.b.example"])
def test_mail_addresses_are_told(text: str) -> None:
    assert is_mail_address(text)


@pytest.mark.parametrize("text", ["abc", "a@b", "@b.example", "a@b.example, c@d.example", "a b@c.example", "a@b."])
def test_other_text_is_no_mail_address(text: str) -> None:
    assert not is_mail_address(text)


@given(st.text())
def test_any_text_is_one_or_none(text: str) -> None:
    assert not (is_web_address(text) and is_mail_address(text))


def test_a_listing_tells_where_it_holds_no_web_address() -> None:
    listing = Listing(
        title="x", url="taobao://item?id=1", canonical_url="https://shop.example/1", seller=Seller(url="shop 7")
    )

    assert listing.odd_addresses() == ("url", "seller.url")
