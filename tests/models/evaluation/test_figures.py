"""Shares, curves and calibration against figures reckoned by hand or by others."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score

from lenswatch.core.verdict import Band
from lenswatch.models.evaluation.calibration import calibration_bins, expected_calibration_error
from lenswatch.models.evaluation.curve import average_precision, curve, precision_of_first, recall_within
from lenswatch.models.evaluation.everyday import alarm_weight, days_work, everyday_precision
from lenswatch.models.evaluation.share import Share, wilson

SCORES = st.lists(st.tuples(st.integers(0, 20).map(lambda n: n / 20), st.booleans()), min_size=1, max_size=60)
SMALL = [(0.9, True), (0.8, False), (0.8, True), (0.2, True), (0.1, False)]


@pytest.mark.parametrize(
    ("found", "total", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe, Statistics in Medicine 17 (1998), table I
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_intervals(found: int, total: int, low: float, high: float) -> None:
    assert wilson(found, total) == pytest.approx((low, high), abs=5e-5)


def test_a_share_of_nothing_has_no_interval_and_one_of_few_is_marked() -> None:
    assert (Share.of(0, 0).share, Share.of(0, 0).low) == (None, None)
    assert (Share.of(9, 9).small, Share.of(9, 10).small) == (True, False)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share(counts: tuple[int, int]) -> None:
    low, high = wilson(*counts)

    assert 0 <= low <= counts[0] / counts[1] + 1e-12
    assert counts[0] / counts[1] - 1e-12 <= high <= 1


def test_a_curve_counts_what_each_threshold_catches() -> None:
    points = curve(SMALL)

    assert [(p.threshold, p.caught, p.alarms) for p in points] == [(0.9, 1, 0), (0.8, 2, 1), (0.2, 3, 1), (0.1, 3, 2)]
    assert average_precision(points) == pytest.approx((1 + 2 / 3 + 3 / 4) / 3, abs=1e-4)
    assert recall_within(points, 0.0).found == 1
    assert recall_within(points, 0.5).found == 3


@given(SCORES)
def test_recall_never_falls_as_the_threshold_does(scored: list[tuple[float, bool]]) -> None:
    points = curve(scored)

    assert all(a.threshold > b.threshold and a.caught <= b.caught and a.alarms <= b.alarms for a, b in pairwise(points))
    assert (points[-1].caught, points[-1].caught + points[-1].alarms) == (sum(c for _, c in scored), len(scored))


@given(SCORES.filter(lambda scored: any(covert for _, covert in scored)))
def test_average_precision_is_that_of_scikit_learn(scored: list[tuple[float, bool]]) -> None:
    theirs = average_precision_score([covert for _, covert in scored], [score for score, _ in scored])

    assert average_precision(curve(scored)) == pytest.approx(theirs, abs=1e-4)


def test_equal_scores_share_the_last_places_of_a_reviewer() -> None:
    points = curve(SMALL)

    assert precision_of_first(points, 2).found == 1.5
    assert precision_of_first(points, 2).total == 2
    assert precision_of_first(points, 100).total == 5


def test_calibration_error_weighs_bins_by_their_rows() -> None:
    scored = [(0.05, False), (0.05, True), (0.95, True), (1.0, True)]

    bins = calibration_bins(scored)

    assert (bins[0].covert.share, bins[-1].mean_score, bins[-1].covert.total) == (0.5, 0.975, 2)
    assert expected_calibration_error(scored) == pytest.approx((2 * 0.45 + 2 * 0.025) / 4, abs=1e-4)
    assert expected_calibration_error([]) is None


def test_precision_in_daily_life_follows_from_recall_and_false_alarms() -> None:
    recall, alarms = Share.of(80, 100), Share.of(2, 200)

    found = everyday_precision(Band.FLAG, recall, alarms, 0.01)

    assert found.precision == pytest.approx(0.01 * 0.8 / (0.01 * 0.8 + 0.99 * 0.01), abs=1e-4)
    assert found.low is not None
    assert found.high is not None
    assert found.low < (found.precision or 0) < found.high
    assert 80 / (80 + alarm_weight(100, 200, 0.01) * 2) == pytest.approx(found.precision, abs=1e-4)


def test_a_day_ends_when_the_capacity_is_used_up() -> None:
    points = curve([(0.9, True), (0.9, False), (0.1, True), (0.1, False)])

    work = days_work(points, capacity=100, listings=1000, prevalence=0.1)

    # Half of 100 covert and of 900 others score 0.9: of 500 such listings 100 are looked at, a tenth of them covert.
    assert (work.looks, work.found, work.there, work.precision) == (100, 10, 100, 0.1)
