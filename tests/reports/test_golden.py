"""A draft is, byte for byte, what the case expects."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lenswatch.reports.draft import DraftReport

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("name", sorted(path.parent.name for path in CASES.glob("*/input.json")))
def test_draft_equals_the_expected_files(
    name: str, draft_case: Callable[..., DraftReport], tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    draft = draft_case(name, tmp_path)
    written = {path.name: path.read_bytes() for path in draft.folder.iterdir()}
    expected = CASES / name / "expected"
    if pytestconfig.getoption("--write-expected", default=False):
        expected.mkdir(exist_ok=True)
        for file, data in written.items():
            (expected / file).write_bytes(data)

    assert {path.name: path.read_bytes() for path in expected.iterdir()} == written
