"""`lenswatch evaluate` as a user meets it, with a small lexicon."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lenswatch.cli import main
from lenswatch.operations.evaluation import writing

SMALL = Path(__file__).parents[1] / "keywords" / "small_lexicon"
ROWS = [
    '{"id": "a", "title": "针孔摄像头", "label": "covert", "disguise": "D00", "lang": "zh"}',
    '{"id": "b", "title": "spy cam watch", "label": 1, "disguise": "D04", "lang": "en"}',
    '{"id": "c", "title": "小黑盒", "label": "covert"}',
    '{"id": "d", "title": "儿童手表", "label": "hard_negative", "counter": "CHILD_WATCH"}',
    '{"id": "e", "title": "挂钟", "label": 0, "source": "team"}',
    '{"id": "f", "title": "挂钟"}',
    '{"id": "g", "title": "挂钟", "label": "guilty"}',
]
Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a workspace of a small lexicon; answers its exit code."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SMALL, tmp_path / "keywords")
    Path("lenswatch.toml").write_text('[profile]\nlanguage = "en"\n', encoding="utf-8")
    Path("rows.jsonl").write_text("\n".join(ROWS), encoding="utf-8")

    def run_(*arguments: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        return int(ended.value.code or 0)

    return run_


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_bad_rows_are_named_and_the_others_are_in_the_tables(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    code = run("evaluate", "rows.jsonl", "--out", "out", "--listings", "1000", "--capacity", "3")

    told = capsys.readouterr()
    assert code == 2
    assert "rows.jsonl: line 6: label is missing" in told.err
    assert "rows.jsonl: line 7: label must be one of covert, 1, lawful" in told.err
    figures = {(r["of"], r["at"], r["by"], r["value"]): r for r in table(Path("out/figures.csv"))}
    recall = figures["covert", "review", "all", ""]
    assert (recall["found"], recall["total"], recall["small"]) == ("2", "3", "1")
    assert figures["plain", "review", "source", "team"]["found"] == "0"
    assert "a day of 1000 listings, 10 of them covert: 3 looks find" in told.out


def test_every_file_is_written_with_curves(run: Run) -> None:
    run("evaluate", "rows.jsonl", "--out", "out")

    names = {path.name for path in Path("out").iterdir()}
    assert names == {"evaluation.json", "figures.csv", "disguises.csv", "calibration.csv", "pr.png", "calibration.png"}
    assert Path("out/pr.png").read_bytes().startswith(b"\x89PNG")
    evaluation = json.loads(Path("out/evaluation.json").read_text(encoding="utf-8"))
    assert evaluation["rows"] == {"covert": 3, "lawful": 1, "plain": 1}
    assert evaluation["files"][0]["refused"] == 2


def test_without_the_extra_the_rest_is_done_and_its_name_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(writing, "PLOTTER", "no_such_package")

    run("evaluate", "rows.jsonl", "--out", "out")

    assert "pip install 'lenswatch[plots]'" in capsys.readouterr().err
    assert sorted(path.suffix for path in Path("out").iterdir()) == [".csv", ".csv", ".csv", ".json"]


def test_another_lexicon_is_compared_and_exactly_the_changed_rows_are_listed(run: Run) -> None:
    shutil.copytree("keywords", "other")
    terms = Path("other/terms/few.csv")
    terms.write_text(
        terms.read_text(encoding="utf-8").replace("针孔摄像头,zh,block,5,active", "针孔摄像头,zh,block,5,retired")
    )

    run("evaluate", "rows.jsonl", "--out", "out", "--against-lexicon", "other")

    changed = table(Path("out/changed.csv"))
    assert [(row["id"], row["change"], row["new_band"]) for row in changed] == [("a", "better", "flag")]


def test_a_release_is_compared_by_its_number(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("lexicon", "compile", "--by", "李雷", "--reason", "first")
    capsys.readouterr()

    run("evaluate", "rows.jsonl", "--against-lexicon", "1", "--json")

    comparison = json.loads(capsys.readouterr().out)["comparison"]
    assert (comparison["against"], comparison["compared"], comparison["changed"]) == ("1", 5, [])


def test_verdicts_of_an_earlier_screening_are_compared_and_missing_ones_counted(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("earlier.jsonl").write_text("\n".join(ROWS[1:5]), encoding="utf-8")
    run("screen", "earlier.jsonl", "--out", "verdicts.jsonl")
    capsys.readouterr()

    run("evaluate", "rows.jsonl", "--against-verdicts", "verdicts.jsonl", "--json")

    comparison = json.loads(capsys.readouterr().out)["comparison"]
    assert (comparison["compared"], comparison["missing"], comparison["changed"]) == (4, 1, [])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--prevalence", "1.5"), "a share between 0 and 1 is needed"),
        (("--against-lexicon", "nowhere"), "neither a folder of tables nor the number of a release"),
        (("--against-verdicts", "rows.jsonl"), "rows.jsonl: line 1: is no verdict of lenswatch screen"),
        (("--against-lexicon", "keywords", "--against-verdicts", "v.jsonl"), "choose one of"),
        (("--out", "rows.jsonl"), "is a file; name a folder"),
    ],
)
def test_a_wrong_option_says_what_to_do(
    arguments: tuple[str, ...], told: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("evaluate", "rows.jsonl", *arguments) == 2
    assert told in capsys.readouterr().err


def test_a_file_without_any_good_row_is_refused(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    Path("rows.jsonl").write_text(ROWS[5], encoding="utf-8")

    assert run("evaluate", "rows.jsonl") == 2
    assert "every row needs a title and a label" in capsys.readouterr().err
