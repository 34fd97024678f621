"""Several processes judge as one does: same bytes, same order; a dead one is told of."""

import gc
import os
import signal
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from lenswatch.core.config import Config
from lenswatch.core.errors import OutsideError
from lenswatch.core.feed.batch import ROWS, Batch, Lines, read_batches
from lenswatch.core.feed.oddities import Oddities
from lenswatch.core.feed.row import FeedProblem
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.operations.batch_screening import JudgedRow, OneProcess, rows_of
from lenswatch.operations.worker_pool import Recipe, WorkerPool

pytestmark = pytest.mark.slow
ROW = '{{"id": "{0}", "title": "挂钟 {0} 针孔摄像头", "odd": 1}}\n'


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    return Recipe(Lexicon.load(shipped_keywords()), Taxonomy.load(), Config())


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    rows = [ROW.format(number) if number % 100 else "no JSON\n" for number in range(3 * ROWS + 7)]
    path.write_text("".join(rows), encoding="utf-8")
    return path


def test_two_workers_give_the_same_rows_problems_and_counts_in_the_same_order(recipe: Recipe, feed: Path) -> None:
    def all_of(judge: OneProcess | WorkerPool) -> tuple[list[JudgedRow], list[int], Oddities]:
        odd, problems = Oddities(), list[FeedProblem]()
        rows = list(rows_of(judge.judged(read_batches(str(feed))), odd, problems.append))
        return rows, [problem.line for problem in problems], odd

    alone = all_of(OneProcess(recipe.screener()))
    with WorkerPool(recipe, 2) as pool:
        together = all_of(pool)

    assert together == alone
    assert (len(alone[0]), alone[1], alone[2].unread) == (3 * ROWS - 1, list(range(1, 3 * ROWS + 8, 100)), {"odd": 767})


def test_garbage_is_searched_for_again_once_the_screener_is_made(recipe: Recipe) -> None:
    recipe.screener()

    assert gc.isenabled()


def test_no_more_batches_are_read_than_are_under_way(recipe: Recipe) -> None:
    read = 0

    def endless() -> Iterator[Batch]:
        nonlocal read
        while True:
            read += 1
            yield Lines(read, (ROW.format(read).encode(),))

    with WorkerPool(recipe, 2) as pool:
        assert len(list(islice(pool.judged(endless()), 10))) == 10
        assert read <= 10 + 4


def test_a_worker_that_dies_is_told_of(recipe: Recipe, feed: Path) -> None:
    with WorkerPool(recipe, 1) as pool:
        (process,) = pool._processes
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()

        with pytest.raises(OutsideError, match="a worker process ended unexpectedly"):
            list(pool.judged(read_batches(str(feed))))
