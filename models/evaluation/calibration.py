"""Whether a score of 0.8 means that eight of ten are covert."""

from collections.abc import Sequence

from lenswatch.core.record import Record
from lenswatch.models.evaluation.curve import Scored
from lenswatch.models.evaluation.share import Share

BINS = 10


class CalibrationBin(Record):
    """Listings of about one score."""

    low: float
    high: float
    """Scores from `low` up to, but for the last bin not including, `high`."""
    mean_score: float | None
    """4 decimals; None for an empty bin."""
    covert: Share
    """How many of them are covert."""


def calibration_bins(scored: Sequence[Scored], bins: int = BINS) -> tuple[CalibrationBin, ...]:
    """Bins of equal width over [0, 1], empty ones among them."""
    groups: list[list[Scored]] = [[] for _ in range(bins)]
    for score, covert in scored:
        groups[min(int(score * bins), bins - 1)].append((score, covert))
    return tuple(
        CalibrationBin(
            low=round(index / bins, 4),
            high=round((index + 1) / bins, 4),
            mean_score=round(sum(score for score, _ in group) / len(group), 4) if group else None,
            covert=Share.of(sum(covert for _, covert in group), len(group)),
        )
        for index, group in enumerate(groups)
    )


def expected_calibration_error(scored: Sequence[Scored], bins: int = BINS) -> float | None:
    """Mean distance between score and share of covert listings, bins weighed by their rows (Naeini et al., 2015).

    4 decimals; None without rows. With the share of covert listings that the file happens to hold.
    """
    if not scored:
        return None
    distance = 0.0
    for one in calibration_bins(scored, bins):
        if one.mean_score is not None and one.covert.share is not None:
            distance += one.covert.total * abs(one.mean_score - one.covert.share)
    return round(distance / len(scored), 4)
