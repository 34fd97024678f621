"""A draft is, byte for byte, what the case expects."""

from pathlib import Path

import pytest


def test_draft_equals_the_expected_files(case, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    draft = case.draft(tmp_path)
    written = {path.name: path.read_bytes() for path in draft.folder.iterdir()}
    expected = case.folder / "expected"
    if pytestconfig.getoption("--write-expected", default=False):
        expected.mkdir(exist_ok=True)
        for name, data in written.items():
            (expected / name).write_bytes(data)

    assert {path.name: path.read_bytes() for path in expected.iterdir()} == written
