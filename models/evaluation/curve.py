"""Precision and recall at every threshold, and what a reviewer with so many looks a day finds."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from lenswatch.core.record import Record
from lenswatch.models.evaluation.share import Share

Scored = tuple[float, bool]
"""A score, and whether the listing is covert."""


class CurvePoint(Record):
    """What a threshold gives: everything of this score or above is suspected."""

    threshold: float
    caught: int
    """Covert listings suspected."""
    alarms: int
    """Others suspected."""


def curve(scored: Iterable[Scored]) -> tuple[CurvePoint, ...]:
    """A point for each score that occurs, the highest first; equal scores cannot be parted."""
    points: list[CurvePoint] = []
    caught = alarms = 0
    for threshold, group in groupby(sorted(scored, key=lambda one: -one[0]), key=lambda one: one[0]):
        truths = [covert for _, covert in group]
        caught += sum(truths)
        alarms += len(truths) - sum(truths)
        points.append(CurvePoint(threshold=threshold, caught=caught, alarms=alarms))
    return tuple(points)


def average_precision(points: Sequence[CurvePoint]) -> float | None:
    """Area under the steps of the curve, 4 decimals; None without a covert listing."""
    if not points or not points[-1].caught:
        return None
    area, before = 0.0, 0
    for point in points:
        area += (point.caught - before) * point.caught / (point.caught + point.alarms)
        before = point.caught
    return round(area / points[-1].caught, 4)


def recall_within(points: Sequence[CurvePoint], most_false_alarms: float) -> Share:
    """The best recall at a threshold whose share of false alarms is no higher than so much."""
    if not points:
        return Share.of(0, 0)
    allowed = most_false_alarms * points[-1].alarms
    caught = max((point.caught for point in points if point.alarms <= allowed), default=0)
    return Share.of(caught, points[-1].caught)


def precision_of_first(points: Sequence[CurvePoint], looks: int) -> Share:
    """Precision among the listings with the highest scores, as many as a reviewer can look at.

    Where equal scores share the last places, each counts for its part of them: which of them would be looked at is
    left to chance.
    """
    seen = caught = 0
    for point in points:
        now = point.caught + point.alarms
        if now >= looks:
            part = (looks - seen) / (now - seen)
            return Share.of(caught + part * (point.caught - caught), looks)
        seen, caught = now, point.caught
    return Share.of(caught, seen)
