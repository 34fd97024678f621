"""A labelled listing and what was made of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lenswatch.classifier.screener import Screener
from lenswatch.core.verdict import Band
from lenswatch.models.evaluation.truth import LabelledListing


@dataclass(frozen=True)
class Judged:
    """Truth and verdict side by side."""

    row: LabelledListing
    score: float
    """Suspicion in [0, 1]."""
    band: Band
    disguise: str | None
    """Code of the disguise that was named; None is "unknown", an answer too."""

    def reaches(self, band: Band) -> bool:
        """Whether it lies in a band or above it."""
        return _ORDER[self.band] >= _ORDER[band]


_ORDER = {Band.CLEAR: 0, Band.REVIEW: 1, Band.FLAG: 2}


def judge(screener: Screener, rows: Iterable[LabelledListing]) -> Iterator[Judged]:
    """Screen labelled listings; the screener sees nothing of the truth."""
    for row in rows:
        verdict = screener.screen(row.listing, row.line)
        yield Judged(row, verdict.score, verdict.band, verdict.disguise)
