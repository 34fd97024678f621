"""Addresses made from a template are recognised again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.spiders.site.numbered_address import NumberedAddress, Place, places_of

SEARCH = NumberedAddress("https://shop.example/s?q={term}&s={offset}", page_size=44)


def test_term_and_page_are_written_into_the_address() -> None:
    assert SEARCH.filled(2, "针孔 a&b") == "https://shop.example/s?q=%E9%92%88%E5%AD%94+a%26b&s=44"
    assert (
        NumberedAddress("https://a.example/{page}?k={term}", encoding="gbk").filled(1, "针")
        == "https://a.example/1?k=%D5%EB"
    )


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.integers(1, 99))
def test_what_was_written_is_read_back(term: str, page: int) -> None:
    assert SEARCH.place(SEARCH.filled(page, term)) == Place(term, page)
    path = NumberedAddress("https://shop.example/find/{term}/{page}")
    assert path.place(path.filled(page, f"x{term}")) == Place(f"x{term}", page)


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://shop.example/s?s=88&sort=new&q=pen", Place("pen", 3)),
        ("https://shop.example/s?q=pen", Place("pen", 1)),
        ("https://shop.example/s?sort=new", None),
        ("https://shop.example/t?q=pen", None),
        ("https://other.example/s?q=pen", None),
    ],
)
def test_addresses_a_site_wrote_itself_are_recognised(url: str, place: Place | None) -> None:
    assert SEARCH.place(url) == place


def test_an_unknown_place_is_refused() -> None:
    with pytest.raises(ValueError, match=r"known are \{term\}, \{page\} and \{offset\}"):
        places_of("/s?q={word}")
