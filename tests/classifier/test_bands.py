"""Cuts come from what mistakes cost, and say what they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.classifier.bands import Cuts, expected
from lenswatch.classifier.text.fitted import Step
from lenswatch.core.config import Bands
from lenswatch.core.verdict import Band

CURVE = (
    Step(score=0.9, covert=0.7, lawful=0.01, plain=0.0, real=0.0),
    Step(score=0.3, covert=0.95, lawful=0.08, plain=0.02, real=0.001),
)


def test_a_dearer_miss_sends_more_to_people_and_a_dearer_accusation_flags_less() -> None:
    usual, careful = Cuts.of(Bands(), 0.3), Cuts.of(Bands(miss_minutes=500, false_accusation_minutes=500), 0.3)

    assert careful.review < usual.review
    assert careful.flag > usual.flag


def test_what_is_set_by_hand_stands() -> None:
    assert Cuts.of(Bands(review=0.2, flag=0.7), 0.3) == Cuts(0.2, 0.7)


@given(st.floats(3.1, 5000), st.floats(0.1, 5000), st.floats(0.001, 0.5))
def test_cuts_are_scores_in_order(miss: float, accusation: float, share: float) -> None:
    cuts = Cuts.of(Bands(miss_minutes=miss, false_accusation_minutes=accusation, covert_share=share), 0.3)

    assert 0 < cuts.review <= cuts.flag < 1


def test_both_cuts_are_inclusive() -> None:
    cuts = Cuts(0.3, 0.9)

    assert [cuts.band(score) for score in (0.2999, 0.3, 0.9)] == [Band.CLEAR, Band.REVIEW, Band.FLAG]


def test_expected_precision_weighs_what_is_sold() -> None:
    found = expected(0.35, CURVE, Bands(covert_share=0.01, lookalike_share=0.05))

    assert found.recall == 0.95
    assert found.precision == pytest.approx(0.0095 / (0.0095 + 0.004 + 0.94 * 0.001))
