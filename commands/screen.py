"""`lenswatch screen` and `explain`."""

import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from lenswatch.classifier.explaining.explainer import Explainer
from lenswatch.classifier.explaining.explanation import Explanation
from lenswatch.classifier.explaining.page import ExplanationPage
from lenswatch.classifier.screener import Screener
from lenswatch.commands.options import AsJson
from lenswatch.commands.printing import lines_to, print_json_line, refuse_same_file
from lenswatch.commands.problems import ProblemLog
from lenswatch.commands.session import Session
from lenswatch.commands.show_listings import heading, show_screening, show_verdicts
from lenswatch.core.clock import SystemClock
from lenswatch.core.errors import LenswatchError, UserError
from lenswatch.core.feed.file import STDIN, read_feed
from lenswatch.core.files import written_aside
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.releases.live import LiveLexicon
from lenswatch.ledger.listings import Listings
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import Verdicts
from lenswatch.operations.lookup import listing_from_file, verdict_from_file, verdict_from_ledger
from lenswatch.operations.releases.choice import choose_lexicon
from lenswatch.operations.screening import screen_ledger, screen_rows


def screen(
    context: typer.Context,
    file: Annotated[str | None, typer.Argument(help="JSONL, CSV or Parquet; - is JSONL on standard input.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the verdicts here.")] = None,
    errors: Annotated[Path | None, typer.Option(help="Write refused rows here.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first bad row.")] = False,
    as_json: AsJson = False,
) -> None:
    """Score what is new in the ledger, or the rows of a file, one verdict a line in input order.

    Example: lenswatch screen rows.jsonl --out verdicts.jsonl
    """
    session: Session = context.obj
    clock, current = SystemClock(), _screeners(session, live=file == STDIN)
    if file is None:
        with Store.open(session.require_workspace().ledger) as store, session.progress("screening", None) as bar:
            summary = screen_ledger(store, current(), clock, bar.advance)
        show_screening(session, summary, as_json=as_json)
        return
    refuse_same_file(file, out, errors)
    bands: Counter[Band] = Counter()
    with ProblemLog(session, file, errors, strict=strict) as log, lines_to(out) as write:
        for verdict in session.counted("screening", screen_rows(current, log.watched(read_feed(file)), log.add)):
            write(verdict.model_dump_json())
            bands[verdict.band] += 1
    if out:
        show_verdicts(session, out, bands, as_json=as_json)
    sys.exit(log.exit_code)


def explain(
    context: typer.Context,
    listing_id: Annotated[str, typer.Argument(metavar="ID", help="Id of a listing.")],
    from_file: Annotated[Path | None, typer.Option("--from", help="Verdicts of an earlier screening.")] = None,
    rows: Annotated[Path | None, typer.Option(help="With --from: the file that was screened.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write the explanation here as a page.")] = None,
    as_json: AsJson = False,
) -> None:
    """Why: reasons first, with the original characters; what speaks against, grounds, and what is unknown.

    Example: lenswatch explain 10032 --from verdicts.jsonl --rows rows.jsonl --html why.html
    """
    session: Session = context.obj
    explanation = _explanation(session, listing_id, from_file, rows)
    explainer = Explainer(Taxonomy.load(), session.catalogue)
    if html:
        with written_aside(html) as stream:
            stream.write(ExplanationPage(explainer).render(explanation).encode())
    if as_json:
        print_json_line(explanation.verdict.model_dump_json())
    elif html:
        session.say("{path}: explanation of {id} written", path=html, id=listing_id)
    else:
        if explanation.listing:
            session.say_text(heading(explanation.listing))
        for line in explainer.lines(explanation):
            session.say_text(line)


def _explanation(session: Session, listing_id: str, from_file: Path | None, rows: Path | None) -> Explanation:
    if from_file:
        verdict = verdict_from_file(from_file, listing_id)
        return Explanation(verdict, listing_from_file(rows, verdict) if rows else None)
    if rows:
        raise UserError("--rows goes with --from: without it the listing is read from the ledger")
    with Store.open(session.require_workspace().ledger) as store:
        clock = SystemClock()
        return Explanation(*verdict_from_ledger(Listings(store, clock), Verdicts(store, clock), listing_id))


def _screeners(session: Session, *, live: bool) -> Callable[[], Screener]:
    """Gives the screener for the next listing: that of the newest release if live, else always the same."""
    clock, chosen = SystemClock(), choose_lexicon(session.workspace)
    for note in chosen.notes_at(clock.now()):
        session.warn(note)
    taxonomy, config = Taxonomy.load(), session.config

    def build(lexicon: Lexicon) -> Screener:
        return Screener.build(lexicon, taxonomy, config)

    if not live:
        screener = build(chosen.lexicon.in_force(clock.now()))
        return lambda: screener

    def refused(error: LenswatchError) -> None:
        session.warn("a new release of the lexicon cannot be used; the old one goes on: {reason}", reason=error.message)

    return LiveLexicon(chosen.lexicon, build, chosen.shelf, clock, time.monotonic, refused).current
