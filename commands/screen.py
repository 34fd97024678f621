"""`lenswatch screen`."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from lenswatch.classifier.screener import Screener
from lenswatch.commands.options import AsJson
from lenswatch.commands.printing import lines_to, refuse_same_file
from lenswatch.commands.problems import ProblemLog
from lenswatch.commands.session import Session
from lenswatch.commands.show_listings import show_bands, show_screening, show_verdicts
from lenswatch.core.clock import SystemClock
from lenswatch.core.errors import LenswatchError, UserError
from lenswatch.core.feed.batch import read_batches
from lenswatch.core.feed.file import STDIN, read_feed
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.releases.live import LiveLexicon
from lenswatch.ledger.store import Store
from lenswatch.operations.batch_screening import JudgedRow, OneProcess, rows_of
from lenswatch.operations.releases.choice import ChosenLexicon, choose_lexicon
from lenswatch.operations.screening import screen_ledger, screen_rows
from lenswatch.operations.worker_pool import Recipe, WorkerPool


def screen(
    context: typer.Context,
    file: Annotated[str | None, typer.Argument(help="JSONL, CSV or Parquet; - is JSONL on standard input.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the verdicts here.")] = None,
    errors: Annotated[Path | None, typer.Option(help="Write refused rows here.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first bad row.")] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that judge a file; the verdicts stay the same.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Score what is new in the ledger, or the rows of a file, one verdict a line in input order.

    Example: lenswatch screen rows.jsonl --out verdicts.jsonl --workers 2
    """
    session: Session = context.obj
    if workers > 1 and file in {None, STDIN}:
        raise UserError("--workers goes with a file: the ledger and standard input are judged by one process")
    if file is None:
        _screen_ledger(session, as_json=as_json)
        return
    refuse_same_file(file, out, errors)
    bands: Counter[Band] = Counter()
    with ProblemLog(session, file, errors, strict=strict) as log, lines_to(out) as write:
        rows = _rows_of_stdin(session, log) if file == STDIN else _rows_of_file(session, file, workers, log)
        for row in session.counted("screening", rows):
            write(row.line)
            bands[row.band] += 1
    if out:
        show_verdicts(session, out, bands, as_json=as_json)
        if not as_json:
            show_bands(session, bands)
    sys.exit(log.exit_code)


def _screen_ledger(session: Session, *, as_json: bool) -> None:
    clock, screener = SystemClock(), _recipe(session, choose_lexicon(session.workspace)).screener()
    with Store.open(session.require_workspace().ledger) as store, session.progress("screening", None) as bar:
        summary = screen_ledger(store, screener, clock, bar.advance)
    show_screening(session, summary, as_json=as_json)
    if not as_json:
        show_bands(session, summary.bands)


def _rows_of_file(session: Session, file: str, workers: int, log: ProblemLog) -> Iterator[JudgedRow]:
    recipe = _recipe(session, choose_lexicon(session.workspace))
    with WorkerPool(recipe, workers) if workers > 1 else nullcontext(OneProcess(recipe.screener())) as judge:
        yield from rows_of(judge.judged(read_batches(file)), log.odd, log.add)


def _rows_of_stdin(session: Session, log: ProblemLog) -> Iterator[JudgedRow]:
    """One row at a time: whoever writes waits for the answer, and a new release of the lexicon counts at once."""
    for verdict in screen_rows(_live_screener(session), log.watched(read_feed(STDIN)), log.add):
        yield JudgedRow(verdict.band, verdict.model_dump_json())


def _recipe(session: Session, chosen: ChosenLexicon) -> Recipe:
    """The lexicon in force now with what goes with it; tells what there is to know of it."""
    now = SystemClock().now()
    for note in chosen.notes_at(now):
        session.warn(note)
    return Recipe(chosen.lexicon.in_force(now), Taxonomy.load(), session.config)


def _live_screener(session: Session) -> Callable[[], Screener]:
    """Gives the screener for the next listing: that of the newest release."""
    chosen = choose_lexicon(session.workspace)
    recipe = _recipe(session, chosen)

    def refused(error: LenswatchError) -> None:
        session.warn("a new release of the lexicon cannot be used; the old one goes on: {reason}", reason=error.message)

    def build(lexicon: Lexicon) -> Screener:
        return replace(recipe, lexicon=lexicon).screener()

    return LiveLexicon(chosen.lexicon, build, chosen.shelf, SystemClock(), time.monotonic, refused).current
