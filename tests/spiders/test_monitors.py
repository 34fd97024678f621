"""Each monitor: a night as usual is quiet, and a worse night never quieter than a better one."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.spiders.monitoring.alarm import Alarm, Unjudged
from lenswatch.spiders.monitoring.tally import Tally
from lenswatch.spiders.monitoring.watch import MONITORS, Monitor, watch
from lenswatch.spiders.site.limit import Level, Limit
from lenswatch.spiders.site.monitors import Monitors

USUAL = Tally(
    pages=100,
    listings_new=20,
    listings_changed=20,
    listings_unchanged=60,
    listings_read=80,
    prices_compared=60,
    prices_changed=3,
    failed=2,
    blocked=1,
    listings_missing=2,
    filled={"title": 80, "price": 78, "seller": 60, "brand": 40},
    unknown_keys={"sku2": 70, "rating": 5},
)
NIGHTS = (USUAL,) * 4
counts = st.integers(0, 100)


def alarms(night: Tally, earlier: Sequence[Tally] = NIGHTS, limits: Monitors = Monitors()) -> dict[str, Alarm]:  # noqa: B008 - a frozen value
    found = watch(night, earlier, limits, early=False)
    return {one.monitor: one for one in found if isinstance(one, Alarm)}


def changed(**counts: object) -> Tally:
    return USUAL.model_copy(update=counts)


@pytest.mark.parametrize(
    ("monitor", "night", "told"),
    [
        ("item_count", {"listings_unchanged": 0}, "only 40 listings seen, usually 100"),
        ("coverage", {"filled": dict(USUAL.filled) | {"price": 8}}, "fewer listings than usual have: price 98% → 10%"),
        ("block_rate", {"blocked": 30}, "30% of the answers were robot checks or login walls, usually 1%"),
        ("error_rate", {"failed": 30}, "30% of the visits failed, usually 2%"),
        (
            "missing_listings",
            {"listings_missing": 80},
            "50% of the pages that should show a listing show none, usually 2%",
        ),
        (
            "price_changes",
            {"prices_changed": 60},
            "100% of the listings have another price or currency than at the last sound crawl, usually 5%",
        ),
        (
            "new_keys",
            {"unknown_keys": {"sku2": 70, "props.item": 80}},
            "keys in the pages' data that no earlier crawl met: 1, such as “props.item”",
        ),
        ("new_listings", {"listings_new": 0, "listings_changed": 40}, "no listing is new, usually 20"),
    ],
)
def test_each_monitor_tells_what_is_unusual(monitor: str, night: dict[str, object], told: str) -> None:
    found = alarms(changed(**night))

    assert {name: str(one.message) for name, one in found.items()} == {monitor: told}


def test_a_night_as_usual_is_quiet() -> None:
    assert watch(USUAL, NIGHTS, Monitors(), early=False) == ()


@given(st.lists(counts, min_size=3, max_size=7).filter(lambda nights: len(nights) % 2 == 1), st.floats(0, 1))
def test_as_many_listings_as_the_median_never_alarm(nights: list[int], value: float) -> None:
    earlier = [changed(listings_new=n, listings_changed=0, listings_unchanged=0) for n in nights]
    limits = Monitors(item_count=Limit(value=value))

    assert "item_count" not in alarms(sorted(earlier, key=lambda one: one.listings)[len(nights) // 2], earlier, limits)


@given(st.lists(counts, min_size=3, max_size=7), counts, counts, st.floats(0, 1))
def test_fewer_listings_never_turn_the_alarm_off(nights: list[int], one: int, other: int, value: float) -> None:
    earlier = [changed(listings_new=n, listings_changed=0, listings_unchanged=0) for n in nights]
    limits = Monitors(item_count=Limit(value=value))
    fewer, more = (
        "item_count" in alarms(changed(listings_new=n, listings_changed=0, listings_unchanged=0), earlier, limits)
        for n in sorted((one, other))
    )

    assert fewer >= more


RISING = {
    "block_rate": "blocked",
    "error_rate": "failed",
    "missing_listings": "listings_missing",
    "price_changes": "prices_changed",
}


@pytest.mark.parametrize(("monitor", "count"), RISING.items())
@given(nights=st.lists(st.integers(0, 60), min_size=3, max_size=7), tonight=st.tuples(*[st.integers(0, 60)] * 2))
def test_a_rate_as_usual_never_alarms_and_a_higher_one_never_turns_the_alarm_off(
    monitor: str, count: str, nights: list[int], tonight: tuple[int, int]
) -> None:
    earlier = [changed(**{count: n}) for n in nights]
    middle = sorted(nights)[(len(nights) - 1) // 2]
    low, high = (monitor in alarms(changed(**{count: n}), earlier) for n in sorted(tonight))

    assert low <= high
    assert monitor not in alarms(changed(**{count: middle}), earlier)


@given(st.integers(0, 80), st.integers(0, 80))
def test_a_field_filled_less_never_turns_the_alarm_off(one: int, other: int) -> None:
    less, more = ("coverage" in alarms(changed(filled=dict(USUAL.filled) | {"price": n})) for n in sorted((one, other)))

    assert less >= more


def test_a_field_no_report_stands_on_is_a_warning_at_the_most() -> None:
    found = alarms(changed(filled=dict(USUAL.filled) | {"brand": 0}))

    assert found["coverage"].level is Level.WARNING


def test_an_unsteady_site_is_judged_by_its_own_ups_and_downs_but_never_by_nothing() -> None:
    earlier = [changed(listings_new=n, listings_changed=0, listings_unchanged=0) for n in (100, 10, 190, 30, 170)]
    quiet, empty = (changed(listings_new=n, listings_changed=0, listings_unchanged=0) for n in (20, 5))

    assert ("item_count" in alarms(quiet, earlier), "item_count" in alarms(empty, earlier)) == (False, True)


def test_with_fewer_than_three_nights_no_monitor_says_that_all_is_well() -> None:
    found = watch(USUAL, NIGHTS[:2], Monitors(), early=False)

    assert [(type(one), one.monitor) for one in found] == [(Unjudged, monitor.name) for monitor in MONITORS]
    assert {str(one.message) for one in found} == {"no history yet: 2 of 3 sound crawls to compare with"}


def test_where_little_was_read_a_share_is_unknown_and_not_zero() -> None:
    night = changed(listings_read=9, filled={}, listings_missing=0, prices_compared=0, prices_changed=0)
    found = watch(night, NIGHTS, Monitors(), early=False)

    assert {one.monitor for one in found if isinstance(one, Unjudged)} == {
        "coverage",
        "missing_listings",
        "price_changes",
        "new_keys",
    }


def test_a_crawl_begun_too_early_is_not_called_small() -> None:
    found = watch(Tally(), NIGHTS, Monitors(), early=True)

    assert all(isinstance(one, Unjudged) for one in found)
    assert str(found[0].message) == "most pages were not due yet, so soon after the last sound crawl"


def test_a_crawl_cut_short_is_judged_by_its_shares_and_not_by_its_size() -> None:
    found = watch(changed(listings_unchanged=0, listings_new=0), NIGHTS, Monitors(), early=False, cut=True)

    assert {one.monitor for one in found} == {"item_count", "new_listings"}
    assert {str(one.message) for one in found} == {"the crawl was cut short while pages were left"}


@pytest.mark.parametrize("monitor", MONITORS, ids=lambda monitor: monitor.name)
def test_each_monitor_can_be_switched_off(monitor: Monitor) -> None:
    off: dict[str, Any] = {monitor.name: False}
    found = watch(USUAL, (), Monitors.model_validate(off), early=False)

    assert {one.monitor for one in found} == {one.name for one in MONITORS} - {monitor.name}


def test_every_threshold_has_its_monitor() -> None:
    assert [monitor.name for monitor in MONITORS] == list(Monitors.model_fields)


def test_a_key_of_a_page_cannot_break_out_of_its_quotation() -> None:
    found = alarms(changed(unknown_keys={"a”\u202eb\n": 80}))

    assert "“a��b�”" in str(found["new_keys"].message)
