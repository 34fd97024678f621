"""Many durations in little memory, and quantiles that can be relied on."""

from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.spiders.monitoring.durations import DurationCount, Durations

seconds = st.floats(min_value=0.001, max_value=3600)


def counted(values: list[float], before: Durations | None = None) -> Durations:
    count = DurationCount(before or Durations())
    for value in values:
        count.add(value)
    return count.so_far()


@given(st.lists(seconds, min_size=1), st.sampled_from([0.5, 0.95, 1.0]))
def test_a_quantile_is_right_to_5_percent(values: list[float], share: float) -> None:
    exact = sorted(values)[max(0, -int(-share * len(values) // 1) - 1)]

    assert counted(values).quantile(share) == pytest.approx(exact, rel=0.052, abs=0.0001)


@given(st.lists(seconds, min_size=1))
def test_mean_and_shortest_are_exact(values: list[float]) -> None:
    found = counted(values)

    assert found.mean == pytest.approx(sum(values) / len(values), abs=0.0001)
    assert found.shortest == min(values)


@given(st.lists(seconds), st.lists(seconds))
def test_counting_goes_on_where_the_ledger_left_off(first: list[float], second: list[float]) -> None:
    kept = Durations.model_validate_json(counted(first).model_dump_json())

    assert counted(second, kept).classes == counted(first + second).classes


@given(st.floats(min_value=0, max_value=1e9))
def test_memory_does_not_grow(value: float) -> None:
    (number,) = counted([value]).classes

    assert 0 <= number <= 160


def test_nothing_has_no_quantile() -> None:
    assert (Durations().quantile(0.5), Durations().mean, Durations().shortest) == (None, None, None)


def test_the_median_lies_in_the_middle() -> None:
    values = [0.1, 0.2, 0.4, 0.8, 1.6]

    assert counted(values).quantile(0.5) == pytest.approx(quantiles(values, n=2)[0], rel=0.052)
