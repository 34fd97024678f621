"""Hours of the day: over midnight, while clocks are changed, and several windows together."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lenswatch.core.visiting_hours import VisitingHours, Window, window_text, zone_of

CHINA = ZoneInfo("Asia/Shanghai")
MINUTE = timedelta(minutes=1)
times = st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda t: f"{t[0]:02}:{t[1]:02}")
texts = st.tuples(times, times).filter(lambda pair: pair[0] != pair[1]).map("-".join)
# Clocks are put forward and back, on the other half of the globe too, by half an hour, and not at all.
zones = st.sampled_from(["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Shanghai"]).map(ZoneInfo)
changes = (datetime(2026, month, 1, tzinfo=UTC) + timedelta(days=day) for month in (3, 4, 10, 11) for day in range(31))
instants = st.tuples(st.sampled_from(list(changes)), st.integers(0, 24 * 60)).map(lambda t: t[0] + t[1] * MINUTE)


def hours(*written: str, zone: ZoneInfo = CHINA) -> VisitingHours:
    return VisitingHours(tuple(Window.parse(text, zone) for text in written))


def shown_open(text: str, zone: ZoneInfo, instant: datetime) -> bool:
    """What somebody says who looks at the clock on the wall and at the text."""
    begins, ends = text.split("-")
    wall = f"{instant.astimezone(zone):%H:%M}"
    return begins <= wall < ends if begins < ends else wall >= begins or wall < ends


def first_minute(instant: datetime, is_open: Callable[[datetime], bool], *, wanted: bool) -> datetime:
    """The first minute after an instant that turns what was not so the minute before, looked for one by one."""
    while is_open(instant) is wanted or is_open(instant + MINUTE) is not wanted:
        instant += MINUTE
    return instant + MINUTE


@settings(deadline=None)  # the reference looks at every minute
@given(texts, zones, instants)
def test_a_window_opens_and_closes_when_the_clock_on_the_wall_says_so(
    text: str, zone: ZoneInfo, instant: datetime
) -> None:
    window = hours(text, zone=zone)

    def is_open(moment: datetime) -> bool:
        return shown_open(text, zone, moment)

    assert window.is_open(instant) is is_open(instant)
    assert window.opens_at(instant) == first_minute(instant, is_open, wanted=True)
    assert window.closes_at(instant) == first_minute(instant, is_open, wanted=False)


@given(texts, texts, zones, instants)
def test_two_windows_are_open_where_both_are(first: str, second: str, zone: ZoneInfo, instant: datetime) -> None:
    both = hours(first, second, zone=zone)
    opens = both.opens_at(instant)

    assert both.is_open(instant) is (shown_open(first, zone, instant) and shown_open(second, zone, instant))
    if opens is not None:
        assert both.is_open(opens)
        assert not both.is_open(opens - timedelta(microseconds=1))


def test_a_night_is_shorter_where_clocks_are_put_forward() -> None:
    night = hours("22:00-08:00", zone=ZoneInfo("Europe/Berlin"))
    opens = night.opens_at(datetime(2026, 3, 28, 12, tzinfo=UTC))

    assert opens is not None
    closes = night.closes_at(opens)
    assert closes is not None
    assert closes - opens == timedelta(hours=9)


def test_a_window_that_the_clocks_jump_over_opens_the_day_after() -> None:
    jumped = hours("02:10-02:50", zone=ZoneInfo("Europe/Berlin"))

    assert jumped.opens_at(datetime(2026, 3, 28, 23, tzinfo=UTC)) == datetime(2026, 3, 30, 0, 10, tzinfo=UTC)


def test_windows_that_never_meet_never_open() -> None:
    assert hours("22:00-08:00", "09:00-12:00").opens_at(datetime(2026, 3, 1, tzinfo=UTC)) is None


def test_without_a_window_it_is_always_open() -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)

    assert (hours().is_open(now), hours().closes_at(now), hours().opens_at(now)) == (True, None, None)


@pytest.mark.parametrize("text", ["22:00-08:00", " 22:00 – 8:00 ", "00:00-23:59", ""])
def test_ways_to_write_a_window(text: str) -> None:
    assert window_text(text) == text.strip()


def test_midnight_is_0_or_24() -> None:
    assert str(Window.parse("20:00-24:00", CHINA)) == "20:00-00:00"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("22-8", "is no window such as"),
        ("22:00", "is no window such as"),
        ("22:00-08:00-09:00", "is no window such as"),
        ("22:00-25:00", "holds 25:00, which is no time of day"),
        ("22:61-08:00", "holds 22:61, which is no time of day"),
        ("24:01-08:00", "holds 24:01, which is no time of day"),
        ("08:00-08:00", "ends when it begins"),
        ("00:00-24:00", "ends when it begins"),
        ("nachts", "is no window such as"),
    ],
)
def test_what_is_no_window_is_refused(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        window_text(text)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "+08:00"])
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is no time zone such as Asia/Shanghai"):
        zone_of(name)


@given(st.text(max_size=20))
def test_any_text_is_a_window_or_refused(text: str) -> None:
    try:
        window_text(text)
    except ValueError as error:
        assert "leave it empty" in str(error) or "no time of day" in str(error)  # noqa: PT017 - either outcome is good
