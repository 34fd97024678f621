"""The demo against its truth file: who is suspected, who is not, and what is known to be missed.

The lists below are what is so, not what is wanted. A test that fails because something on them is found at last
is good news: take it off the list.
"""

from collections import Counter
from collections.abc import Mapping
from math import sqrt

import pytest

from lenswatch.core.verdict import Band
from lenswatch.ledger.verdicts import JudgedListing
from lenswatch.operations.demo.catalogue import DemoTruth

pytestmark = pytest.mark.slow

MISSED = {
    "301797": "a charger of many camera specifications: for a person to look at",
    "308907": "software that switches a stranger's cameras on",
    "341198": "a lamp; 鹰眼 and 机关 are all it says",
    "352171": "a USB stick that records when somebody moves",
    "366116": "emoji for the words",
    "376065": "a weather station; only its specification table tells",
    "379731": "cover story of a small cube: for a person to look at",
    "44281": "a lamp with camera specifications: for a person to look at",
    "QG12358239": "glasses said to be for cycling",
    "QG44929442": "only the picture tells",
    "QG49385457": "a cup with camera specifications: for a person to look at",
    "QG81240598": "a wristband that records behind a black screen",
    "QG81416044": "initials and digits for the words: for a person to look at",
    "QG92075107": "a euphemism that names no camera",
    "614302143903": "a bare module, called 镜头 only",
    "616218373754": "words in the picture, and behind zero-width characters",
    "616247316872": "a cup with camera specifications: for a person to look at",
    "618003915349": "a hook that 能录",
    "619962432662": "words taken apart by stars: for a person to look at",
    "53163060": "a mirror that sees through itself",
    "54071718": "a razor with camera specifications",
    "54976217": "an emoji within the word: for a person to look at",
    "54990685": "a lighter with camera specifications: for a person to look at",
    "55433400": "a euphemism that names no camera",
}
"""Covert listings that are not in band flag, and how each hides."""

SELLERS_MISSED = {"QJ2014"}
"""Sellers of covert cameras none of whose listings is in band flag."""

HONEST_TO_LOOK_AT = {
    "354219": "a spy novel with a pinhole camera in its plot",
    "52432": "a wooden pinhole camera for film",
}
"""Lawful listings in band review: not reported, but somebody's time."""


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


def test_no_honest_listing_is_suspected(judged: Mapping[str, JudgedListing], truth: Mapping[str, DemoTruth]) -> None:
    assert {id_ for id_ in flagged(judged) if truth[id_].label != "covert"} == set()


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

    assert highest["hard_negative"] < 0.06
    assert highest["negative"] < 0.06


def flagged(judged: Mapping[str, JudgedListing]) -> set[str]:
    return {id_ for id_, one in judged.items() if one.verdict.band is Band.FLAG}


def wilson(found: int, total: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    z, share = 1.96, found / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    reach = z / (1 + z * z / total) * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return max(0.0, middle - reach), min(1.0, middle + reach)
