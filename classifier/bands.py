"""Where scores are cut, from what mistakes cost, and what the bands then mean.

A score p is calibrated where a share c of the listings is covert (the corpus's mix); among those screened it is s. The
odds that count are therefore p / (1 - p) x [s / (1 - s)] / [c / (1 - c)]. A person should look where a look costs less
than the miss it may prevent: odds of at least review / (miss - review). A listing enters a draft where letting it go
costs more than accusing it wrongly: odds of at least false accusation / miss.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from lenswatch.classifier.text.fitted import Step
from lenswatch.core.config import Bands
from lenswatch.core.verdict import Band

_LOWEST, _HIGHEST = 0.0001, 0.9999


@dataclass(frozen=True)
class Cuts:
    """Least scores of two bands, inclusive, 4 decimals."""

    review: float
    flag: float

    @classmethod
    def of(cls, bands: Bands, calibrated_share: float) -> Self:
        """Cuts from a cost table; what is set by hand stands.

        Args:
            bands: Costs.
            calibrated_share: Share of covert listings for which scores are probabilities.
        """
        shift = _odds(calibrated_share) / _odds(bands.covert_share)
        review = bands.review or _score(bands.review_minutes / (bands.miss_minutes - bands.review_minutes) * shift)
        flag = bands.flag or _score(bands.false_accusation_minutes / bands.miss_minutes * shift)
        return cls(min(review, flag) if bands.review is None else review, max(review, flag))

    def band(self, score: float) -> Band:
        """Band of a score."""
        if score >= self.flag:
            return Band.FLAG
        return Band.REVIEW if score >= self.review else Band.CLEAR


@dataclass(frozen=True)
class Expected:
    """What a cut means by the figures of held-out rows."""

    least: float
    """The score."""
    recall: float
    """Share of covert listings at or above it."""
    precision: float
    """Share of covert listings among those at or above it, for the shares of the configuration."""


def expected(least: float, curve: Sequence[Step], bands: Bands) -> Expected:
    """Look a cut up: the figures of the highest score not above it."""
    step = next((one for one in curve if one.score <= least), curve[-1])
    ordinary = step.plain if step.real is None else step.real
    covert = bands.covert_share * step.covert
    others = bands.lookalike_share * step.lawful + (1 - bands.covert_share - bands.lookalike_share) * ordinary
    return Expected(least, step.covert, covert / (covert + others) if covert + others else 0.0)


def _odds(share: float) -> float:
    return share / (1 - share)


def _score(odds: float) -> float:
    return round(min(max(odds / (1 + odds), _LOWEST), _HIGHEST), 4)
