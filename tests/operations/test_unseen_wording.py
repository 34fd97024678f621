"""Wording written without sight of the lexicon: what it catches, printed, and whom it accuses."""

import json
from collections import Counter
from pathlib import Path

import pytest

from lenswatch.classifier.screener import Screener
from lenswatch.core.config import Config
from lenswatch.core.listing import Listing
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords

ROWS = Path(__file__).parent / "unseen_wording" / "rows.jsonl"


def test_unseen_wording_accuses_no_lawful_listing_and_the_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    screener = Screener.build(Lexicon.load(shipped_keywords()), Taxonomy.load(), Config())
    counts: Counter[tuple[str, Band]] = Counter()
    for line in ROWS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        listing = Listing(title=row["title"], description=row.get("description"))
        counts[row["label"], screener.screen(listing).band] += 1

    with capsys.disabled():
        for label in ("covert", "lawful"):
            told = ", ".join(f"{band} {counts[label, band]}" for band in Band)
            print(f"\nunseen wording, {label}: {told}", end="")  # noqa: T201 - a result
    assert counts.total() == 60
    assert counts["lawful", Band.FLAG] == 0
