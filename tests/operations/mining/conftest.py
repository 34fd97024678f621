"""A ledger of invented listings, judged by the lexicon that ships."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lenswatch.classifier.screener import Screener
from lenswatch.core.clock import FixedClock
from lenswatch.core.config import Config
from lenswatch.core.listing import Listing
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.ledger.listings import Listings
from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.ledger.store import Store
from lenswatch.operations.mining.mine import Knowledge, Mined, MineOrder, mine
from lenswatch.operations.screening import screen_ledger
from tests.operations.mining.invented_archive import archive

Fill = Callable[[Store, Iterable[Listing]], None]
Mine = Callable[..., Mined]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.load(shipped_keywords())


@pytest.fixture(scope="session")
def knowledge(lexicon: Lexicon) -> Knowledge:
    return Knowledge.build(lexicon)


@pytest.fixture(scope="session")
def screener(lexicon: Lexicon) -> Screener:
    return Screener.build(lexicon, Taxonomy.load(), Config())


@pytest.fixture(scope="session")
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 2, tzinfo=UTC))


@pytest.fixture(scope="session")
def fill(screener: Screener, clock: FixedClock) -> Fill:
    """Records listings as one import and judges them."""

    def filled(store: Store, listings: Iterable[Listing]) -> None:
        runs = Runs(store, clock)
        run_id = runs.begin(RunKind.IMPORT, "test")
        with store.transaction():
            for listing in listings:
                Listings(store, clock).record(listing, run_id, None)
        runs.finish(run_id, {})
        screen_ledger(store, screener, clock)

    return filled


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory, fill: Fill) -> bytes:
    """The second archive as the bytes of a ledger."""
    path = tmp_path_factory.mktemp("archive") / "ledger.sqlite"
    with Store.open(path) as store:
        fill(store, archive())
    return path.read_bytes()


@pytest.fixture
def store(ledger: bytes, tmp_path: Path) -> Iterable[Store]:
    """The second archive, to be changed at will."""
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(ledger)
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def mined(knowledge: Knowledge, clock: FixedClock) -> Mine:
    return lambda store, **more: mine(store, knowledge, MineOrder(**more), clock)


@pytest.fixture(scope="session")
def mined_ledger(
    ledger: bytes, knowledge: Knowledge, clock: FixedClock, tmp_path_factory: pytest.TempPathFactory
) -> tuple[bytes, Mined]:
    """The second archive once it was mined, and what came of it."""
    path = tmp_path_factory.mktemp("mined") / "ledger.sqlite"
    path.write_bytes(ledger)
    with Store.open(path) as store:
        found = mine(store, knowledge, MineOrder(top=500), clock)
    return path.read_bytes(), found
