"""Feeds write prices and specification tables in ways of their own."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.core.money import minor_units
from lenswatch.spiders.extraction.price import Price
from lenswatch.spiders.reading.feed_values import in_major_units, pairs_of


@pytest.mark.parametrize(("currency", "major"), [("CNY", "129.00"), ("JPY", "12900"), ("KWD", "12.900")])
def test_minor_units_are_those_of_the_currency(currency: str, major: str) -> None:
    price = Price(Decimal(12900), raw="12900")

    assert in_major_units(price, currency) == Price(Decimal(major), raw="12900")


def test_a_price_of_unknown_currency_is_left_out() -> None:
    """Whether 12900 are 129 or 12900 cannot be told; a guess would stand in a report."""
    assert in_major_units(Price(Decimal(12900)), None) is None


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from(["CNY", "USD", "JPY", "KWD"]))
def test_major_units_lead_back_to_the_minor_ones(count: int, currency: str) -> None:
    major = in_major_units(Decimal(count), currency)

    assert isinstance(major, Decimal)
    assert minor_units(major, currency) == count


@pytest.mark.parametrize(
    "table",
    [
        {"材质": "棉", "层数": 2},
        [{"k": "材质", "v": "棉"}, {"k": "层数", "v": 2}],
        [
            {"value": "棉", "name": "材质"},
            {"value": 2, "name": "层数"},
            {"name": "材质", "value": "麻"},
            "odd",
            {"a": 1},
        ],
    ],
)
def test_a_table_is_an_object_or_a_list_of_pairs(table: object) -> None:
    assert pairs_of(table) == {"材质": "棉", "层数": "2"}  # type: ignore[arg-type]  # JSON as a feed holds it


@pytest.mark.parametrize("nothing", [None, 3, "材质:棉", [], {}, [["材质", "棉"]]])
def test_what_is_no_table_gives_none(nothing: object) -> None:
    assert pairs_of(nothing) is None  # type: ignore[arg-type]  # JSON as a feed holds it
