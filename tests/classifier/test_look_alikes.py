"""Lawful things that a naive scanner takes for covert cameras; each has its own reason to be left alone."""

from functools import cache
from pathlib import Path

import pytest

from lenswatch.classifier.screener import Screener
from lenswatch.core.config import Config
from lenswatch.core.listing import Listing
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords

LINES = (Path(__file__).parent / "look_alikes.jsonl").read_text("utf-8").splitlines()
LOOK_ALIKES = tuple(Listing.model_validate_json(line) for line in LINES)


@cache
def screener() -> Screener:
    return Screener.build(Lexicon.load(shipped_keywords()), Taxonomy.load(), Config())


@pytest.mark.parametrize("listing", LOOK_ALIKES, ids=lambda listing: listing.id)
def test_a_lawful_look_alike_is_not_flagged_and_meets_no_ground(listing: Listing) -> None:
    verdict = screener().screen(listing)

    assert verdict.band is not Band.FLAG
    assert [ground.code for ground in verdict.grounds] == []
