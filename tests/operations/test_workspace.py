"""A workspace: where everything of one team lies."""

from pathlib import Path

import pytest

from lenswatch.core.config import Config
from lenswatch.core.errors import WorkspaceError
from lenswatch.operations.workspace import Workspace


def test_new_workspace_holds_the_defaults_and_a_copy_of_the_lexicon(tmp_path: Path) -> None:
    made = Workspace.create(tmp_path / "team")

    assert made.config == Config()
    assert (made.root / "keywords" / "context.csv").is_file()
    assert {path.suffix for path in (made.root / "keywords").rglob("*") if path.is_file()} == {".csv"}


def test_workspace_is_found_from_below(tmp_path: Path) -> None:
    made = Workspace.create(tmp_path / "team")

    assert Workspace.find(made.sites) == made
    assert Workspace.find(tmp_path) is None


def test_second_creation_changes_nothing(tmp_path: Path) -> None:
    made = Workspace.create(tmp_path / "team")
    (made.root / "lenswatch.toml").write_text("", encoding="utf-8")

    with pytest.raises(WorkspaceError, match="nothing was changed"):
        Workspace.create(tmp_path / "team")

    assert (made.root / "lenswatch.toml").read_text(encoding="utf-8") == ""
