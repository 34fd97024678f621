import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.keywords.reading import LexiconReader, Reading

SMALL = Path(__file__).parent / "small_lexicon"


@pytest.fixture(scope="session")
def shipped() -> Lexicon:
    return Lexicon.load(shipped_keywords())


@pytest.fixture(scope="session")
def shipped_reader(shipped: Lexicon) -> LexiconReader:
    return LexiconReader(shipped)


@pytest.fixture(scope="session")
def score(shipped_reader: LexiconReader) -> Callable[[str], float]:
    """Log-odds of a title, each signal code counted once, as strong as its strongest."""

    def of(title: str) -> float:
        return -4 + evidence(shipped_reader.read({"title": title}))

    return of


def evidence(reading: Reading) -> float:
    strongest: dict[tuple[str, bool], float] = {}
    weights = [(hit.signals[0], hit.weight) for hit in reading.terms if hit.weight]
    weights += [(hit.signal, hit.weight) for hit in reading.rules]
    for code, weight in weights:
        key = code, weight > 0
        strongest[key] = max(strongest.get(key, 0.0), weight, key=abs)
    return sum(strongest.values())


@pytest.fixture(scope="session")
def small() -> LexiconReader:
    return LexiconReader(Lexicon.load(SMALL))


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the small lexicon, to be spoilt."""
    return Path(shutil.copytree(SMALL, tmp_path / "keywords"))
