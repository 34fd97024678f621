"""`lenswatch lexicon mine` as a curator meets it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from lenswatch.cli import main
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.term import State
from lenswatch.operations.mining.mine import Mined
from lenswatch.operations.workspace import Workspace

Run = Callable[..., int]


@pytest.fixture
def workspace(tmp_path: Path, mined_ledger: tuple[bytes, Mined]) -> Workspace:
    made = Workspace.create(tmp_path / "team")
    made.ledger.write_bytes(mined_ledger[0])
    return made


@pytest.fixture
def run(workspace: Workspace) -> Run:
    def run_(*arguments: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(["--lang", "en", "--workspace", str(workspace.root), "lexicon", "mine", *arguments])
        return int(ended.value.code or 0)

    return run_


def test_cards_are_printed_written_and_decided_on(
    run: Run, workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "candidates.csv"
    assert run("--no-meaning", "--top", "5", "--out", str(out)) == 0
    printed = capsys.readouterr().out
    assert "隔壁老王款" in printed
    assert "candidates written" in printed

    lines = out.read_text(encoding="utf-8-sig").splitlines()
    out.write_text("\n".join(lines[:1] + [_rejected(line) for line in lines[1:3]]), encoding="utf-8")
    assert run("--decide", str(out), "--by", "李雷") == 0
    assert run("list") == 0
    assert capsys.readouterr().out.count("rejected: ") == 2
    assert Lexicon.load(workspace.keywords or Path()).terms


def test_accepting_watching_and_listing(run: Run, workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("accept", "飞蚊", "--role", "context", "--by", "李雷", "--reason", "4 shops", "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["term"] == "TM001"
    assert run("watch", "门童", "--by", "李雷", "--reason", "later") == 0
    assert run("list", "--json") == 0

    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert [(one["expression"], one["decision"]) for one in told] == [("门童", "watch")]
    terms = {term.id: term for term in Lexicon.load(workspace.keywords or Path()).terms}
    assert terms["TM001"].state is State.PROPOSED


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("accept", "Mnobody", "--by", "a", "--reason", "b"), "no candidate has this id"),
        (("--out", "cards.txt"), ".csv or .xlsx"),
        (("--decide", "missing.csv", "--by", "a"), "there is no such file"),
        (("--run", "nobody", "--no-meaning"), "no screening of this name"),
    ],
)
def test_what_cannot_be_done_is_said(
    run: Run, arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    assert said in capsys.readouterr().err


def _rejected(line: str) -> str:
    """A row with decision and reason filled in; the cells from the role on are the last seven."""
    cells = line.split(",")
    return ",".join([*cells[:-8], "reject", *cells[-7:-1], "ordinary"])
