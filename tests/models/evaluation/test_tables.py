"""Labels, slices, disguises and comparisons."""

from pathlib import Path

import pytest

from lenswatch.core.feed.row import FeedProblem
from lenswatch.core.listing import Listing
from lenswatch.core.verdict import Band
from lenswatch.models.corpus_row import Label
from lenswatch.models.evaluation.cells import Measure, cells
from lenswatch.models.evaluation.comparison import Change, compare
from lenswatch.models.evaluation.confusion import confusion
from lenswatch.models.evaluation.judged import Judged
from lenswatch.models.evaluation.truth import LabelledListing, read_labelled

CODES = frozenset({"D00", "D04"})


def judged(label: Label, band: Band, *, score: float = 0.5, named: str | None = None, **truth: str) -> Judged:
    row = LabelledListing(file="f", line=1, listing=Listing(title="x", lang="zh-Hans"), label=label, **truth)
    return Judged(row, score, band, named)


def read(folder: Path, *lines: str) -> list[LabelledListing | FeedProblem]:
    (folder / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return list(read_labelled(str(folder / "rows.jsonl"), CODES))


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ('"covert"', Label.COVERT),
        ("1", Label.COVERT),
        ("true", Label.COVERT),
        ('"hard_negative"', Label.LAWFUL),
        ('"negative"', Label.PLAIN),
        ('"0"', Label.PLAIN),
    ],
)
def test_a_team_may_use_its_own_words_for_a_label(given: str, meant: Label, tmp_path: Path) -> None:
    (row,) = read(tmp_path, f'{{"title": "挂钟", "label": {given}}}')

    assert isinstance(row, LabelledListing)
    assert row.label is meant


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ('{"title": "挂钟"}', "label"),
        ('{"title": "挂钟", "label": "guilty"}', "label"),
        ('{"title": "挂钟", "label": 1, "disguise": "D99"}', "disguise"),
        ('{"title": "挂钟", "label": 1, "kind": 7}', "kind"),
        ('{"title": 3, "label": 1}', "title"),
        ("{", ""),
    ],
)
def test_a_bad_row_names_line_and_field_and_the_next_goes_through(row: str, field: str, tmp_path: Path) -> None:
    bad, good = read(tmp_path, row, '{"title": "挂钟", "label": "plain"}')

    assert isinstance(bad, FeedProblem)
    assert (bad.line, bad.field) == (1, field)
    assert isinstance(good, LabelledListing)


def test_the_listing_holds_nothing_of_the_truth_and_keeps_what_is_unknown(tmp_path: Path) -> None:
    (row,) = read(tmp_path, '{"id": "zh3-0042", "title": "挂钟", "label": "covert", "kind": "clock", "shelf": 4}')

    assert isinstance(row, LabelledListing)
    assert row.listing.extra == {"shelf": 4}
    assert (row.kind, row.source, row.disguise) == ("clock", "zh3", None)


def test_a_row_without_a_writer_belongs_to_its_file(tmp_path: Path) -> None:
    (row,) = read(tmp_path, '{"id": "a-1-b", "title": "挂钟", "label": 0}')

    assert isinstance(row, LabelledListing)
    assert row.source == "rows"


def test_each_slice_counts_its_own_rows() -> None:
    rows = [
        judged(Label.COVERT, Band.FLAG, disguise="D04"),
        judged(Label.COVERT, Band.REVIEW, disguise="D00"),
        judged(Label.LAWFUL, Band.REVIEW, counter="DASHCAM"),
        judged(Label.PLAIN, Band.CLEAR),
    ]

    found = {(c.measure, c.of, c.at, c.by, c.value): (c.share.found, c.share.total) for c in cells(rows)}

    assert found[Measure.RECALL, "covert", Band.FLAG, "all", ""] == (1, 2)
    assert found[Measure.RECALL, "covert", Band.REVIEW, "all", ""] == (2, 2)
    assert found[Measure.RECALL, "covert", Band.FLAG, "disguise", "D04"] == (1, 1)
    assert found[Measure.FALSE_ALARMS, "lawful", Band.REVIEW, "counter", "DASHCAM"] == (1, 1)
    assert found[Measure.FALSE_ALARMS, "plain", Band.REVIEW, "language", "zh"] == (0, 1)
    assert found[Measure.PRECISION, "all", Band.REVIEW, "all", ""] == (2, 3)


def test_unknown_is_an_answer_and_no_wrong_one() -> None:
    rows = [
        judged(Label.COVERT, Band.FLAG, named="D04", disguise="D04"),
        judged(Label.COVERT, Band.CLEAR, named=None, disguise="D04"),
        judged(Label.COVERT, Band.CLEAR, named="D00", disguise="D04"),
        judged(Label.COVERT, Band.FLAG, named="D04"),
    ]

    table = confusion(rows)

    (row,) = table.rows
    assert (row.right.found, row.unknown.found, row.wrong) == (1, 1, {"D00": 1})
    assert (table.right.total, table.right_suspected.total) == (3, 1)


def test_a_comparison_lists_exactly_what_changed_and_whether_for_better() -> None:
    old = [
        judged(Label.COVERT, Band.CLEAR),
        judged(Label.COVERT, Band.FLAG),
        judged(Label.LAWFUL, Band.FLAG),
        judged(Label.PLAIN, Band.CLEAR),
        judged(Label.PLAIN, Band.CLEAR, score=0.1),
        judged(Label.PLAIN, Band.CLEAR),
        None,
    ]
    new = [
        judged(Label.COVERT, Band.REVIEW),
        judged(Label.COVERT, Band.REVIEW),
        judged(Label.LAWFUL, Band.REVIEW),
        judged(Label.PLAIN, Band.FLAG),
        judged(Label.PLAIN, Band.CLEAR, score=0.2),
        judged(Label.PLAIN, Band.CLEAR),
        judged(Label.PLAIN, Band.CLEAR),
    ]

    found = compare("other", old, new)

    assert (found.compared, found.missing) == (6, 1)
    assert [(one.change, one.label) for one in found.changed] == [
        (Change.WORSE, Label.COVERT),
        (Change.WORSE, Label.PLAIN),
        (Change.BETTER, Label.COVERT),
        (Change.BETTER, Label.LAWFUL),
        (Change.SAME_BAND, Label.PLAIN),
    ]
