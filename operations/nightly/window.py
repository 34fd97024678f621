"""How long a night may crawl, so that screening and draft are ready in time."""

from datetime import datetime, time, timedelta

from lenswatch.core.errors import UserError
from lenswatch.ledger.night_steps import NightSteps, StepKind

LEAST_RESERVE = timedelta(minutes=5)
"""Kept for screening and draft even where no earlier night tells how long they take."""
_NIGHTS = 7
_MARGIN = 2
"""A night may find twice as much to judge as the longest of the last seven."""


def next_time(text: str, after: datetime) -> datetime:
    """The next instant after `after` at which the clock shows a time of day.

    Args:
        text: HH:MM by the machine's time zone, or with an offset, such as 07:30+08:00.
        after: With offset.

    Raises:
        UserError: If the text is no such time.
    """
    try:
        wanted = time.fromisoformat(text)
    except ValueError as error:
        raise UserError("--finish-by {text}: give a time of day such as 07:30 or 07:30+08:00", text=text) from error
    here = after.astimezone(wanted.tzinfo)
    on_that_day = datetime.combine(here.date(), wanted.replace(tzinfo=None))
    for days in (0, 1):
        # Without an offset the machine's own zone decides anew for each day: the clocks may change in between.
        found = on_that_day + timedelta(days=days)
        instant = found.replace(tzinfo=wanted.tzinfo) if wanted.tzinfo else found.astimezone()
        if instant > after:
            return instant
    raise AssertionError("unreachable: tomorrow's time of day is later than now")


def reserve(steps: NightSteps) -> timedelta:
    """Time to keep for what follows the crawl, from what the last nights needed."""
    longest = steps.longest((StepKind.SCREEN, StepKind.DRAFT), _NIGHTS)
    return max(LEAST_RESERVE, longest * _MARGIN) if longest else LEAST_RESERVE


def crawl_until(finish_by: datetime | None, steps: NightSteps) -> datetime | None:
    """The instant from which no page is begun; None where there is no limit."""
    return finish_by - reserve(steps) if finish_by else None
