"""What the figures of a file mean where covert listings are as rare as on a marketplace.

A file of labelled listings holds far more covert ones than a marketplace does. Recall and the share of false alarms
carry over (as far as the listings are alike); precision does not, and is reckoned anew from the two.
"""

from collections.abc import Sequence

from lenswatch.core.record import Record
from lenswatch.core.verdict import Band
from lenswatch.models.evaluation.curve import CurvePoint
from lenswatch.models.evaluation.share import Share


class EverydayPrecision(Record):
    """Precision at a prevalence."""

    at: Band
    precision: float | None
    """4 decimals; None where nothing is suspected."""
    low: float | None
    """Precision if recall is at the lower end of its interval and false alarms at the upper end of theirs."""
    high: float | None
    """The other way round."""


class DaysWork(Record):
    """What a reviewer finds who takes a day's listings by score until the day is over."""

    looks: float
    """Listings looked at; fewer than the capacity if fewer have a score that occurs in the file."""
    found: float
    """Covert ones among them, on average."""
    there: float
    """Covert ones among the day's listings, on average."""
    precision: float | None
    """Found by looks, 4 decimals."""


def everyday_precision(at: Band, recall: Share, alarms: Share, prevalence: float) -> EverydayPrecision:
    """Precision from recall and false alarms.

    Args:
        at: The band.
        recall: Of the covert listings.
        alarms: Of all others together, mixed as in the file.
        prevalence: Share of covert listings, above 0 and below 1.
    """
    return EverydayPrecision(
        at=at,
        precision=_precision(recall.share, alarms.share, prevalence),
        low=_precision(recall.low, alarms.high, prevalence),
        high=_precision(recall.high, alarms.low, prevalence),
    )


def _precision(recall: float | None, alarms: float | None, prevalence: float) -> float | None:
    if recall is None or alarms is None:
        return None
    caught, false = prevalence * recall, (1 - prevalence) * alarms
    return round(caught / (caught + false), 4) if caught + false else None


def alarm_weight(covert: int, others: int, prevalence: float) -> float:
    """How many false alarms of daily life stand behind one of the file, for each covert listing caught.

    Args:
        covert: Covert listings of the file, at least 1.
        others: Other listings of the file, at least 1.
        prevalence: Share of covert listings in daily life.
    """
    return covert / others * (1 - prevalence) / prevalence


def days_work(points: Sequence[CurvePoint], capacity: int, listings: int, prevalence: float) -> DaysWork:
    """Walk down the scores of a day's listings until the capacity is used up.

    Args:
        points: The curve of the file; its last point counts everything.
        capacity: Looks a reviewer has in a day.
        listings: Listings screened in a day.
        prevalence: Share of covert ones among them.
    """
    there = listings * prevalence
    covert, others = points[-1].caught, points[-1].alarms
    seen = found = 0.0
    for point in points:
        caught = there * point.caught / covert if covert else 0.0
        now = caught + ((listings - there) * point.alarms / others if others else 0.0)
        if now >= capacity:
            found += (caught - found) * (capacity - seen) / (now - seen)
            seen = float(capacity)
            break
        seen, found = now, caught
    precision = round(found / seen, 4) if seen else None
    return DaysWork(looks=round(seen, 2), found=round(found, 2), there=round(there, 2), precision=precision)
