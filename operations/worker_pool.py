"""Screening in several processes: the same verdicts in the same order as in one."""

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import SimpleQueue
from typing import Self

from lenswatch.classifier.screener import Screener
from lenswatch.classifier.sellers.priors import NO_SELLERS, SellerPriors
from lenswatch.core.clock import SystemClock
from lenswatch.core.config import Config
from lenswatch.core.errors import OutsideError
from lenswatch.core.feed.batch import Batch
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.ledger.references import References
from lenswatch.ledger.store import Store
from lenswatch.operations.batch_screening import JudgedBatch, judge
from lenswatch.operations.pictures.ledger_sight import file_sight
from lenswatch.operations.pictures.sight import Sight

_IN_FLIGHT = 2
"""Batches a worker may be ahead of the one whose turn it is: memory stays flat however long the file is."""
_YOUNG = 50_000
"""Objects made between two looks for garbage; a batch of verdicts makes many and leaves no circles behind."""


@dataclass(frozen=True)
class Recipe:
    """What every worker builds its screener from; the lexicon is the one in force at the start."""

    lexicon: Lexicon
    taxonomy: Taxonomy
    config: Config
    pictures: Path | None = None
    """Folder of the rows' pictures; None leaves pictures alone."""
    ledger: Path | None = None
    """Where the reference library is, if there is one."""
    processes: int = 1
    """How many share the budget."""
    sellers: SellerPriors = NO_SELLERS
    """What was decided of sellers, as it counted at the start."""

    def screener(self) -> Screener:
        """Compile it, for as long as this process lives: the collector of garbage never walks through it."""
        gc.disable()  # it would take a quarter of the time, to find nothing
        try:
            screener = Screener.build(self.lexicon, self.taxonomy, self.config, self.sellers)
        finally:
            gc.enable()
        gc.freeze()
        gc.set_threshold(_YOUNG)
        return screener

    @contextmanager
    def sight(self) -> Iterator[Sight | None]:
        """Open what rows are judged by beside their words."""
        with ExitStack() as closing:
            store = closing.enter_context(Store.open(self.ledger)) if self.ledger else None
            library = References(store, SystemClock()) if store else None
            yield file_sight(self.config.pictures, self.pictures, library, self.processes)


@dataclass
class WorkerPool:
    """Processes that judge batches. One thread of this process waits for each of them.

    Workers are started anew rather than forked: a fork copies locks that threads of this process hold.
    """

    recipe: Recipe
    workers: int
    _idle: SimpleQueue[Connection] = field(default_factory=SimpleQueue)
    _processes: list[BaseProcess] = field(default_factory=list)
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        context = multiprocessing.get_context("spawn")
        self._stack.callback(self._end)
        for _ in range(self.workers):
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, self.recipe), daemon=True)
            process.start()
            theirs.close()
            self._stack.callback(ours.close)
            self._processes.append(process)
            self._idle.put(ours)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _end(self) -> None:
        for process in self._processes:
            process.terminate()
            process.join()

    def judged(self, batches: Iterable[Batch]) -> Iterator[JudgedBatch]:
        """What came of each batch, in input order.

        Raises:
            OutsideError: If a worker died.
        """
        waiting: deque[Future[JudgedBatch]] = deque()
        with ThreadPoolExecutor(self.workers) as threads:
            try:
                for batch in batches:
                    waiting.append(threads.submit(self._ask, batch))
                    if len(waiting) >= self.workers * _IN_FLIGHT:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for later in waiting:
                    later.cancel()

    def _ask(self, batch: Batch) -> JudgedBatch:
        worker = self._idle.get()
        try:
            worker.send(batch)
            judged: JudgedBatch = worker.recv()
        except (EOFError, OSError) as error:
            raise OutsideError(
                "a worker process ended unexpectedly, perhaps for want of memory; run again with fewer --workers"
            ) from error
        else:
            return judged
        finally:
            self._idle.put(worker)  # a dead one too: whoever takes it is told so, and nobody waits for ever


def _serve(parent: Connection, recipe: Recipe) -> None:
    """The life of a worker: answer each batch until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started the workers ends them
    screener = recipe.screener()
    with recipe.sight() as sight:
        while True:
            try:
                batch = parent.recv()
            except EOFError:
                return
            parent.send(judge(screener, batch, sight))
