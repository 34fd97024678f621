"""A night keeps the hours and budgets of its sites, and says what that left."""

import pytest

from lenswatch.operations.nightly.summary import NightSummary
from tests.operations.nightly.conftest import House

pytestmark = pytest.mark.slow


def bounded(house: House, site: str, text: str) -> None:
    """A bound in a site file; the night begins at 22:00 in China."""
    path = house.workspace.sites / f"{site}.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n[politeness]\n{text}\n", encoding="utf-8")


def told(summary: NightSummary) -> str:
    return summary.model_dump_json()


def test_a_site_outside_its_hours_waits_and_the_others_are_crawled(two_shops: House) -> None:
    bounded(two_shops, "second", 'window = "02:00-03:00"')

    text = told(two_shops.night())
    assert two_shops.shops["first"].asked().total() == 7
    assert two_shops.shops["second"].requests == []
    assert "outside the hours in which it may be visited; nothing was asked for" in text


def test_a_budget_that_is_spent_is_told(two_shops: House) -> None:
    bounded(two_shops, "second", "daily_requests_per_host = 10")

    assert "127.0.0.1 has had all its requests of the day" in told(two_shops.night())
