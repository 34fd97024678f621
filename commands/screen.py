"""`lenswatch screen`."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from lenswatch.classifier.screener import Screener
from lenswatch.classifier.sellers.priors import NO_SELLERS, SellerPriors
from lenswatch.commands.options import AsJson
from lenswatch.commands.printing import lines_to, refuse_same_file
from lenswatch.commands.problems import ProblemLog
from lenswatch.commands.session import Session
from lenswatch.commands.show_listings import show_bands, show_screening, show_verdicts
from lenswatch.core.clock import SystemClock
from lenswatch.core.errors import LenswatchError, UserError
from lenswatch.core.exit_code import ExitCode
from lenswatch.core.feed.batch import read_batches
from lenswatch.core.feed.file import STDIN, read_feed
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.releases.live import LiveLexicon
from lenswatch.ledger.store import Store
from lenswatch.operations.batch_screening import JudgedRow, OneProcess, rows_of
from lenswatch.operations.pictures.ledger_sight import LedgerSight
from lenswatch.operations.releases.choice import ChosenLexicon, choose_lexicon
from lenswatch.operations.screening import screen_ledger, screen_rows
from lenswatch.operations.sellers import DecidedSellers, sellers_in_force
from lenswatch.operations.worker_pool import Recipe, WorkerPool


def screen(
    context: typer.Context,
    file: Annotated[str | None, typer.Argument(help="JSONL, CSV or Parquet; - is JSONL on standard input.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the verdicts here.")] = None,
    errors: Annotated[Path | None, typer.Option(help="Write refused rows here.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first bad row.")] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that judge a file; the verdicts stay the same.")] = 1,
    pictures: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder in which relative paths of pictures begin.")
    ] = None,
    no_images: Annotated[bool, typer.Option("--no-images", help="Judge words alone.")] = False,
    as_json: AsJson = False,
) -> None:
    """Score what is new in the ledger, or the rows of a file, one verdict a line in input order.

    Example: lenswatch screen rows.jsonl --out verdicts.jsonl --workers 2
    """
    session: Session = context.obj
    if workers > 1 and file in {None, STDIN}:
        raise UserError("--workers goes with a file: the ledger and standard input are judged by one process")
    decided = _decided(session)
    look = Look(_existing(pictures), not no_images, decided.priors)
    if file is None:
        _screen_ledger(session, look, as_json=as_json)
        sys.exit(_exit_code(decided))
    refuse_same_file(file, out, errors)
    bands: Counter[Band] = Counter()
    with ProblemLog(session, file, errors, strict=strict) as log, lines_to(out) as write:
        rows = _rows_of_stdin(session, look, log) if file == STDIN else _rows_of_file(session, file, workers, look, log)
        for row in session.counted("screening", rows):
            write(row.line)
            bands[row.band] += 1
    if out:
        show_verdicts(session, out, bands, as_json=as_json)
        if not as_json:
            show_bands(session, bands)
    sys.exit(max(log.exit_code, _exit_code(decided)))


@dataclass(frozen=True)
class Look:
    """What listings are judged by beside their words: whether and where pictures are looked for, what is known."""

    folder: Path | None
    wanted: bool
    sellers: SellerPriors = NO_SELLERS


def _decided(session: Session) -> DecidedSellers:
    """What counts now of what was decided of sellers; tells which rows do not."""
    decided = sellers_in_force(session.workspace, SystemClock().now())
    for problem in decided.problems:
        session.warn(problem)
    if decided.problems:
        file = session.require_workspace().sellers
        session.warn("{file}: what has a mistake does not count; the other rows do", file=file)
    return decided


def _exit_code(decided: DecidedSellers) -> ExitCode:
    return ExitCode.USER_ERROR if decided.problems else ExitCode.OK


def _existing(folder: Path | None) -> Path | None:
    if folder is not None and not folder.is_dir():
        raise UserError("--pictures: {folder}: is no folder", folder=folder)
    return folder


def _screen_ledger(session: Session, look: Look, *, as_json: bool) -> None:
    clock, words = SystemClock(), replace(look, wanted=False)
    screener = _recipe(session, choose_lexicon(session.workspace), words).screener()
    workspace = session.require_workspace()
    with Store.open(workspace.ledger) as store, session.progress("screening", None) as bar:
        sight = LedgerSight(workspace, store, clock, look.folder) if look.wanted else None
        summary = screen_ledger(store, screener, clock, bar.advance, sight)
    show_screening(session, summary, as_json=as_json)
    if not as_json:
        show_bands(session, summary.bands)


def _rows_of_file(session: Session, file: str, workers: int, look: Look, log: ProblemLog) -> Iterator[JudgedRow]:
    recipe = replace(_recipe(session, choose_lexicon(session.workspace), look), processes=workers)
    with WorkerPool(recipe, workers) if workers > 1 else _alone(recipe) as judge:
        yield from rows_of(judge.judged(read_batches(file)), log.odd, log.add)


@contextmanager
def _alone(recipe: Recipe) -> Iterator[OneProcess]:
    with recipe.sight() as sight:
        yield OneProcess(recipe.screener(), sight)


def _rows_of_stdin(session: Session, look: Look, log: ProblemLog) -> Iterator[JudgedRow]:
    """One row at a time: whoever writes waits for the answer; a new release or reference counts at once."""
    chosen = choose_lexicon(session.workspace)
    recipe = _recipe(session, chosen, look)
    with recipe.sight() as sight:
        screener = _live_screener(session, chosen, recipe)
        for verdict in screen_rows(screener, log.watched(read_feed(STDIN)), log.add, sight):
            yield JudgedRow(verdict.band, verdict.model_dump_json())


def _recipe(session: Session, chosen: ChosenLexicon, look: Look) -> Recipe:
    """The lexicon in force now with what goes with it; tells what there is to know of it."""
    now = SystemClock().now()
    for note in chosen.notes_at(now):
        session.warn(note)
    recipe = Recipe(chosen.lexicon.in_force(now), Taxonomy.load(), session.config, sellers=look.sellers)
    if not look.wanted:
        return recipe
    ledger = session.workspace.ledger if session.workspace else None
    return replace(recipe, pictures=look.folder, ledger=ledger if ledger and ledger.is_file() else None)


def _live_screener(session: Session, chosen: ChosenLexicon, recipe: Recipe) -> Callable[[], Screener]:
    """Gives the screener for the next listing: that of the newest release."""

    def refused(error: LenswatchError) -> None:
        session.warn("a new release of the lexicon cannot be used; the old one goes on: {reason}", reason=error.message)

    def build(lexicon: Lexicon) -> Screener:
        return replace(recipe, lexicon=lexicon).screener()

    return LiveLexicon(chosen.lexicon, build, chosen.shelf, SystemClock(), time.monotonic, refused).current
