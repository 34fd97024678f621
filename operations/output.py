"""What commands print: tables for people, one JSON object for programs."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from lenswatch.classifier.explanation import Explainer
from lenswatch.core.files import written_aside
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band
from lenswatch.operations.importing import ImportSummary
from lenswatch.operations.screening import ScreeningSummary
from lenswatch.operations.session import Session


@contextmanager
def lines_to(out: Path | None) -> Iterator[Callable[[str], None]]:
    """Lines to a file, which appears whole when the block ends well, or to standard output."""
    if out is None:
        yield lambda line: _print_line(line)
        return
    with written_aside(out) as stream:
        yield lambda line: _write_line(stream.write, line)


def show_json(value: object) -> None:
    """One object, one line."""
    _print_line(json.dumps(value, ensure_ascii=False, default=str))


def show_import(session: Session, summary: ImportSummary, *, as_json: bool) -> None:
    """Counts of an import."""
    if as_json:
        show_json(vars(summary))
        return
    session.say(
        "{run}: {new} listings new or changed, {unchanged} unchanged, {refused} refused",
        run=summary.run_id,
        new=summary.new_or_changed,
        unchanged=summary.unchanged,
        refused=summary.refused,
    )


def show_screening(session: Session, summary: ScreeningSummary, *, as_json: bool) -> None:
    """Counts of a screening."""
    if as_json:
        show_json({"run_id": summary.run_id, "screened": summary.screened, "bands": dict(summary.bands)})
        return
    session.say(
        "{run}: {screened} listings screened: {flag} suspected, {review} for a person to look at, {clear} clear",
        run=summary.run_id,
        screened=summary.screened,
        flag=summary.bands[Band.FLAG],
        review=summary.bands[Band.REVIEW],
        clear=summary.bands[Band.CLEAR],
    )


def table(*columns: str) -> Table:
    """An empty table with folding columns."""
    made = Table(show_lines=True)
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def print_table(made: Table) -> None:
    """Print a table; in a pipe as wide as it needs."""
    console = Console(width=None if sys.stdout.isatty() else 140)
    console.print(made)


def _print_line(line: str) -> None:
    sys.stdout.write(line + "\n")


def _write_line(write: Callable[[bytes], int], line: str) -> None:
    write(line.encode() + b"\n")


def explainer(session: Session) -> Explainer:
    """Words in the session's language."""
    return Explainer(Taxonomy.load(), session.catalogue)
