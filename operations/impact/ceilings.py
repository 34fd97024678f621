"""Which figures of a comparison stand above what the settings allow."""

from collections.abc import Iterator

from lenswatch.core.config import Impact
from lenswatch.operations.impact.report import Breach, LawfulHits, Moves, ReviewerTime


def breaches(
    settings: Impact, compared: int, listings: Moves, lawful: LawfulHits, reviewer: ReviewerTime
) -> tuple[Breach, ...]:
    """Every setting that is exceeded."""
    return tuple(
        Breach(setting=f"impact.{name}", limit=limit, value=value)
        for name, limit, value in _figures(settings, compared, listings, lawful, reviewer)
        if limit is not None and value > limit
    )


def _figures(
    settings: Impact, compared: int, listings: Moves, lawful: LawfulHits, reviewer: ReviewerTime
) -> Iterator[tuple[str, float | None, float]]:
    flagged = listings.newly_flagged
    yield "most_newly_flagged", settings.most_newly_flagged, flagged
    yield "most_newly_flagged_share", settings.most_newly_flagged_share, flagged / compared if compared else 0.0
    yield "most_lawful_newly_flagged", settings.most_lawful_newly_flagged, lawful.newly_flagged
    yield "most_lawful_newly_review", settings.most_lawful_newly_review, lawful.newly_review
    yield "most_hours_per_day", settings.most_hours_per_day, reviewer.hours_per_day


def reviewer_time(settings: Impact, listings: Moves, days: int) -> ReviewerTime:
    """What the newly suspected listings cost those who look at them.

    Args:
        settings: Minutes for one.
        listings: What moved.
        days: On how many days the archive's listings came.
    """
    newly = listings.newly_flagged + listings.newly_review
    hours = newly * settings.minutes_per_listing / 60
    return ReviewerTime(
        listings=newly,
        minutes_per_listing=settings.minutes_per_listing,
        hours_once=round(hours, 2),
        days=max(1, days),
        hours_per_day=round(hours / max(1, days), 2),
    )
