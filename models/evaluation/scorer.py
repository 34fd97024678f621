"""What is compared: anything that gives listings scores, and anything that learns to from labelled rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from lenswatch.classifier.fields import scored_texts
from lenswatch.classifier.fusion import fuse, total_points
from lenswatch.classifier.observations import observations_of
from lenswatch.classifier.points import to_points, to_score
from lenswatch.classifier.screener import Screener
from lenswatch.core.listing import Listing
from lenswatch.core.signal import SignalSource
from lenswatch.core.verdict import Verdict
from lenswatch.keywords.reading import LexiconReader
from lenswatch.models.corpus_row import CorpusRow

LEXICON = frozenset({SignalSource.LEXICON, SignalSource.RULE})
"""Detectors that hold what curators wrote; every other one was trained."""

_RARE = to_points(-4.0)
"""Log-odds of about one covert listing in fifty."""


class Scorer(Protocol):
    """Gives each listing a score."""

    def scores(self, listings: Sequence[Listing]) -> Sequence[float]:
        """Suspicion in [0, 1] of each listing, in order."""


class Trainer(Protocol):
    """Learns from labelled rows; what cross validation asks of a model."""

    def fit(self, rows: Sequence[CorpusRow]) -> Scorer:
        """A scorer that has seen these rows and no others."""


@dataclass(frozen=True)
class WholeScreener:
    """A screening as users have it."""

    screener: Screener

    def scores(self, listings: Sequence[Listing]) -> Sequence[float]:
        """The scores of the verdicts."""
        return [self.screener.screen(listing).score for listing in listings]


@dataclass(frozen=True)
class PartOfScreener:
    """A screening of which only some detectors count.

    The points of a verdict are additive in log-odds, so a part is the prior and the points of those detectors.
    """

    screener: Screener
    sources: Collection[SignalSource]

    def scores(self, listings: Sequence[Listing]) -> Sequence[float]:
        """The scores that these detectors alone would have given."""
        return [score_of_part(self.screener.screen(listing), self.sources) for listing in listings]


@dataclass(frozen=True)
class LexiconAlone:
    """What curators' points say with no model beside them: each in full, from a prior that one word does not lift."""

    reader: LexiconReader

    def scores(self, listings: Sequence[Listing]) -> Sequence[float]:
        """The logistic of prior and points."""
        readings = self.reader.read_many([scored_texts(listing) for listing in listings])
        return [to_score(total_points(fuse(observations_of(reading)), _RARE)) for reading in readings]


def score_of_part(verdict: Verdict, sources: Collection[SignalSource]) -> float:
    """The score of a verdict whose other detectors said nothing."""
    weights = [signal.weight for signal in verdict.signals if signal.source in sources]
    return to_score(to_points(verdict.prior) + sum(to_points(weight) for weight in weights))
