"""The hours of the day in which sites may be visited."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_TEXT = re.compile(r"\s*(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)\s*")
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_LONGEST_SEARCH = timedelta(days=8)
"""A window that a change of the clocks swallows opens the day after."""


@dataclass(frozen=True)
class Window:
    """From one time of day up to, and without, another; over midnight where the first is the later one."""

    begins: time
    ends: time
    zone: ZoneInfo

    @classmethod
    def parse(cls, text: str, zone: ZoneInfo) -> Self:
        """Read a text such as "22:00-08:00"; 24:00 is midnight.

        Raises:
            ValueError: If it is none, or both ends are the same time.
        """
        found = _TEXT.fullmatch(text)
        if found is None:
            raise ValueError(f'{text!r} is no window such as "22:00-08:00"; leave it empty for any time')
        begins, ends = _time(text, found[1], found[2]), _time(text, found[3], found[4])
        if begins == ends:
            raise ValueError(f"{text!r} ends when it begins; leave it empty for any time")
        return cls(begins, ends, zone)

    def __str__(self) -> str:
        return f"{self.begins:%H:%M}-{self.ends:%H:%M}"

    def is_open(self, instant: datetime) -> bool:
        """Whether a clock on the wall shows a time within the window."""
        wall = instant.astimezone(self.zone).time()
        if self.begins < self.ends:
            return self.begins <= wall < self.ends
        return wall >= self.begins or wall < self.ends

    def next_change(self, instant: datetime) -> datetime:
        """The next instant at which the window may open or close: an end of it, or clocks being put forward or back."""
        wall = instant.astimezone(self.zone)
        there = instant.astimezone(UTC) + min(_until(wall, end) for end in (self.begins, self.ends))
        if there.astimezone(self.zone).utcoffset() == wall.utcoffset():
            return there
        return self._clocks_changed(instant.astimezone(UTC), there)

    def _clocks_changed(self, before: datetime, after: datetime) -> datetime:
        """When the clocks were changed in between; that happens on a whole second."""
        first = before.astimezone(self.zone).utcoffset()
        while after - before > _SECOND:
            middle = before + (after - before) / 2
            if middle.astimezone(self.zone).utcoffset() == first:
                before = middle
            else:
                after = middle
        return after.replace(microsecond=0)


@dataclass(frozen=True)
class VisitingHours:
    """The time in which every one of some windows is open; without any, always."""

    windows: tuple[Window, ...] = ()

    def __str__(self) -> str:
        return ", ".join(str(window) for window in self.windows)

    def is_open(self, instant: datetime) -> bool:
        """Whether a site may be visited now."""
        return all(window.is_open(instant) for window in self.windows)

    def opens_at(self, instant: datetime) -> datetime | None:
        """The next opening after an instant, in UTC; None where there is no window, or the windows never meet."""
        return self._next(instant, wanted=True)

    def closes_at(self, instant: datetime) -> datetime | None:
        """The next closing after an instant, in UTC; None where there is none."""
        return self._next(instant, wanted=False)

    def shown(self, instant: datetime) -> str:
        """An instant as a clock of the windows' zone shows it."""
        return f"{instant.astimezone(self.windows[0].zone if self.windows else UTC):%Y-%m-%d %H:%M}"

    def _next(self, instant: datetime, *, wanted: bool) -> datetime | None:
        """The first change after an instant that opens, or closes, what was not so before."""
        here, last = instant.astimezone(UTC), instant.astimezone(UTC) + _LONGEST_SEARCH
        state = self.is_open(here)
        while self.windows and here < last:
            here = min(window.next_change(here) for window in self.windows)
            before, state = state, self.is_open(here)
            if state is wanted and before is not wanted:
                return here
        return None


def zone_of(name: str) -> ZoneInfo:
    """A time zone by its IANA name.

    Raises:
        ValueError: If there is none of that name.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is no time zone such as Asia/Shanghai") from error


def window_text(value: str) -> str:
    """The text of a window as it came; blank is any time.

    Raises:
        ValueError: If it is neither.
    """
    if value.strip():
        Window.parse(value, ZoneInfo("UTC"))
    return value.strip()


def _time(text: str, hour: str, minute: str) -> time:
    if (hour, minute) == ("24", "00"):
        return time(0)
    try:
        return time(int(hour), int(minute))
    except ValueError as error:
        raise ValueError(f"{text!r} holds {hour}:{minute}, which is no time of day") from error


def _until(wall: datetime, end: time) -> timedelta:
    """How far a time of day lies ahead on the wall, above 0 and up to one day."""
    ahead = datetime.combine(wall.date(), end) - wall.replace(tzinfo=None)
    return ahead if ahead > timedelta(0) else ahead + _DAY
