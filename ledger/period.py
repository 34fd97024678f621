"""The stretch of time a report speaks of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from lenswatch.core.clock import CHINA
from lenswatch.ledger.verdicts import JudgedListing


@dataclass(frozen=True)
class Period:
    """From `start` up to, and without, `end`.

    Raises:
        ValueError: If an end has no offset, or the period is empty.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("a period needs times with an offset")
        if self.start >= self.end:
            raise ValueError(f"a period from {self.start.isoformat()} cannot end at {self.end.isoformat()}")

    @classmethod
    def covering(cls, judged: Iterable[JudgedListing], until: datetime) -> Self:
        """The period in which the listings were last seen, from midnight (+08:00) to the second after `until`."""
        earliest = min((one.stored.last_seen for one in judged), default=until)
        start = min(earliest, until).astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)
        return cls(start, until.astimezone(CHINA).replace(microsecond=0) + timedelta(seconds=1))

    def holds(self, one: JudgedListing) -> bool:
        """Whether the listing was on sale, as far as seen, at any time in the period."""
        return one.stored.first_seen < self.end and one.stored.last_seen >= self.start
