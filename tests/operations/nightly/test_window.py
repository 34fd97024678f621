"""The time to finish by: when it is, and what is kept for screening and draft."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lenswatch.core.clock import FixedClock
from lenswatch.core.config import Config
from lenswatch.core.errors import ConfigError, UserError
from lenswatch.ledger.night_steps import NightSteps, StepKind, StepState
from lenswatch.ledger.nights import Nights
from lenswatch.ledger.store import Store
from lenswatch.operations.nightly.window import LEAST_RESERVE, crawl_until, next_time, reserve

EVENING = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("07:30+00:00", datetime(2026, 11, 22, 7, 30, tzinfo=UTC)),
        ("23:00+00:00", datetime(2026, 11, 21, 23, 0, tzinfo=UTC)),
        ("07:30+08:00", datetime(2026, 11, 21, 23, 30, tzinfo=UTC)),
        ("22:30+00:00", datetime(2026, 11, 22, 22, 30, tzinfo=UTC)),
    ],
)
def test_a_time_of_day_is_the_next_one(text: str, instant: datetime) -> None:
    assert next_time(text, EVENING) == instant


def test_without_offset_the_machine_says_which_time_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        assert next_time("07:30", EVENING) == datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_time_of_day_on_the_day_the_clocks_change_is_that_days_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        assert next_time("07:30", datetime(2026, 10, 24, 20, tzinfo=UTC)) == datetime(2026, 10, 25, 6, 30, tzinfo=UTC)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_what_is_no_time_is_refused() -> None:
    with pytest.raises(UserError, match="give a time of day such as 07:30"):
        next_time("half past seven", EVENING)


@pytest.mark.parametrize("text", ["7:30", "25:00", "07:30:00", "soon"])
def test_a_setting_that_is_no_time_is_named_by_its_key(tmp_path: Path, text: str) -> None:
    (tmp_path / "lenswatch.toml").write_text(f'[nightly]\nfinish_by = "{text}"\n', encoding="utf-8")

    with pytest.raises(ConfigError, match=r"nightly\.finish_by"):
        Config.read(tmp_path / "lenswatch.toml")


def test_the_reserve_follows_the_longest_of_the_last_nights_and_is_never_small(tmp_path: Path) -> None:
    clock = FixedClock(EVENING)
    with Store.open(tmp_path / "ledger.sqlite") as store:
        steps, nights = NightSteps(store, clock), Nights(store, clock)
        assert reserve(steps) == LEAST_RESERVE
        for minutes, starts in ((20, 1), (1, 1), (300, 2)):
            night = nights.begin(None)
            steps.add(night.id, StepKind.SCREEN)
            (step,) = steps.of(night.id)
            for _ in range(starts):  # the last one was killed, and its machine was down for hours
                steps.start(step, None)
            clock.advance(minutes=minutes)
            steps.settle(step, StepState.DONE, "{}")
            nights.finish(night.id, "{}", clock.now(), judged=True)

        assert reserve(steps) == timedelta(minutes=40)
        assert crawl_until(EVENING, steps) == EVENING - timedelta(minutes=40)
        assert crawl_until(None, steps) is None
