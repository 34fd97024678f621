"""The measures behind the evidence, each by a small example."""

from math import log, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.keywords.mining.association import Counts, log_odds, mutual_information, newness
from lenswatch.keywords.mining.background import Background
from lenswatch.keywords.mining.general_words import GeneralWords
from lenswatch.keywords.mining.ranking import RANK_CONSTANT, fused
from lenswatch.keywords.mining.usage import MOST_CLAUSES, Usage


def counts(suspected: float, clean: float) -> Counts:
    return Counts(suspected, clean, suspected_total=1000, clean_total=9000)


def test_log_odds_tell_which_side_says_it_more() -> None:
    assert log_odds(counts(10, 0)) > 1.96
    assert log_odds(counts(1, 90)) < -1.96
    assert abs(log_odds(counts(10, 90))) < 0.2


@given(st.integers(1, 50), st.integers(0, 50))
def test_more_clean_listings_never_raise_mutual_information(suspected: int, clean: int) -> None:
    assert mutual_information(counts(suspected, clean + 1)) <= mutual_information(counts(suspected, clean))


@given(st.integers(0, 50), st.integers(0, 50))
def test_log_odds_change_their_sign_when_the_groups_are_exchanged(one: int, other: int) -> None:
    here, there = Counts(one, other, 1000, 9000), Counts(other, one, 9000, 1000)

    assert log_odds(here) == pytest.approx(-log_odds(there))


def test_mutual_information_is_discounted_where_counts_are_few() -> None:
    assert mutual_information(counts(3, 0)) == pytest.approx(log2(10) * 3 / 4)
    assert mutual_information(counts(0, 5)) == 0


def test_a_sequence_of_rare_words_is_newer_than_a_common_one() -> None:
    words, background = GeneralWords({"手机": 900, "打开": 90, "夜莺": 1, "扣": 9}), Background([])
    background.read(["black clock with alarm, black box"])

    assert newness("夜莺扣", counts(5, 0), words, background) > newness("打开手机", counts(5, 0), words, background)
    assert newness("owl bead", counts(5, 0), words, background) > newness("black box", counts(5, 0), words, background)


def test_what_one_seller_repeats_counts_a_few_times() -> None:
    usage = Usage("夜莺扣", ("夜", "莺", "扣"))
    for number in range(9):
        usage.note("a", f"l{number}", f"clause {number}", ("装", None))
    usage.note("b", "l9", "clause 0", ("带", None))
    usage.note("b", "l10", "clause 0", ("带", None))

    assert (usage.times, usage.sellers, usage.different_clauses) == (MOST_CLAUSES + 1, 2, MOST_CLAUSES)


def test_a_fragment_has_the_same_neighbour_again_and_again() -> None:
    whole, fragment = Usage("夜莺扣", ()), Usage("莺扣", ())
    for number, before in enumerate("装带配"):
        whole.note(str(number), str(number), str(number), (before, None))
        fragment.note(str(number), str(number), str(number), ("夜", None))

    assert fragment.freedom == 0
    assert whole.freedom == pytest.approx(log(3))


def test_the_background_counts_words_whole_and_a_listing_a_few_times() -> None:
    background = Background(["bead", "夜莺"])
    background.read(["夜莺 " * 9, "glass beads"])
    background.read(["夜莺，one bead"])

    assert background.times == {"夜莺": MOST_CLAUSES + 1, "bead": 1}
    assert background.listings == {"夜莺": 2, "bead": 1}


def test_ranks_are_added_and_no_evidence_adds_nothing() -> None:
    added = fused({"x": {"a": 9.0, "b": 9.0, "c": 1.0}, "y": {"c": 0.1, "a": 0.0}}, {"x": 1.0, "y": 0.5})

    assert added["a"] == added["b"] == {"x": 1 / (RANK_CONSTANT + 1)}
    assert added["c"] == {"x": 1 / (RANK_CONSTANT + 3), "y": 0.5 / (RANK_CONSTANT + 1)}
