from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.keywords.sheets.dates import day_of, days_of

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
CERTAIN: tuple[str, ...] = ("{0:%Y-%m-%d}", "{0:%Y/%m/%d}", "{0:%Y.%m.%d}", "{0:%Y%m%d}", "{0.year}/{0.month}/{0.day}")
CERTAIN += ("{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d} 00:00:00", "{0:%Y-%m-%d}T00:00")


@pytest.mark.parametrize("form", CERTAIN)
@given(day=DAYS)
def test_year_first_is_certain(form: str, day: date) -> None:
    assert day_of(form.format(day)) == day


@given(DAYS)
def test_the_number_a_spreadsheet_counts_days_by_is_understood(day: date) -> None:
    assert day_of(str((day - date(1899, 12, 30)).days)) == day


@given(DAYS, st.sampled_from("/.-"))
def test_year_last_means_the_day_or_is_told_to_be_doubtful(day: date, mark: str) -> None:
    written = f"{day.day}{mark}{day.month}{mark}{day.year}"

    assert day in days_of(written)
    assert (len(days_of(written)) == 2) == (day.day <= 12 and day.day != day.month)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("22.11.2026", ["2026-11-22"]),
        ("11/22/2026", ["2026-11-22"]),
        ("11/22/26", ["2026-11-22"]),
        ("3/4/2026", ["2026-03-04", "2026-04-03"]),
        ("２０２６－１１－２２", ["2026-11-22"]),
        ("2026-02-30", []),
        ("2026", []),
        ("2026-11-22 10:00", []),
        ("soon", []),
        ("99999", []),
        ("2026/11-22", []),
    ],
)
def test_what_people_write(text: str, days: list[str]) -> None:
    assert [day.isoformat() for day in days_of(text)] == days


@given(st.text(max_size=20))
def test_any_text_is_read_without_fault(text: str) -> None:
    assert list(days_of(text)) == sorted(set(days_of(text)))
