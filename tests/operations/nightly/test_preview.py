"""`--dry-run`: what would be done, and nothing is."""

from pathlib import Path

import pytest

from lenswatch.operations.nightly import night
from tests.operations.nightly.conftest import BEGUN, SITE, SPY, House, feed_row


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_plan_writes_nothing(house: House) -> None:
    house.deliver("a.jsonl", feed_row(1, SPY))
    before = files(house.workspace.root)
    plan = house.plan()

    assert files(house.workspace.root) == before
    assert [(step.kind, step.subject, step.state) for step in plan.steps] == [
        ("import", "a.jsonl", "new"),
        ("screen", "", "new"),
        ("draft", "", "new"),
    ]


def test_a_plan_tells_what_a_site_reaches_in_the_time_left(house: House) -> None:
    text = SITE.format(name="shop", platform="SHOP", base_url="https://shop.invalid")
    (house.workspace.sites / "shop.toml").write_text(text + "\n[politeness]\ndelay_seconds = 2\n", encoding="utf-8")
    plan = house.plan(f"{BEGUN.hour + 1:02}:05+00:00")

    assert plan.crawl_until == BEGUN.replace(hour=BEGUN.hour + 1)
    assert [(step.reach, step.known, step.waiting) for step in plan.steps if step.kind == "crawl"] == [(1800, None, 0)]


def test_a_plan_tells_what_would_be_gone_on_with(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.deliver("a.jsonl", feed_row(1, SPY))
    with monkeypatch.context() as patched:
        patched.setattr(night, "draft", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            house.night()
    plan = house.plan()

    assert plan.resumes
    assert plan.resumes.date == "2026-11-21"
    assert [step.state for step in plan.steps] == ["done", "done", "pending"]
    house.clock.advance(hours=25)
    assert [one.date for one in house.plan().would_close] == ["2026-11-21"]


def test_a_plan_tells_that_a_night_is_under_way(house: House) -> None:
    house.deliver("a.jsonl", feed_row(1, SPY))
    house.night()
    house.edit("INSERT INTO lease VALUES ('nightly', 'machine7:1', '2026-11-21', '2099-01-01T00:00:00+00:00')")
    plan = house.plan()

    assert plan.under_way
    assert plan.under_way.en == "between two steps"


def test_a_plan_ends_with_what_would_fail(house: House) -> None:
    (house.workspace.sites / "bad.toml").write_text("", encoding="utf-8")
    plan = house.plan()

    assert plan.exit_code == 2
    assert "bad.toml" in plan.troubles[0].en
