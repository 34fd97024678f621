"""Addresses are compared as pages are, not as text."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from w3lib.url import canonicalize_url, safe_url_string

from lenswatch.spiders.web_address import authority, canonical, fetchable, ignoring, path_below


@given(st.text(max_size=60))
def test_any_text_has_a_canonical_form_or_none(text: str) -> None:
    for url in (text, f"https://shop.example/{text}"):
        found = canonical(url)
        assert found is None or canonical(found) == found


@given(st.from_regex(r"https?://[a-z0-9.-]{1,12}(:[0-9]{2,3})?(/[A-Za-z0-9_.~%-]{0,6}){0,4}", fullmatch=True))
def test_a_plain_address_is_spelt_as_by_the_long_way(url: str) -> None:
    found = canonical(url)

    assert found is None or found == canonicalize_url(url)
    assert fetchable(url) == safe_url_string(url)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=4)), max_size=4))
def test_the_order_of_parameters_does_not_count(pairs: list[tuple[str, str]]) -> None:
    one = canonical(f"https://shop.example/?{urlencode(pairs)}")

    assert one == canonical(f"https://shop.example/?{urlencode(pairs[::-1])}")


_NAMES = st.sampled_from(["id", "utm_source", "UTM_x", "spm", "spmx", "xspm", "jsessionid", "%75tm_id", "q;spm", ""])


@given(st.lists(st.tuples(_NAMES, st.text(max_size=3)), max_size=5))
def test_how_a_visitor_came_does_not_count(pairs: list[tuple[str, str]]) -> None:
    told = [(name, value) for name, value in pairs if not name.lower().startswith("utm_")]
    told = [(name, value) for name, value in told if name not in {"spm", "jsessionid"}]
    found = canonical(f"https://shop.example/a?{urlencode(pairs)}")

    assert found == canonical(f"https://shop.example/a?{urlencode(told)}")


@pytest.mark.parametrize(
    ("url", "known_as"),
    [
        ("https://a.example/i?spm=a.b&id=7&scm=1", "https://a.example/i?id=7"),
        ("https://a.example/i;JSESSIONID=8F.w1?id=7", "https://a.example/i?id=7"),
        ("https://a.example/i;v=2/k?utm_source", "https://a.example/i;v=2/k"),
        ("https://a.example/i?%75tm_source=x&id=7", "https://a.example/i?id=7"),
        ("https://a.example/spm=1/utm_source=2", "https://a.example/spm=1/utm_source=2"),
        ("https://a.example/i?id=spm&ref=utm_source%3D1", "https://a.example/i?id=spm&ref=utm_source%3D1"),
    ],
)
def test_the_form_of_addresses_with_idle_parameters(url: str, known_as: str) -> None:
    assert canonical(url) == known_as
    assert canonical(known_as) == known_as


def test_a_site_may_ignore_more_or_less() -> None:
    ignored = ignoring(["sid", "track_*", "a.b"])

    assert (
        canonical("https://a.example/?sid=1&track_x=2&a.b=3&axb=4&spm=5", ignored) == "https://a.example/?axb=4&spm=5"
    )
    assert canonical("https://a.example/?spm=5", ignoring([])) == "https://a.example/?spm=5"


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
