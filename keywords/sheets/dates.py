"""Dates as spreadsheets write them."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from unicodedata import normalize

_ISO = re.compile(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}")
_MIDNIGHT = re.compile(r"[ T]0{1,2}:00(:00(\.0+)?)?$")
_THREE = re.compile(r"([0-9]{1,4})\s*([-/.])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,4})")
_CHINESE = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})[日号]")
_SERIAL = re.compile(r"[0-9]{5}(\.0+)?")
_EPOCH = date(1899, 12, 30)
_SERIALS = range(36526, 73051)
"""Excel's numbers of the days from 2000-01-01 to 2099-12-31."""
_YEAR_DIGITS, _CENTURY = 4, 2000


def days_of(text: str) -> tuple[date, ...]:
    """Every day a text may mean, each once, in order; none if it is no date.

    Understood: 2026-11-22, 20261122, 2026/11/22, 2026.11.22, 22.11.2026, 11/22/2026, 2026年11月22日, years of two
    digits (of this century), Excel's day numbers from 2000 to 2099, full-width digits, and any of these with the
    time 0:00 behind it. 3/4/2026 gives two days.
    """
    value = _MIDNIGHT.sub("", normalize("NFKC", text).strip())
    return tuple(sorted({day for parts in _readings(value) if (day := _day(*parts)) is not None}))


def day_of(text: str) -> date | None:
    """The one day a text means, or None."""
    days = days_of(text)
    return days[0] if len(days) == 1 else None


def _readings(value: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day in every order that makes sense."""
    if _ISO.fullmatch(value):
        plain = value.replace("-", "")
        yield int(plain[:4]), int(plain[4:6]), int(plain[6:])
    elif chinese := _CHINESE.fullmatch(value):
        yield int(chinese[1]), int(chinese[2]), int(chinese[3])
    elif _SERIAL.fullmatch(value) and int(value[:5]) in _SERIALS:
        day = _EPOCH + timedelta(days=int(value[:5]))
        yield day.year, day.month, day.day
    elif three := _THREE.fullmatch(value):
        yield from _orders(three[1], int(three[3]), three[4])


def _orders(first: str, middle: int, last: str) -> Iterator[tuple[int, int, int]]:
    if len(first) == _YEAR_DIGITS:
        yield int(first), middle, int(last)
        return
    if len(last) == _YEAR_DIGITS:
        year = int(last)
    elif len(first) <= 2 and len(last) == 2:  # noqa: PLR2004 - years and days of two digits
        year = _CENTURY + int(last)
        yield _CENTURY + int(first), middle, int(last)
    else:
        return
    yield year, int(first), middle
    yield year, middle, int(first)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
