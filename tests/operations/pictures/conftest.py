"""Makes the team of a test."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import PIL.Image
import pytest

from lenswatch.classifier.image.decoding import decode
from lenswatch.classifier.image.observing import ImageObserver
from lenswatch.classifier.screener import Screener
from lenswatch.core.clock import FixedClock
from lenswatch.core.config import Config
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.ledger.store import Store
from lenswatch.operations.workspace import Workspace
from tests.operations.pictures.team import ColourReader, SameObserver, Team


@pytest.fixture(scope="session")
def screener() -> Screener:
    return Screener.build(Lexicon.load(shipped_keywords()), Taxonomy.load(), Config())


@pytest.fixture(scope="session")
def observer() -> SameObserver:
    stream = BytesIO()
    PIL.Image.new("RGB", (64, 64), "white").save(stream, "PNG")
    return SameObserver(ImageObserver.load().observe(decode(stream.getvalue())))


@pytest.fixture
def team_with(tmp_path: Path, screener: Screener, observer: SameObserver) -> Iterator[Callable[..., Team]]:
    """Makes the team, with settings for pictures."""
    stores: list[Store] = []

    def make(**settings: float | str) -> Team:
        config = Config.model_validate({"pictures": settings})
        (tmp_path / "data").mkdir()
        workspace = Workspace(tmp_path, config)
        stores.append(Store.open(workspace.ledger))
        clock = FixedClock(datetime(2026, 11, 22, 2, tzinfo=UTC))
        return Team(workspace, stores[0], clock, screener, observer, ColourReader())

    yield make
    for store in stores:
        store.close()
