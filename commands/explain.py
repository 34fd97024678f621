"""`lenswatch explain`."""

from pathlib import Path
from typing import Annotated

import typer

from lenswatch.classifier.explaining.explainer import Explainer
from lenswatch.classifier.explaining.explanation import Explanation
from lenswatch.classifier.explaining.page import ExplanationPage
from lenswatch.commands.options import AsJson
from lenswatch.commands.printing import print_json_line
from lenswatch.commands.session import Session
from lenswatch.commands.show_listings import heading
from lenswatch.core.clock import SystemClock
from lenswatch.core.errors import UserError
from lenswatch.core.files import written_aside
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.ledger.listings import Listings
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import Verdicts
from lenswatch.operations.lookup import listing_from_file, printed_texts, verdict_from_file, verdict_from_ledger


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
        verdict, listing = verdict_from_ledger(Listings(store, clock), Verdicts(store, clock), listing_id)
        return Explanation(verdict, listing, printed_texts(store, clock, verdict))
