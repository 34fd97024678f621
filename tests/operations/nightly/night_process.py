"""Nights in processes of their own, to be killed. Arguments: workspace folder, feed folder, base URLs.

Each line on standard input starts a night in a forked child, so that the libraries are imported once. Two numbers say
when the child kills itself: after so many events (SQL statements, files renamed and made, folders removed) before its
screening, or when that begins; and after so many events from there on, or when the summary lies there and the night
is not marked as over. 0 and 0 let it come to its end.
The answer is a line: exit code or minus the signal, and how many events there were before and after.
"""

import os
import signal
import sys
from collections.abc import MutableSequence
from datetime import datetime
from multiprocessing import Array
from pathlib import Path
from unittest.mock import patch

from sqlite_utils import Database

from lenswatch.core.clock import SystemClock
from lenswatch.ledger.nights import Nights
from lenswatch.ledger.store import Store
from lenswatch.operations.nightly import night
from lenswatch.operations.nightly.judging import screen
from lenswatch.operations.nightly.night import run_night
from lenswatch.operations.nightly.options import Asked, Conduct
from lenswatch.operations.nightly.tonight import Tonight
from lenswatch.operations.workspace import Workspace
from lenswatch.spiders.crawling.crawl import Patience

_FILE_EVENTS = {"os.rename", "os.mkdir", "shutil.rmtree"}


class Fate:
    """Counts what a kill could fall between, and kills."""

    def __init__(self, counts: MutableSequence[int], limits: tuple[int, int]) -> None:
        self.counts, self.limits, self.part = counts, limits, 0

    def tick(self, *_: object) -> None:
        self.counts[self.part] += 1
        if self.limits[self.part] and self.counts[self.part] >= self.limits[self.part]:
            self.strike()

    def strike(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """Count SQL statements of the night's own connection, and changes of files."""
        tick, finish = self.tick, Nights.finish

        class CountedStore(Store):
            def __init__(self, database: Database) -> None:
                super().__init__(database)
                self.connection.set_trace_callback(tick)

        def screen_after(tonight: Tonight) -> None:
            if self.limits[0]:
                self.strike()
            self.part = 1
            screen(tonight)

        def finish_unless(nights: Nights, night_id: str, summary: str, at: datetime, *, judged: bool) -> None:
            if self.limits[1]:
                self.strike()
            finish(nights, night_id, summary, at, judged=judged)

        # Never undone: this process is thrown away.
        patch.multiple(night, Store=CountedStore, screen=screen_after).start()
        patch.object(Nights, "finish", finish_unless).start()
        sys.addaudithook(lambda event, _: tick() if event in _FILE_EVENTS else None)


def child(folder: Path, feeds: Path, base_urls: list[str]) -> None:
    workspace = Workspace.find(folder)
    assert workspace
    loopback = frozenset(url.removeprefix("http://") for url in base_urls)
    conduct = Conduct(loopback, Patience(first_wait_seconds=0))
    summary = run_night(workspace, Asked(feeds, None, None), SystemClock(), conduct)
    os._exit(summary.exit_code)


def main(folder: Path, feeds: Path, base_urls: list[str]) -> None:
    for line in sys.stdin:
        before, after = line.split()
        counts = Array("q", 2, lock=False)
        process = os.fork()
        if not process:
            Fate(counts, (int(before), int(after))).watch()
            child(folder, feeds, base_urls)
        _, status = os.waitpid(process, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)} {counts[0]} {counts[1]}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
