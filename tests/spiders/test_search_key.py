"""Addresses under one key in an index, as the tools for web archives write it."""

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lenswatch.spiders.evidence.search_key import search_key

PUBLISHED = {  # examples from the manuals of indexers
    "http://example.com/": "com,example)/",
    "http://commoncrawl.org/": "org,commoncrawl)/",
    "http://archive.org/goo/?a=2&b&a=1": "org,archive)/goo?a=1&a=2&b",
    "http://httpbin.org/post?foo=bar": "org,httpbin)/post?foo=bar",
}
OURS = {
    "https://www.Shop.example:443/Item/7/#top": "example,shop)/item/7",
    "https://www2.shop.example:8443/": "example,shop:8443)/",
    "http://shop.example": "example,shop)/",
    "http://shop.example/?": "example,shop)/",
    "http://shop.example/a%2Fb%E9%92%88?q=针孔": "example,shop)/a/b%e9%92%88?q=%e9%92%88%e5%ad%94",
    "http://shop.example/a%252520b": "example,shop)/a%20b",
    "http://bücher.example/": "example,xn--bcher-kva)/",
    "http://127.0.0.1:8000/list": "1,0,0,127:8000)/list",
    "http://user:secret@shop.example/": "example,shop)/",
    "no address at all": "no%20address%20at%20all",
}


@pytest.mark.parametrize(("url", "key"), [*PUBLISHED.items(), *OURS.items()])
def test_an_address_has_its_key(url: str, key: str) -> None:
    assert search_key(url) == key


@settings(deadline=None)
@given(
    st.text(max_size=80)
    | st.text(max_size=60).map("http://shop.example/{}".format)
    | st.text().map("https://{}/".format)
)
def test_any_text_has_a_key_of_plain_characters(text: str) -> None:
    assert re.fullmatch(r"[!-~]*", search_key(text))


@settings(deadline=None)
@given(st.lists(st.from_regex(r"[a-z]{1,3}=[a-z0-9]{0,3}", fullmatch=True), min_size=1, max_size=5), st.randoms())
def test_the_order_of_parameters_makes_no_difference(parameters: list[str], random: Random) -> None:
    shuffled = random.sample(parameters, len(parameters))

    assert search_key(f"http://a.example/x?{'&'.join(parameters)}") == search_key(
        f"https://www.A.example/x/?{'&'.join(shuffled)}#y"
    )
