"""A ledger in a temporary folder, a clock that stands still, and short ways to fill them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lenswatch.core.clock import FixedClock
from lenswatch.core.listing import Listing
from lenswatch.core.verdict import Band, Verdict, Versions
from lenswatch.ledger.listings import Listings
from lenswatch.ledger.runs import Runs
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import Verdicts


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 21, 18, 0, tzinfo=UTC))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "ledger.sqlite") as opened:
        yield opened


@pytest.fixture
def runs(store: Store, clock: FixedClock) -> Runs:
    return Runs(store, clock)


@pytest.fixture
def listings(store: Store, clock: FixedClock) -> Listings:
    return Listings(store, clock)


@pytest.fixture
def verdicts(store: Store, clock: FixedClock) -> Verdicts:
    return Verdicts(store, clock)


@pytest.fixture
def listing() -> Callable[..., Listing]:
    def make(**fields: Any) -> Listing:  # noqa: ANN401 - the fields of any listing
        return Listing.model_validate(
            {"id": "1", "platform": "DEMO", "url": "https://shop.example/1", "title": "桌面小夜灯"} | fields
        )

    return make


@pytest.fixture
def verdict() -> Callable[..., Verdict]:
    def make(score: float = 0.9, lexicon: str = "a", **fields: Any) -> Verdict:  # noqa: ANN401 - as above
        band = Band.FLAG if score >= 0.8 else Band.REVIEW if score >= 0.35 else Band.CLEAR
        versions = Versions(lexicon=lexicon, rules="r", software="0")
        plain = {"id": "1", "score": score, "prior": -3.0, "band": band, "disguise": None}
        return Verdict.model_validate(plain | {"signals": (), "grounds": (), "versions": versions} | fields)

    return make
