"""What `report draft` says and answers where a site is withheld."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from lenswatch.cli import main
from lenswatch.core.clock import SystemClock
from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.ledger.store import Store
from lenswatch.spiders.monitoring.summary import CrawlSummary

Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a workspace one of whose sites could not be reached; answers its exit code."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C")

    def run_(*arguments: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(("--lang", "en", *arguments))
        return int(ended.value.code or 0)

    assert run_("init", ".") == 0
    Path("rows.jsonl").write_text('{"id": "a", "platform": "P", "title": "挂钟 针孔摄像头"}', encoding="utf-8")
    with Store.open(Path("data/ledger.sqlite")) as store:
        runs = Runs(store, SystemClock())
        run_id = runs.begin(RunKind.CRAWL, "shop")
        summary = CrawlSummary(site="shop", platform="SHOP", run_id=run_id, unreachable=True)
        runs.finish(run_id, summary.model_dump(mode="json"), failed=True)
    return run_


def test_a_draft_with_a_gap_is_written_and_ends_with_3(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert (run("import", "rows.jsonl"), run("screen")) == (0, 0)
    capsys.readouterr()
    assert run("report", "draft", "--json") == 3
    answer = json.loads(capsys.readouterr().out)

    assert (answer["status"], answer["reports"]) == ("DRAFT", 1)
    assert [(one["site"], one["reasons"]) for one in answer["withheld"]] == [
        ("shop", ["the site could not be reached at all"])
    ]


def test_in_words_the_gap_and_its_reason_are_told(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert (run("import", "rows.jsonl"), run("screen"), run("report", "draft")) == (0, 0, 3)
    told = capsys.readouterr().err

    assert "shop: LEFT OUT: not sound since" in told
    assert "shop: why: the site could not be reached at all" in told


def test_where_nothing_else_is_left_no_draft_is_written(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    assert run("report", "draft", "--json") == 3
    answer = json.loads(capsys.readouterr().out)
    assert (answer["status"], answer["folder"], answer["withheld"][0]["site"]) == ("WITHHELD", None, "shop")
    assert not Path("reports").exists()


def test_a_site_included_all_the_same_ends_with_0(run: Run) -> None:
    assert (run("import", "rows.jsonl"), run("screen")) == (0, 0)

    assert run("report", "draft", "--include-withheld", "shop") == 0


def test_another_name_is_the_users_error(run: Run) -> None:
    assert run("report", "draft", "--include-withheld", "other") == 2


def test_settings_changed_after_the_screening_end_with_2(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert (run("import", "rows.jsonl"), run("screen")) == (0, 0)
    settings = Path("lenswatch.toml").read_text(encoding="utf-8")
    Path("lenswatch.toml").write_text(settings.replace("# flag = 0.95", "flag = 0.99"), encoding="utf-8")

    assert "# flag = 0.95" in settings
    assert run("report", "draft") == 2
    assert "run: lenswatch screen" in capsys.readouterr().err
