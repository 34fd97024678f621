"""Assertions of a site file are held against the counts."""

import pytest

from lenswatch.core.messages import message
from lenswatch.spiders.frontier.frontier_url import FrontierUrl, Kind
from lenswatch.spiders.monitoring.summary import breaches_of
from lenswatch.spiders.monitoring.tally import Recorded, Tally
from lenswatch.spiders.reading.page_result import Outcome, PageResult
from lenswatch.spiders.site.limit import Level
from lenswatch.spiders.site.site import Assertions
from tests.spiders.conftest import Shop, site_of

COUNTS = Tally(pages=100, listings_new=8, listings_read=10, filled={"price": 7}, blocked=20)
SOURCE = FrontierUrl("k", "https://shop.example/k", Kind.PAGE, 0, 0, None, None, None, 0, None, None, None)


@pytest.mark.parametrize(
    ("assertions", "told"),
    [
        ({"minimum_items": 8}, []),
        ({"minimum_items": 9}, ["only 8 listings seen, 9 expected"]),
        ({"minimum_coverage": {"price": 0.7}}, []),
        ({"minimum_coverage": {"price": 0.8}}, ["only 70% of the listings have price, 80% expected"]),
        ({"minimum_coverage": {"brand": 0.1}}, ["only 0% of the listings have brand, 10% expected"]),
        ({"maximum_block_rate": 0.2}, []),
        (
            {"maximum_block_rate": {"value": 0.1, "level": "warning"}},
            ["20% of the answers were robot checks or login walls, at most 10% expected"],
        ),
    ],
)
def test_breaches_are_told(assertions: dict[str, object], told: list[str]) -> None:
    site = site_of(Shop("https://shop.example"), assertions=assertions)

    assert [str(breach.message) for breach in breaches_of(site, COUNTS)] == told


def test_where_nothing_was_read_coverage_says_nothing() -> None:
    site = site_of(Shop("https://shop.example"), assertions={"minimum_coverage": {"price": 1}})

    assert breaches_of(site, Tally(unchanged=5)) == ()


def test_a_bare_number_is_a_limit_of_level_error() -> None:
    limit = Assertions.model_validate({"minimum_items": 3}).minimum_items

    assert limit is not None
    assert limit.level is Level.ERROR


def test_failures_are_grouped_by_reason() -> None:
    tally = Tally()
    for status in (500, 404, 500):
        problem = message("the site answered {status}", status=status)
        result = PageResult(source=SOURCE, outcome=Outcome.FAILED, status=status, problem=problem)
        tally = tally.after(result, Recorded(), gave_up=True)

    assert [(str(failure.reason), failure.count) for failure in tally.failures] == [
        ("the site answered 500", 2),
        ("the site answered 404", 1),
    ]


def test_counts_survive_the_ledger() -> None:
    result = PageResult(source=SOURCE, outcome=Outcome.FAILED, problem=message("x {y}", y=message("z")))
    tally = Tally(filled={"price": 2}).after(result, Recorded(new=1), gave_up=True)

    assert Tally.model_validate(tally.model_dump(mode="json")) == tally
