"""Screening: what is new once, whatever stops it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lenswatch.classifier.screener import Screener
from lenswatch.core.clock import FixedClock
from lenswatch.core.config import Config
from lenswatch.core.feed.row import FeedProblem, FeedRow
from lenswatch.core.listing import Listing
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Verdict
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import Verdicts
from lenswatch.operations import screening
from lenswatch.operations.importing import import_rows
from lenswatch.operations.screening import screen_ledger

CLOCK = FixedClock(datetime(2026, 11, 22, 2, tzinfo=UTC))


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener.build(Lexicon.load(shipped_keywords()), Taxonomy.load(), Config())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "ledger.sqlite") as opened:
        yield opened


def imported(store: Store, *titles: str) -> None:
    rows = [FeedRow(n, Listing(id=str(n), platform="P", title=title)) for n, title in enumerate(titles, 1)]
    import_rows(store, CLOCK, "feed", rows, lambda _: None)


def test_what_was_judged_is_not_judged_again(store: Store, screener: Screener) -> None:
    imported(store, "挂钟", "针孔摄像头")

    assert screen_ledger(store, screener, CLOCK).screened == 2
    assert screen_ledger(store, screener, CLOCK).screened == 0


def test_a_changed_listing_is_judged_anew_and_its_history_stays(store: Store, screener: Screener) -> None:
    imported(store, "挂钟")
    screen_ledger(store, screener, CLOCK)
    imported(store, "挂钟 针孔摄像头")

    assert screen_ledger(store, screener, CLOCK).screened == 1
    assert store.connection.execute("SELECT count(*) FROM revision").fetchone() == (2,)
    assert [one.verdict.band for one in Verdicts(store, CLOCK).latest()] == ["flag"]


def test_other_versions_judge_everything_again(store: Store, screener: Screener) -> None:
    imported(store, "挂钟")
    screen_ledger(store, screener, CLOCK)
    newer = replace(screener, versions=screener.versions.model_copy(update={"rules": "other"}))

    assert screen_ledger(store, newer, CLOCK).screened == 1


def test_an_interrupted_screening_shows_nothing_and_is_taken_up_as_the_same_run(
    store: Store, screener: Screener, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(store, "挂钟", "针孔摄像头", "闹钟")
    monkeypatch.setattr(screening, "_BATCH", 1)
    with pytest.raises(KeyboardInterrupt):
        screen_ledger(store, screener, CLOCK, stop_after(2))
    assert list(Verdicts(store, CLOCK).latest()) == []

    summary = screen_ledger(store, screener, CLOCK)

    assert summary.screened == 3
    assert store.connection.execute("SELECT count(*), count(DISTINCT run_id) FROM verdict").fetchone() == (3, 1)


class stop_after:  # noqa: N801 - reads as a word of the test
    def __init__(self, batches: int) -> None:
        self.left = batches

    def __call__(self, _: int) -> None:
        self.left -= 1
        if not self.left:
            raise KeyboardInterrupt


def test_a_row_without_id_and_address_cannot_be_recorded_and_says_so(store: Store) -> None:
    problems: list[FeedProblem] = []

    summary = import_rows(store, CLOCK, "feed", [FeedRow(1, Listing(title="a"))], problems.append)

    assert (summary.refused, problems[0].field) == (1, "id")


def test_verdict_reads_back_as_it_was_written(screener: Screener) -> None:
    verdict = screener.screen(Listing(id="1", title="针孔摄像头"))

    assert Verdict.model_validate_json(verdict.model_dump_json()) == verdict


@pytest.mark.slow
def test_ctrl_c_leaves_no_half_file_and_ends_with_3(tmp_path: Path) -> None:
    # A shell in the background ignores Ctrl-C, and so would whatever it starts.
    code = "import signal; signal.signal(2, signal.default_int_handler); from lenswatch.cli import main; main()"
    program = [sys.executable, "-c", code, "--lang", "en", "screen", "-", "--out", "verdicts.jsonl"]
    with subprocess.Popen(
        program, cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ, text=True
    ) as process:
        assert process.stdin
        assert process.stderr
        process.stdin.write('{"title": "x", "price": "bad"}\n' * 2000)  # far more than buffers hold
        process.stdin.flush()
        process.stderr.readline()  # it is at work
        process.send_signal(signal.SIGINT)
        told = process.stderr.read()

    assert process.returncode == 3
    assert "Stopped." in told
    assert list(tmp_path.iterdir()) == []
