"""Addresses are compared as pages are, not as text."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.spiders.web_address import authority, canonical, fetchable, path_below


@given(st.text(max_size=60))
def test_any_text_has_a_canonical_form_or_none(text: str) -> None:
    for url in (text, f"https://shop.example/{text}"):
        found = canonical(url)
        assert found is None or canonical(found) == found


@given(st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=4)), max_size=4))
def test_the_order_of_parameters_does_not_count(pairs: list[tuple[str, str]]) -> None:
    one = canonical(f"https://shop.example/?{urlencode(pairs)}")

    assert one == canonical(f"https://shop.example/?{urlencode(pairs[::-1])}")


@pytest.mark.parametrize(
    "url", ["", "ftp://a.example", "http://", "http://[::1", "http://a.example:99999", "//a", "a:b"]
)
def test_what_is_no_web_address_has_no_form(url: str) -> None:
    assert canonical(url) is None
    assert authority(url) is None


def test_the_scheme_s_own_port_is_left_out() -> None:
    assert authority("https://A.example:443/x") == authority("http://a.example:80") == "a.example"
    assert authority("http://a.example:443") == "a.example:443"


def test_what_is_fetched_is_ascii_without_fragment() -> None:
    assert fetchable("https://a.example/商品?q=é#top") == "https://a.example/%E5%95%86%E5%93%81?q=%C3%A9"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("http://a.example/de", "/"),
        ("http://a.example/de/x?y=1", "/x?y=1"),
        ("http://a.example/desk", None),
        ("http://a.example/", None),
    ],
)
def test_paths_are_seen_from_the_base(url: str, path: str | None) -> None:
    assert path_below("http://a.example/de/", url) == path
