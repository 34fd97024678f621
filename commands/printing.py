"""What every command prints with: lines, one JSON object, files that appear whole."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lenswatch.core.bidi import in_json
from lenswatch.core.errors import UserError
from lenswatch.core.files import written_aside


@contextmanager
def lines_to(out: Path | None) -> Iterator[Callable[[str], None]]:
    """Lines to a file, which appears whole when the block ends well, or to standard output."""
    if out is None:
        yield print_json_line
        return
    with written_aside(out) as stream:
        yield lambda line: _write_line(stream.write, line)


def refuse_same_file(file: str, out: Path | None, errors: Path | None) -> None:
    """Three files are three files: writing one must not destroy another.

    Raises:
        UserError: If two of them are the same.
    """
    named = [path.resolve() for path in (None if file == "-" else Path(file), out, errors) if path is not None]
    for path in named:
        if named.count(path) > 1 and not _is_stream(path):
            raise UserError("{path}: is named twice; input, --out and --errors must be different files.", path=path)


def _is_stream(path: Path) -> bool:
    return path.exists() and not path.is_file()


def show_json(value: object) -> None:
    """One object, one line."""
    print_json_line(json.dumps(value, ensure_ascii=False, default=str))


def print_json_line(line: str) -> None:
    """A line of JSON; direction marks in it as JSON escapes, so that a terminal shows it in order."""
    sys.stdout.write(in_json(line) + "\n")


def _write_line(write: Callable[[bytes], int], line: str) -> None:
    write(line.encode() + b"\n")
