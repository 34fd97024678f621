"""Screening of a file, batch by batch; the work of one process, or of each of several."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from lenswatch.classifier.screener import Screener
from lenswatch.core.feed.batch import Batch
from lenswatch.core.feed.oddities import Oddities
from lenswatch.core.feed.row import FeedProblem
from lenswatch.core.verdict import Band, Verdict
from lenswatch.core.verdict_json import verdict_json
from lenswatch.operations.pictures.sight import Sight, screened


@dataclass(frozen=True)
class JudgedRow:
    """A verdict as it is written."""

    band: Band
    line: str
    """JSON."""


@dataclass(frozen=True)
class JudgedBatch:
    """What came of a batch."""

    outcomes: tuple[JudgedRow | FeedProblem, ...]
    """Verdicts and refused rows, in input order."""
    odd: Oddities = field(default_factory=Oddities)
    """What was odd in the good rows."""


class Judge(Protocol):
    """Whatever judges batches in the order they come."""

    def judged(self, batches: Iterable[Batch]) -> Iterator[JudgedBatch]:
        """What came of each batch, in input order."""


@dataclass(frozen=True)
class OneProcess:
    """Judges in this process."""

    screener: Screener
    sight: Sight | None = None

    def judged(self, batches: Iterable[Batch]) -> Iterator[JudgedBatch]:
        """What came of each batch, in input order."""
        return (judge(self.screener, batch, self.sight) for batch in batches)


def judge(screener: Screener, batch: Batch, sight: Sight | None = None) -> JudgedBatch:
    """Parse, judge and write one batch; without sight by words alone."""
    odd, rows = Oddities(), list(batch.rows())
    good = [row for row in rows if not isinstance(row, FeedProblem)]
    for row in good:
        odd.see(row)
    judged = screened(screener, sight, [row.listing for row in good], lines=[row.line for row in good])
    verdicts = iter(judged)
    outcomes = (row if isinstance(row, FeedProblem) else _written(next(verdicts)) for row in rows)
    return JudgedBatch(tuple(outcomes), odd)


def _written(verdict: Verdict) -> JudgedRow:
    return JudgedRow(verdict.band, verdict_json(verdict))


def rows_of(
    batches: Iterable[JudgedBatch], odd: Oddities, on_problem: Callable[[FeedProblem], None]
) -> Iterator[JudgedRow]:
    """The verdicts in input order.

    Args:
        batches: What came of the batches.
        odd: Counts on.
        on_problem: Told of each refused row, in its place.
    """
    for batch in batches:
        odd.add(batch.odd)
        for outcome in batch.outcomes:
            if isinstance(outcome, FeedProblem):
                on_problem(outcome)
            else:
                yield outcome
