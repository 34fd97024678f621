"""What several rooms' tests share."""

import os
from pathlib import Path

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first, so that no process is left alone with one at the end.

    Two processes begin with the first and the second half of the list.
    """
    long = [item for item in items if item.get_closest_marker("long")]
    others = [item for item in items if not item.get_closest_marker("long")]
    middle = len(others) // 2
    items[:] = [*long[::2], *others[:middle], *long[1::2], *others[middle:]]


@pytest.fixture(scope="session")
def development_data() -> Path:
    """Folder of real pages and texts; without it the test is skipped, saying so."""
    place = os.environ.get("LENSWATCH_DEV_DATA")
    if not place:
        pytest.skip("LENSWATCH_DEV_DATA is unset: no real pages and texts to measure on")
    return Path(place)
