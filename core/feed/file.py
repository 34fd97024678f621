"""A feed in whichever of the three formats."""

import sys
from collections.abc import Iterator
from pathlib import Path

from lenswatch.core.errors import FeedError
from lenswatch.core.feed.jsonl import read_jsonl
from lenswatch.core.feed.row import FeedProblem, FeedRow
from lenswatch.core.feed.tables import read_csv, read_parquet

STDIN = "-"


def read_feed(file: str) -> Iterator[FeedRow | FeedProblem]:
    """Rows of a file by its ending (.jsonl, .ndjson, .csv, .parquet), or JSONL from standard input for "-".

    Raises:
        FeedError: If the file is missing, of another format, or unreadable as a whole.
    """
    if file == STDIN:
        yield from read_jsonl(sys.stdin.buffer)
        return
    path = Path(file)
    if not path.is_file():
        raise FeedError("{file}: no such file", file=path)
    match path.suffix.lower():
        case ".jsonl" | ".ndjson":
            with path.open("rb") as stream:
                yield from read_jsonl(stream)
        case ".csv":
            yield from read_csv(path)
        case ".parquet":
            yield from read_parquet(path)
        case _:
            raise FeedError("{file}: a listing file ends in .jsonl, .csv or .parquet", file=path)
