"""What a picture seems to show stands in a draft in its language, with what speaks for the seller."""

import csv
from dataclasses import replace
from pathlib import Path

from lenswatch.classifier.explaining.picture_signals import told_of_picture
from lenswatch.core.messages import Catalogue
from lenswatch.core.signal import Signal, SignalSource
from lenswatch.ledger.verdicts import JudgedListing
from tests.reports.conftest import Case

CLOCK = Signal(
    source=SignalSource.IMAGE,
    code="SPEC_MISMATCH",
    weight=9.8,
    polarity="+",
    field="images.0",
    span=(0, 0),
    matched="clock",
    rule="picture-specified",
)
EXCHANGED = CLOCK.model_copy(
    update={
        "code": "VAGUE_OR_SWAPPED_IMAGE",
        "matched": "exchanged",
        "rule": "picture-exchanged",
        "reasons": ("2026-03-02", "b" * 64),
    }
)


def test_reasons_name_the_thing_and_say_that_lawful_sellers_change_pictures_too(tmp_path: Path) -> None:
    def shown(one: JudgedListing) -> JudgedListing:
        return replace(one, verdict=one.verdict.model_copy(update={"signals": (CLOCK, EXCHANGED)}))

    case = Case.read("ordinary")
    draft = replace(case, judged=tuple(map(shown, case.judged))).draft(tmp_path, "en")
    with (draft.folder / "str_items.csv").open(encoding="utf-8-sig", newline="") as stream:
        reasons = [row["reasons"] for row in csv.DictReader(stream)]

    assert all("「钟表」" in told and "「clock」" not in told for told in reasons)
    assert all(f"「{told_of_picture(EXCHANGED, Catalogue.load('zh'))}」" in told for told in reasons)
    assert "lawful sellers change pictures too" in told_of_picture(EXCHANGED, Catalogue.load("en"))
