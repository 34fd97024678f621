from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.spiders.extraction.locality import Locality, locality_of
from lenswatch.spiders.extraction.numbers import read_count
from lenswatch.spiders.extraction.price import read_price

CHINA = Locality("CN", "zh")
JAPAN = Locality("JP", "ja")

TEXTS = [
    ("¥149.00 - 159.00", CHINA, "149.00", "159.00", "CNY"),
    ("￥3,980～￥12,800", JAPAN, "3980", "12800", "JPY"),
    ("¥199", Locality(), "199", None, None),
    ("¥199.00", Locality(), "199.00", None, "CNY"),
    ("1.2万元", CHINA, "12000", None, "CNY"),
    ("9块9包邮", CHINA, "9.9", None, "CNY"),
    ("12块5", CHINA, "12.5", None, "CNY"),
    ("5毛", CHINA, "0.5", None, None),
    ("3角5分", CHINA, "0.35", None, None),
    ("1299起", CHINA, "1299", None, None),
    ("NT$1,280", Locality("TW", "zh"), "1280", None, "TWD"),
    ("$210", Locality("TW", "zh"), "210", None, "TWD"),
    ("$15", Locality("CA", "en"), "15", None, "CAD"),
    ("$5.000", Locality(None, "es"), "5000", None, None),
    ("R$ 1.299,90", Locality("BR", "pt"), "1299.90", None, "BRL"),
    ("1 234,50 €", Locality("FR", "fr"), "1234.50", None, "EUR"),
    ("1\u00a0249,90 €", Locality("FR", "fr"), "1249.90", None, "EUR"),
    ("CHF 1'299.–", Locality("CH", "de"), "1299", None, "CHF"),
    ("2 990 Kč", Locality("CZ", "cs"), "2990", None, "CZK"),
    ("1 299 kr", Locality("SE", "sv"), "1299", None, "SEK"),
    ("kr. 99,95", Locality("DK", "da"), "99.95", None, "DKK"),
    ("Rs 6,35,000", Locality("PK", "en"), "635000", None, "PKR"),
    ("30,000원~", Locality("KR", "ko"), "30000", None, "KRW"),
    ("٩٩ ر.س", Locality("SA", "ar"), "99", None, "SAR"),
    ("12.500 KWD", Locality(), "12.500", None, "KWD"),
    ("450 р.", Locality("RU", "ru"), "450", None, "RUB"),
    ("352 р.", Locality("BY", "ru"), "352", None, "BYN"),
    ("$1,299 - $1,499", Locality("US", "en"), "1299", "1499", "USD"),
    ("-20% 15,00 €", Locality("DE", "de"), "15.00", None, "EUR"),
]


@pytest.mark.parametrize(("text", "locality", "low", "high", "currency"), TEXTS)
def test_a_price_text(text: str, locality: Locality, low: str, high: str | None, currency: str | None) -> None:
    price = read_price(text, locality)

    assert price is not None
    assert (Decimal(low), high and Decimal(high), currency) == (price.low, price.high, price.currency)


def test_the_former_price_is_not_the_price() -> None:
    price = read_price("原价￥199 现价￥129", CHINA)

    assert price is not None
    assert (Decimal(129), Decimal(199), "￥") == (price.low, price.regular, price.currency_raw)


@pytest.mark.parametrize("text", ["", "面议", "Call us", "原价 199", "50%", "—"])
def test_no_price_is_none_and_never_zero(text: str) -> None:
    assert read_price(text, CHINA) is None


@given(st.text(max_size=400))
def test_any_text_gives_a_finite_price_or_none(text: str) -> None:
    price = read_price(text, CHINA)

    assert price is None or (
        price.low.is_finite() and price.low >= 0 and (price.high is None or price.high > price.low)
    )


@given(st.decimals(min_value=1, max_value=10**7, places=2, allow_nan=False))
def test_separators_of_thousands_do_not_change_a_price(amount: Decimal) -> None:
    english = f"{amount:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))

    prices = [read_price(f"{sign}{text}") for sign, text in (("£", english), ("€", german), ("€", english))]

    assert [amount] * 3 == [price and price.low for price in prices]


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=1, max_value=9999))
def test_a_range_keeps_both_ends(one: int, other: int) -> None:
    low, high = sorted((one, other))

    price = read_price(f"￥{low}-{high}元", CHINA)

    assert price is not None
    assert (Decimal(low), None if low == high else Decimal(high)) == (price.low, price.high)


@pytest.mark.parametrize(
    ("text", "count"),
    [("1.2万+", 12000), ("已售 3,120 件", 3120), ("2k sold", 2000), ("月销100+", 100), ("-", None), (None, None)],
)
def test_a_count(text: str | None, count: int | None) -> None:
    assert count == read_count(text)


@pytest.mark.parametrize(
    ("url", "tags", "country"),
    [
        ("https://shop.example.ie/x", ("en-GB",), "IE"),
        ("https://ar-sa.shop.invalid/x", (), "SA"),
        ("https://shop.invalid/be/en/boots", ("en",), "BE"),
        ("https://shop.invalid/en-ie/boots", (), "IE"),
        ("https://shop.invalid/x", ("pt_BR",), "BR"),
        ("https://shop.invalid/x", ("zh-Hant-TW",), "TW"),
        ("https://[broken", (), None),
    ],
)
def test_the_country_of_a_site(url: str, tags: tuple[str, ...], country: str | None) -> None:
    assert country == locality_of(url, *tags).country
