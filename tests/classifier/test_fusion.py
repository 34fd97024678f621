"""Fusion: fixed-point log-odds that sum to the score, and never surprise."""

import math

from hypothesis import given
from hypothesis import strategies as st

from lenswatch.classifier.fusion import Observation, fuse, total_points
from lenswatch.classifier.points import SCALE, to_log_odds, to_points, to_score
from lenswatch.core.signal import SignalSource

PRIOR_POINTS = -40_000

observations = st.builds(
    Observation,
    source=st.just(SignalSource.LEXICON),
    code=st.sampled_from(["PINHOLE", "IMG", "DISGUISE", "RECORDING_LED"]),
    points=st.integers(-80_000, 80_000),
    field=st.just("title"),
    span=st.just((0, 1)),
    matched=st.just("孔"),
    term=st.sampled_from(["T1", "T2", "T3", "T4", "T5"]),
)


def seen(code: str, points: int, term: str) -> Observation:
    return Observation(SignalSource.LEXICON, code, points, "title", (0, 1), "孔", term)


def score(*seen: Observation) -> float:
    return to_score(total_points(fuse(seen), PRIOR_POINTS))


def test_nothing_seen_is_clear() -> None:
    assert score() == 0.018


def test_the_same_term_twice_is_one_reason() -> None:
    assert score(seen("PINHOLE", 30_000, "T1"), seen("PINHOLE", 30_000, "T1")) == score(seen("PINHOLE", 30_000, "T1"))


def test_further_terms_of_one_code_give_less_and_less() -> None:
    weights = [s.weight for s in fuse([seen("IMG", 8_000, f"T{n}") for n in range(5)])]

    assert weights == [0.8, 0.4, 0.2, 0.0, 0.0]


@given(st.lists(observations, max_size=8))
def test_prior_and_weights_sum_to_the_logit_of_the_score(given_: list[Observation]) -> None:
    signals = fuse(given_)
    logit = PRIOR_POINTS / SCALE + math.fsum(signal.weight for signal in signals)

    assert to_score(total_points(signals, PRIOR_POINTS)) == round(1 / (1 + math.exp(-max(-700, min(700, logit)))), 4)


@given(st.lists(observations, max_size=8), observations)
def test_a_covert_signal_never_lowers_and_a_counter_signal_never_raises(
    before: list[Observation], added: Observation
) -> None:
    change = total_points(fuse([*before, added]), 0) - total_points(fuse(before), 0)

    assert change >= 0 if added.points >= 0 else change <= 0


@given(st.lists(observations, max_size=8))
def test_order_of_observations_does_not_change_the_score(given_: list[Observation]) -> None:
    assert score(*given_) == score(*reversed(given_))


@given(st.integers(-(10**9), 10**9))
def test_points_are_log_odds_of_four_decimals_and_back(points: int) -> None:
    assert to_log_odds(points) == round(points / SCALE, 4)
    assert to_points(to_log_odds(points)) == points
