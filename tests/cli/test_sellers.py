"""`lenswatch screen` with sellers.csv, as a user meets it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lenswatch.cli import main

Run = Callable[..., int]
SMALL = Path(__file__).parents[1] / "keywords" / "small_lexicon"
ROW = '{{"id": "{0}", "platform": "P", "title": "挂钟", "seller": {{"id": "s7"}}}}\n'


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a workspace with one confirmed seller and a row of that seller; answers its exit code."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C")

    def run_(*arguments: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(("--lang", "en", "--workspace", "team", *arguments))
        return int(ended.value.code or 0)

    with pytest.raises(SystemExit):
        main(("init", "team"))
    shutil.rmtree("team/keywords")
    shutil.copytree(SMALL, "team/keywords")
    decide("P,s7,confirmed,2026-03-02,doc 7,x,\n")
    Path("rows.jsonl").write_text("".join(map(ROW.format, (1, 2, 3))), encoding="utf-8")
    return run_


def decide(row: str) -> None:
    with Path("team/sellers.csv").open("a", encoding="utf-8") as stream:
        stream.write(row)


def seller_signals(file: str) -> list[str]:
    verdicts = [json.loads(line) for line in Path(file).read_text(encoding="utf-8").splitlines()]
    return [signal["term"] for one in verdicts for signal in one["signals"] if signal["source"] == "seller"]


def test_a_decision_counts_for_rows_of_a_file_and_is_explained(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("screen", "rows.jsonl", "--out", "v.jsonl") == 0
    assert run("explain", "1", "--from", "v.jsonl", "--html", "why.html") == 0
    capsys.readouterr()
    assert run("explain", "1", "--from", "v.jsonl") == 0

    told = capsys.readouterr().out
    assert seller_signals("v.jsonl") == ["doc 7"] * 3
    assert "  +0.7000  this seller: decision of 2026-03-02, doc 7 (says nothing of this listing)\n" in told
    assert "decisions on sellers that counted: " in told
    assert "two penalties" not in told
    assert "this seller: decision of 2026-03-02, doc 7" in Path("why.html").read_text(encoding="utf-8")


def test_a_wrong_row_is_named_the_rest_counts_and_the_command_ends_with_2(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    decide("P,s8,rejected,2026-03-02,doc 8,x,\n")

    assert run("screen", "rows.jsonl", "--out", "v.jsonl") == 2
    assert run("import", "rows.jsonl") == 0
    assert run("screen") == 2
    told = capsys.readouterr().err
    assert "sellers.csv:3:3: cell C3 (decision): " in told
    assert seller_signals("v.jsonl") == ["doc 7"] * 3


@pytest.mark.slow
def test_several_processes_know_the_same_decisions(run: Run) -> None:
    run("screen", "rows.jsonl", "--out", "one.jsonl")
    run("screen", "rows.jsonl", "--out", "two.jsonl", "--workers", "2")

    assert Path("two.jsonl").read_bytes() == Path("one.jsonl").read_bytes()
    assert seller_signals("two.jsonl") == ["doc 7"] * 3
