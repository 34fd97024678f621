"""What several rooms' tests share."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def development_data() -> Path:
    """Folder of real pages and texts; without it the test is skipped, saying so."""
    place = os.environ.get("LENSWATCH_DEV_DATA")
    if not place:
        pytest.skip("LENSWATCH_DEV_DATA is unset: no real pages and texts to measure on")
    return Path(place)
