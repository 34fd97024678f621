"""`lexicon check`, `template` and `merge` as a curator meets them."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lenswatch.cli import main
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords

SMALL = Path(__file__).parents[1] / "keywords" / "small_lexicon"
Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a folder that holds a lexicon; answers its exit code."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C")
    shutil.copytree(SMALL, tmp_path / "keywords")

    def run_(*arguments: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        return int(ended.value.code or 0)

    return run_


def spoil(folder: str, old: str, new: str) -> None:
    path = Path(folder) / "terms" / "few.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_warnings_pass_unless_they_are_asked_to_fail(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("lexicon", "check", "keywords") == 0
    assert "warning: exclusions.csv:2:3: cell C2 (pattern)" in capsys.readouterr().out
    assert run("lexicon", "check", "keywords", "--strict") == 1


def test_an_error_ends_with_1_and_names_cell_and_remedy(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    spoil("keywords", "摄像头,zh,context", "摄像头,zh,语境")

    assert run("lexicon", "check", "keywords", "--json", "--mark", "marked.xlsx") == 1

    said = json.loads(capsys.readouterr().out)
    error = next(one for one in said["findings"] if one["severity"] == "error")
    assert (error["file"], error["line"], error["cell"]) == ("terms/few.csv", 3, "D3")
    assert error["problem"].endswith("did you mean context (语境)?")
    assert Path("marked.xlsx").is_file()


@pytest.mark.parametrize("mark", ["keywords/lexicon.xlsx", "keywords/terms/few.xlsx", "marked.csv"])
def test_the_marked_copy_never_becomes_a_table(run: Run, mark: str) -> None:
    assert run("lexicon", "check", "keywords", "--mark", mark) == 2
    assert not Path(mark).exists()


def test_outside_a_workspace_the_shipped_lexicon_is_checked(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("lexicon", "check", "--strict") == 0
    assert "errors: 0, warnings: 0" in capsys.readouterr().out


def test_the_template_is_filled_and_never_replaces_a_file(run: Run) -> None:
    assert run("lexicon", "template", "--from", str(shipped_keywords())) == 0
    assert Lexicon.load(Path("lexicon.xlsx")) == Lexicon.load(shipped_keywords())
    assert run("lexicon", "template") == 2
    assert run("lexicon", "template", "--from", "nowhere", "--out", "other.xlsx") == 2


def test_an_empty_template_has_a_header_for_every_table(run: Run) -> None:
    assert run("lexicon", "template", "--out", "new.xlsx") == 0
    assert run("lexicon", "check", "new.xlsx") == 0
    assert len(Lexicon.load(Path("new.xlsx")).weights.table) == 40


def test_a_merge_without_conflict_changes_mine_and_one_with_conflict_ends_with_1(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("base", "theirs"):
        shutil.copytree("keywords", name)
    spoil("theirs", "T3,手表", "T3,腕表")

    assert run("lexicon", "merge", "base", "keywords", "theirs") == 0
    assert "T3,腕表" in (Path("keywords") / "terms" / "few.csv").read_text(encoding="utf-8")

    spoil("theirs", "T3,腕表", "T3,怀表")
    assert run("lexicon", "merge", "base", "keywords", "theirs", "--json") == 1
    [conflict] = json.loads(capsys.readouterr().out.splitlines()[-1])["conflicts"]
    assert (conflict["key"], conflict["base"], conflict["mine"], conflict["theirs"]) == ("T3", "手表", "腕表", "怀表")
    assert run("lexicon", "merge", "base", "keywords", "theirs") == 1
    assert 'term: base "手表", mine "腕表", theirs "怀表"' in capsys.readouterr().out
    run("lexicon", "check", "keywords")
    assert "warning: conflicts.csv: names conflicts of a merge" in capsys.readouterr().out
