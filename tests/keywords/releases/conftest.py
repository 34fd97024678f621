import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lenswatch.core.clock import FixedClock
from lenswatch.keywords.releases.compiling import Order
from lenswatch.keywords.releases.desk import Desk
from lenswatch.keywords.releases.release import Release
from lenswatch.keywords.releases.transition import Request

SMALL = Path(__file__).parents[1] / "small_lexicon"
NEW = {
    "heavy": "H1,夜莺摄像笔,zh,block,5,proposed,CONCEAL_CLAIM;IMG,,sound;shape;split;pinyin;order,,,,authored,,,,,",
    "light": "L1,小巧玲珑款,zh,feature,2,proposed,MINI,,,,,,authored,,,,,",
}


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 2, tzinfo=UTC))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A small lexicon with two proposed terms, of which nothing is released yet."""
    keywords = Path(shutil.copytree(SMALL, tmp_path / "keywords"))
    with (keywords / "terms" / "few.csv").open("a", encoding="utf-8") as stream:
        stream.write("\n".join(NEW.values()) + "\n")
    return Desk(keywords)


@pytest.fixture
def ask(clock: FixedClock) -> Callable[..., Request]:
    return lambda **more: Request(**{"actor": "李雷", "reason": "seen", "at": clock.now(), **more})


@pytest.fixture
def release(desk: Desk, clock: FixedClock) -> Callable[[], Release]:
    """Compile, which must make a release."""

    def made() -> Release:
        release = desk.compile(Order("李雷", "", clock.now()), lambda _: None)
        assert release
        return release

    return made
