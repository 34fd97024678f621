"""Time is handed in, never looked up in passing: what depends on it can be replayed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

CHINA = timezone(timedelta(hours=8), "+08:00")
"""Offset of every time in a report (domain: ISO 8601, +08:00)."""


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Current time with offset."""


class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        """Current time in UTC."""
        return datetime.now(UTC)


@dataclass
class FixedClock:
    """A clock that stands still until it is moved. For tests and replays."""

    instant: datetime

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.instant

    def advance(self, **delta: float) -> None:
        """Move forward by a timedelta given as keywords."""
        self.instant += timedelta(**delta)


def report_time(instant: datetime) -> str:
    """`YYYY-MM-DDThh:mm:ss+08:00`, the one form reports use.

    Raises:
        ValueError: If the instant has no offset.
    """
    if instant.tzinfo is None:
        raise ValueError(f"{instant.isoformat()} has no offset; a time in a report needs one")
    return instant.astimezone(CHINA).isoformat(timespec="seconds")
