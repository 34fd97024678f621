"""The demo against its truth file: who is suspected, who is not, and what is known to be missed.

The lists below are what is so, not what is wanted. A test that fails because something on them is found at last
is good news: take it off the list.
"""

from collections import Counter
from collections.abc import Mapping
from importlib.util import find_spec
from math import sqrt

import pytest

from lenswatch.core.verdict import Band
from lenswatch.ledger.verdicts import JudgedListing
from lenswatch.operations.demo.catalogue import DemoTruth

pytestmark = pytest.mark.slow

MISSED = {
    "308907": "software, of which no device is sold",
} | ({} if find_spec("rapidocr") else {"QG44929442": "only the print in its picture tells"})
"""Covert listings that are not in band flag, and how each hides; all of them wait for a person."""

SELLERS_MISSED: set[str] = set()
"""Sellers of covert cameras none of whose listings is in band flag."""

HONEST_SUSPECTED: dict[str, str] = {}
"""Honest listings in band flag: false accusations."""

HONEST_TO_LOOK_AT = {
    "320571": "a mirror that is said to be no see-through one",
    "388324": "a quiet mantel clock",
    "53932144": "a mantel clock that is said to know nothing but the time",
    "56672325": "glasses with a camera and a light that shows it",
    "618945866015": "a humidifier",
}
"""Lawful listings in band review: not reported, but somebody's time. Everyday things in which cameras are hidden."""


def test_covert_listings_are_suspected_but_for_the_known_misses(
    judged: Mapping[str, JudgedListing], truth: Mapping[str, DemoTruth]
) -> None:
    covert = {id_ for id_, row in truth.items() if row.label == "covert"}

    assert covert - flagged(judged) == MISSED.keys() & truth.keys()


def test_sellers_of_covert_cameras_are_suspected_but_for_the_known_misses(
    judged: Mapping[str, JudgedListing], truth: Mapping[str, DemoTruth]
) -> None:
    covert = {row.seller for row in truth.values() if row.label == "covert"}

    assert covert - {truth[id_].seller for id_ in flagged(judged)} == SELLERS_MISSED


def test_no_honest_listing_is_suspected_but_for_those_known(
    judged: Mapping[str, JudgedListing], truth: Mapping[str, DemoTruth]
) -> None:
    assert {id_ for id_ in flagged(judged) if truth[id_].label != "covert"} == HONEST_SUSPECTED.keys() & truth.keys()


def test_few_honest_listings_wait_for_a_person_and_they_are_known(
    judged: Mapping[str, JudgedListing], truth: Mapping[str, DemoTruth]
) -> None:
    waiting = {id_ for id_, one in judged.items() if one.verdict.band is Band.REVIEW and truth[id_].label != "covert"}

    assert waiting == HONEST_TO_LOOK_AT.keys() & truth.keys()


def test_the_figures_are_printed_with_what_chance_allows(
    judged: Mapping[str, JudgedListing], truth: Mapping[str, DemoTruth], capsys: pytest.CaptureFixture[str]
) -> None:
    """Few texts, all written by one hand: the bounds are wide, and a real marketplace is another matter."""
    bands = Counter((truth[id_].label, one.verdict.band) for id_, one in judged.items())
    highest = {}
    with capsys.disabled():
        for label in ("covert", "hard_negative", "negative"):
            total, found = sum(count for (of, _), count in bands.items() if of == label), bands[label, Band.FLAG]
            low, highest[label] = wilson(found, total)
            told = f"{found} of {total} suspected, 95 % interval {low:.0%} to {highest[label]:.0%}"
            print(f"\ndemo, {label}: {told}", end="")  # noqa: T201 - a result

    assert highest["hard_negative"] < 0.065
    assert highest["negative"] < 0.06


def flagged(judged: Mapping[str, JudgedListing]) -> set[str]:
    return {id_ for id_, one in judged.items() if one.verdict.band is Band.FLAG}


def wilson(found: int, total: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    z, share = 1.96, found / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    reach = z / (1 + z * z / total) * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return max(0.0, middle - reach), min(1.0, middle + reach)
