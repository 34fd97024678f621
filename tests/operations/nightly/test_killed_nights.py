"""Twenty kills at random moments of one night: nothing is lost, nothing is done twice, nothing half-written is seen."""

import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lenswatch.operations.nightly.summary import NightSummary
from lenswatch.reports.verify_draft import read_draft
from tests.operations.nightly.conftest import SPY, WALL_CLOCK, House, feed_row

pytestmark = pytest.mark.slow

KILLS, OF_THEM_BEFORE_SCREENING = 20, 13
FEEDS, ROWS = 3, 4
LISTINGS = FEEDS * ROWS + 2 * 6
MOST_EVENTS = 150
"""Before the next kill; finding its place again costs a start some fifty."""


class Nights:
    """Starts nights one after the other, each in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def start(self, before: int = 0, after: int = 0) -> tuple[int, int, int]:
        """Run a night until it dies or ends; see night_process.py. Exit code, events before and after."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{before} {after}\n")
        self.process.stdin.flush()
        code, told_before, told_after = map(int, self.process.stdout.readline().split())
        return code, told_before, told_after


@contextmanager
def nights(house: House, folder: Path) -> Iterator[Nights]:
    script = Path(__file__).parent / "night_process.py"
    urls = [shop.base_url for shop in house.shops.values()]
    command = [sys.executable, str(script), str(folder), str(house.feeds), *urls]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Nights(process)
        assert process.stdin
        process.stdin.close()


@pytest.fixture
def prepared(two_shops: House) -> House:
    two_shops.clock.instant = datetime.now(UTC)
    for number in range(FEEDS):
        rows = [feed_row(number * ROWS + row, SPY if row == 0 else WALL_CLOCK) for row in range(ROWS)]
        two_shops.deliver(f"{number}.jsonl", *rows)
    return two_shops


def test_a_night_killed_twenty_times_ends_as_one_that_was_not(prepared: House, tmp_path: Path) -> None:
    house = prepared
    shutil.copytree(house.workspace.root, tmp_path / "untouched")
    with nights(house, tmp_path / "untouched") as calm:
        code, _, late = calm.start()
        assert code == 0
    seed = random.randrange(1 << 30)  # noqa: S311 - a moment, not a secret
    chance = random.Random(seed)  # noqa: S311 - the same

    with nights(house, house.workspace.root) as killed:
        for kill in range(KILLS):
            if crawled(house):
                code, *_ = killed.start(after=chance.randrange(1, late))
            else:
                last = kill >= OF_THEM_BEFORE_SCREENING
                code, *_ = killed.start(before=1 << 30 if last else chance.randrange(1, MOST_EVENTS))
            assert code == -signal.SIGKILL, f"seed {seed}: the night was over before the last kill"
        code, *_ = killed.start()

    assert code == 0, f"seed {seed}"
    check_rows(house, seed)
    check_files(house, read_summary(tmp_path / "untouched"), seed)


def crawled(house: House) -> bool:
    """Whether all is in that there is to judge."""
    if not house.rows("SELECT 1 FROM night_step WHERE kind = 'crawl'"):
        return False
    return not house.rows("SELECT 1 FROM night_step WHERE kind IN ('import', 'crawl') AND state <> 'done'")


def check_rows(house: House, seed: int) -> None:
    """Each thing stands in the ledger once."""
    once = {
        "SELECT count(*), count(DISTINCT listing_key) FROM revision": (LISTINGS, LISTINGS),
        "SELECT count(*), count(DISTINCT revision_id) FROM verdict": (LISTINGS, LISTINGS),
        "SELECT count(*), count(DISTINCT subject) FROM run WHERE kind = 'import'": (FEEDS, FEEDS),
        "SELECT count(*), count(DISTINCT subject) FROM run WHERE kind = 'crawl'": (2, 2),
        "SELECT count(*), min(state) FROM night": (1, "finished"),
        "SELECT count(*) FROM run WHERE state <> 'finished'": (0,),
        "SELECT count(*) FROM night_step WHERE state <> 'done'": (0,),
        "SELECT count(*) FROM lease": (0,),
    }
    assert {query: house.rows(query)[0] for query in once} == once, f"seed {seed}"


def check_files(house: House, calm: NightSummary, seed: int) -> None:
    """One draft, one summary, each whole; it says what that of the undisturbed night says."""
    (draft,) = house.drafts
    summary = read_summary(house.workspace.root)
    assert read_draft(house.workspace.reports / "drafts" / draft).problems == (), f"seed {seed}"
    assert list(house.workspace.root.rglob("*.part")) == [], f"seed {seed}"
    assert (summary.bands, summary.feeds) == (calm.bands, calm.feeds), f"seed {seed}"
    assert 1 < summary.starts <= KILLS + 1  # a start that dies before it finds its night cannot note itself
    assert summary.draft.listings == calm.draft.listings == FEEDS + 2
    assert seen(summary) == seen(calm)


def seen(summary: NightSummary) -> list[tuple[str, str, int | None]]:
    return [(site.site, site.status, site.listings) for site in summary.sites]


def read_summary(workspace: Path) -> NightSummary:
    (folder,) = (workspace / "nights").iterdir()
    assert {file.name for file in folder.iterdir()} == {"summary.json", "summary.txt"}
    return NightSummary.model_validate_json((folder / "summary.json").read_bytes())
