"""Recall, false alarms and precision, sliced by what is known of the listings."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum

from lenswatch.core.record import Record
from lenswatch.core.verdict import Band
from lenswatch.models.corpus_row import Label
from lenswatch.models.evaluation.judged import Judged
from lenswatch.models.evaluation.share import Share
from lenswatch.models.evaluation.truth import LabelledListing

CUTS = (Band.FLAG, Band.REVIEW)
"""Where scores are cut; "review" is review or above."""


class Measure(StrEnum):
    """What is counted."""

    RECALL = "recall"
    """Of the covert listings, how many reach the band."""
    FALSE_ALARMS = "false_alarms"
    """Of the lawful or plain listings, how many reach the band."""
    PRECISION = "precision"
    """Of those that reach the band, how many are covert."""


class Cell(Record):
    """One figure of the tables."""

    measure: Measure
    of: str
    """Whose: covert, lawful, plain, or "all" for precision."""
    at: Band
    """The band reached; review is review or above."""
    by: str
    """By what the listings are sliced: all, language, source, difficulty, disguise, kind, style, counter."""
    value: str
    """Which slice; "" where nothing is sliced."""
    share: Share


Slice = Callable[[LabelledListing], str]
_SLICES: Mapping[str, Slice] = {
    "all": lambda _: "",
    "language": lambda row: row.language,
    "source": lambda row: row.source,
    "difficulty": lambda row: row.difficulty,
    "disguise": lambda row: row.disguise or "unknown",
    "kind": lambda row: row.kind,
    "style": lambda row: row.style,
    "counter": lambda row: row.counter,
}
_BY: Mapping[str, tuple[str, ...]] = {
    "covert": ("all", "language", "source", "difficulty", "disguise", "kind", "style"),
    "lawful": ("all", "language", "source", "counter", "kind", "style"),
    "plain": ("all", "language", "source", "kind", "style"),
    "all": ("all", "language", "source"),
}


def cells(judged: Sequence[Judged]) -> Iterator[Cell]:
    """Every figure, in the order of the tables; slices by name."""
    for label in Label:
        measure = Measure.RECALL if label is Label.COVERT else Measure.FALSE_ALARMS
        ours = [one for one in judged if one.row.label is label]
        for by in _BY[label]:
            for value, group in sliced(ours, _SLICES[by]).items():
                for cut in CUTS:
                    found = sum(one.reaches(cut) for one in group)
                    share = Share.of(found, len(group))
                    yield Cell(measure=measure, of=label.value, at=cut, by=by, value=value, share=share)
    for by in _BY["all"]:
        for value, group in sliced(judged, _SLICES[by]).items():
            for cut in CUTS:
                there = [one for one in group if one.reaches(cut)]
                share = Share.of(sum(one.row.covert for one in there), len(there))
                yield Cell(measure=Measure.PRECISION, of="all", at=cut, by=by, value=value, share=share)


def sliced(judged: Sequence[Judged], slice_of: Slice) -> dict[str, list[Judged]]:
    """Listings by slice, slices by name."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        groups[slice_of(one.row)].append(one)
    return dict(sorted(groups.items()))
