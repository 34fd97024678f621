"""Roll-up: whose listings are counted together, and what is said of them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.core.ground import Ground
from lenswatch.core.listing import Listing
from lenswatch.core.verdict import Band, Verdict, Versions
from lenswatch.ledger.listings import StoredListing, listing_key
from lenswatch.ledger.period import Period
from lenswatch.ledger.sellers import roll_up
from lenswatch.ledger.verdicts import JudgedListing

DAY = datetime(2026, 11, 21, 16, 0, tzinfo=UTC)
WIRELESS = Ground(code="CN-DEV-4.1", met=("CONCEAL", "IMG"), unknown=("WIRELESS",))


def judged(
    number: int,
    score: float = 0.9,
    *,
    day: int = 0,
    grounds: Sequence[Ground] = (),
    **fields: Any,  # noqa: ANN401 - the fields of any listing
) -> JudgedListing:
    listing = Listing.model_validate({"id": str(number), "platform": "DEMO", "title": "灯"} | fields)
    band = Band.FLAG if score >= 0.8 else Band.REVIEW if score >= 0.35 else Band.CLEAR
    versions = Versions(lexicon="l", rules="r", software="0")
    verdict = Verdict(
        id=listing.id,
        score=score,
        prior=0.0,
        band=band,
        disguise=None,
        signals=(),
        grounds=tuple(grounds),
        versions=versions,
    )
    seen = DAY + timedelta(days=day)
    return JudgedListing(StoredListing(listing_key(listing), number, listing, seen, seen, None), verdict)


def test_listings_of_one_seller_are_counted_by_band() -> None:
    shop = {"id": "S"}
    (rollup,) = roll_up([judged(n, score, seller=shop) for n, score in enumerate((0.95, 0.85, 0.5, 0.1, 0.0))])

    assert (rollup.flagged_count, rollup.review_count, rollup.clear_count, rollup.max_score) == (2, 1, 2, 0.95)


def test_the_same_seller_id_on_another_platform_is_another_seller() -> None:
    rollups = roll_up([judged(1, seller={"id": "S"}), judged(2, seller={"id": "S"}, platform="OTHER")])

    assert [rollup.key.platform for rollup in rollups] == ["DEMO", "OTHER"]


@pytest.mark.parametrize("seller", [None, {"name": "同名店铺"}, {"id": "", "name": "同名店铺"}])
def test_listings_that_show_no_seller_id_are_never_merged(seller: dict[str, str] | None) -> None:
    rollups = roll_up([judged(1, seller=seller), judged(2, seller=seller)])

    assert [(one.key.seller_id, one.key.listing_key) for one in rollups] == [(None, "DEMO:1"), (None, "DEMO:2")]


def test_a_shop_is_named_as_shown_last_and_nothing_shown_is_forgotten() -> None:
    old = judged(1, day=0, seller={"id": "S", "name": "旧名", "region": "浙江", "licence_code": "X"})
    new = judged(2, day=1, seller={"id": "S", "name": "新名"})
    (rollup,) = roll_up([new, old])

    assert (rollup.seller.name, rollup.seller.region, rollup.seller.licence_code) == ("新名", "浙江", "X")


def test_times_prices_and_sales_are_those_of_the_flagged_listings() -> None:
    shop = {"id": "S"}
    flagged = [
        judged(1, day=1, seller=shop, price=128, currency="CNY", public_sales=3),
        judged(2, day=2, seller=shop, price=200, price_high=260, currency="CNY"),
    ]
    clear = judged(3, 0.1, day=0, seller=shop, price=1, currency="CNY", public_sales=1000)
    (rollup,) = roll_up([*flagged, clear])

    assert (rollup.first_seen, rollup.last_seen) == (DAY + timedelta(days=1), DAY + timedelta(days=2))
    assert [(p.low_minor, p.high_minor, p.currency) for p in rollup.prices] == [(12800, 26000, "CNY")]
    assert rollup.public_sales == 3


def test_sales_that_nobody_shows_are_none_not_zero() -> None:
    assert [one.public_sales for one in roll_up([judged(1), judged(2, public_sales=0)])] == [None, 0]


def test_prices_of_other_currencies_stay_apart_and_an_unnamed_one_has_no_minor_unit() -> None:
    shop = {"id": "S"}
    yen = [judged(n, seller=shop, price=1980, currency="JPY") for n in (1, 2)]
    (rollup,) = roll_up(
        [*yen, judged(3, seller=shop, price=Decimal("9.9"), currency="CNY"), judged(4, seller=shop, price=5)]
    )

    assert [(p.currency, p.low_minor) for p in rollup.prices] == [("JPY", 1980), ("CNY", 990), (None, None)]


def test_elements_met_by_two_devices_are_not_met_by_one() -> None:
    other = Ground(code="CN-DEV-4.1", met=("IMG", "WIRELESS"), unknown=("CONCEAL",))
    shop = {"id": "S"}
    (rollup,) = roll_up([judged(1, grounds=[WIRELESS], seller=shop), judged(2, grounds=[other], seller=shop)])

    assert rollup.ground_codes == ("CN-DEV-4.1",)
    assert rollup.unknown_elements == ("CONCEAL", "WIRELESS")
    assert len(rollup.grounds) == 2


def test_a_ground_with_an_element_ruled_out_is_not_alleged() -> None:
    ruled_out = Ground(code="CN-DEV-4.5", met=("IMG",), not_met=("NO_NOTICE",))
    (rollup,) = roll_up([judged(1, grounds=[WIRELESS, ruled_out])])

    assert rollup.ground_codes == ("CN-DEV-4.1",)


def test_a_period_holds_what_was_on_sale_in_it() -> None:
    period = Period(DAY + timedelta(days=1), DAY + timedelta(days=2))
    rollups = roll_up([judged(n, day=n) for n in range(4)], period)

    assert [one.flagged[0].stored.revision_id for one in rollups] == [1]


def test_a_covering_period_starts_at_midnight_in_china_and_holds_everything() -> None:
    everything = [judged(1, day=-1), judged(2, day=0)]
    period = Period.covering(everything, DAY + timedelta(hours=2))

    assert period.start.isoformat() == "2026-11-21T00:00:00+08:00"
    assert all(period.holds(one) for one in everything)


def test_a_covering_period_without_listings_is_the_day_so_far() -> None:
    assert Period.covering([], DAY).start <= DAY < Period.covering([], DAY).end


@pytest.mark.parametrize("end", [DAY, DAY - timedelta(seconds=1), DAY.replace(tzinfo=None)])
def test_an_empty_or_naive_period_is_refused(end: datetime) -> None:
    with pytest.raises(ValueError, match="period"):
        Period(DAY, end)


ROWS = st.lists(
    st.tuples(st.sampled_from([0.1, 0.5, 0.8, 0.95]), st.sampled_from([None, {"id": "A"}, {"id": "B"}])), max_size=12
)


@given(ROWS, st.integers(0, 1000))
def test_order_does_not_matter_and_no_listing_is_lost(rows: list[tuple[float, Any]], seed: int) -> None:
    listings = [judged(number, score, seller=seller) for number, (score, seller) in enumerate(rows)]
    shuffled = Random(seed).sample(listings, len(listings))  # noqa: S311 - an order, not a secret
    rollups = roll_up(listings)

    assert roll_up(shuffled) == rollups
    assert sum(one.flagged_count + one.review_count + one.clear_count for one in rollups) == len(listings)
