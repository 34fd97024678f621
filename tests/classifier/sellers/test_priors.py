"""A decision on a seller counts for two years, each seller's latest, and its digest says what counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.classifier.sellers.decision import SellerDecision
from lenswatch.classifier.sellers.priors import NO_SELLERS, SellerPriors
from lenswatch.core.listing import Listing
from lenswatch.core.seller import Seller

TODAY = date(2026, 11, 22)


def decided(day: date = date(2026, 3, 2), source: str = "文号1", seller: str = "s7") -> SellerDecision:
    return SellerDecision("P", seller, day, source)


def on(day: date, *decisions: SellerDecision, weight: float = 0.7) -> SellerPriors:
    return SellerPriors.on(day, decisions, weight)


@pytest.mark.parametrize(
    ("decided_on", "last"),
    [
        (date(2026, 3, 2), date(2028, 3, 2)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2026, 2, 28), date(2028, 2, 28)),
    ],
)
def test_it_counts_up_to_the_same_day_two_years_later(decided_on: date, last: date) -> None:
    one = decided(decided_on)

    assert [one.counts_on(day) for day in (decided_on, last)] == [True, True]
    assert [one.counts_on(day) for day in (decided_on - timedelta(1), last + timedelta(1))] == [False, False]


def test_of_several_on_one_seller_the_latest_counts_wherever_it_stands() -> None:
    older, newer = decided(date(2025, 5, 5), "old"), decided(date(2026, 5, 5), "new")

    assert on(TODAY, newer, older) == on(TODAY, older, newer) == on(TODAY, newer)


def test_the_digest_names_what_counted_and_its_weight_and_is_absent_where_nothing_did() -> None:
    one, lapsed = decided(), decided(date(2020, 1, 1), seller="s8")

    assert on(TODAY, one, lapsed).digest == on(TODAY + timedelta(30), one).digest
    assert len({on(TODAY, one).digest, on(TODAY, one, weight=0.5).digest, on(TODAY, decided(source="x")).digest}) == 3
    assert (NO_SELLERS.digest, on(TODAY, lapsed).digest, on(TODAY, one, weight=0).digest) == (None, None, None)


@pytest.mark.parametrize(
    ("platform", "seller"), [("P", "s8"), ("Q", "s7"), (None, "s7"), ("P", None), ("P", "S7"), ("p", "s7")]
)
def test_only_the_same_id_on_the_same_platform_is_the_seller(platform: str | None, seller: str | None) -> None:
    priors = on(TODAY, decided())

    assert priors.of(Listing(title="挂钟", platform=platform, seller=Seller(id=seller))) == ()
    assert priors.of(Listing(title="挂钟", platform="P")) == ()
    assert len(priors.of(Listing(title="挂钟", platform="P", seller=Seller(id="s7")))) == 1


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_two_years_are_never_more_than_731_days_and_end_on_the_day_or_the_month_end(day: date) -> None:
    last = decided(day).last_day

    assert last - day in {timedelta(730), timedelta(731)}
    assert last.day == day.day or (day.month, day.day, last.day) == (2, 29, 28)
