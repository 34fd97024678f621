"""Consecutive rows of a feed, handed on together; those of JSONL still as lines, so that a worker parses them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from lenswatch.core.errors import FeedError
from lenswatch.core.feed.file import read_feed
from lenswatch.core.feed.jsonl import read_jsonl
from lenswatch.core.feed.row import FeedProblem, FeedRow

ROWS = 256
"""Rows of a batch: enough that its costs do not count, few enough that memory stays flat."""
_LINES = frozenset({".jsonl", ".ndjson"})
T = TypeVar("T")


@dataclass(frozen=True)
class Lines:
    """Lines of a JSONL file, not parsed yet."""

    first: int
    """Number of the first line, from 1."""
    lines: tuple[bytes, ...]

    def rows(self) -> Iterator[FeedRow | FeedProblem]:
        """The rows, parsed."""
        return read_jsonl(self.lines, self.first)


@dataclass(frozen=True)
class Parsed:
    """Rows of a format that is read as a whole."""

    parsed: tuple[FeedRow | FeedProblem, ...]

    def rows(self) -> Iterator[FeedRow | FeedProblem]:
        """The rows."""
        return iter(self.parsed)


Batch = Lines | Parsed


def read_batches(file: str) -> Iterator[Batch]:
    """Rows of a file in order, in batches.

    Raises:
        FeedError: If the file is missing, of another format, or unreadable as a whole.
    """
    path = Path(file)
    if path.suffix.lower() not in _LINES:
        yield from map(Parsed, _cut(read_feed(file)))
        return
    if not path.is_file():
        raise FeedError("{file}: no such file", file=path)
    with path.open("rb") as stream:
        first = 1
        for lines in _cut(stream):
            yield Lines(first, lines)
            first += len(lines)


def _cut(things: Iterable[T]) -> Iterator[tuple[T, ...]]:
    rest = iter(things)
    while some := tuple(islice(rest, ROWS)):
        yield some
