"""JSONL: one object a line, UTF-8."""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal

from lenswatch.core.feed.row import FeedProblem, FeedRow, to_row
from lenswatch.core.messages import message

_BOM = b"\xef\xbb\xbf"
_ESCAPE = b"\\u"
"""UTF-8 holds no half of a character; only so can it be written."""


def read_jsonl(lines: Iterable[bytes], first: int = 1) -> Iterator[FeedRow | FeedProblem]:
    """Read lines; a bad one becomes a problem and the others go through. Blank lines are skipped.

    Args:
        lines: Lines of a file.
        first: Number of the first of them.
    """
    for number, raw in enumerate(lines, start=first):
        line = raw.removeprefix(_BOM) if number == 1 else raw
        if line.strip():
            yield _read_line(number, line)


def _read_line(number: int, line: bytes) -> FeedRow | FeedProblem:
    try:
        value = _DECODER.decode(line.decode())
    except UnicodeDecodeError as error:
        return FeedProblem(
            number, "", message("is not UTF-8 (byte {byte}); save the file as UTF-8", byte=error.start + 1)
        )
    except json.JSONDecodeError as error:
        return FeedProblem(
            number, "", message("is not JSON: {reason} (column {column})", reason=error.msg, column=error.colno)
        )
    except (ValueError, RecursionError) as error:
        return FeedProblem(number, "", message("is not JSON: {reason} (column {column})", reason=error, column=1))
    return to_row(number, value, is_whole=_ESCAPE not in line)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON value")


_DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=_refuse_constant)
