"""`lenswatch report`: draft."""

import sys
from typing import Annotated

import typer

from lenswatch.commands.options import AsJson
from lenswatch.commands.session import Session
from lenswatch.commands.show_draft import show_draft, show_nothing_drafted
from lenswatch.core.clock import SystemClock
from lenswatch.core.exit_code import ExitCode
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.ledger.store import Store
from lenswatch.operations.drafting import draft_from_ledger
from lenswatch.reports.withheld import EverythingWithheldError

app = typer.Typer(help="Suspicious-transaction reports.", no_args_is_help=True)


@app.command("draft")
def report_draft(
    context: typer.Context,
    include_withheld: Annotated[
        list[str] | None,
        typer.Option(metavar="SITE", help="Include a site whose last crawl was not sound; the draft says so."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Draft the report of all flagged sellers from the latest screening. A draft has been reviewed by nobody.

    A site whose last crawl was not sound is left out, and the command ends with code 3.

    Example: lenswatch report draft
    """
    session: Session = context.obj
    place = session.require_workspace()
    try:
        with Store.open(place.ledger) as store:
            draft = draft_from_ledger(
                store, place, Taxonomy.load(), SystemClock(), include_withheld=include_withheld or ()
            )
    except EverythingWithheldError as error:
        show_nothing_drafted(session, error.withheld, as_json=as_json)
        raise
    show_draft(session, draft, as_json=as_json)
    sys.exit(ExitCode.OUTSIDE_ERROR if draft.withheld else ExitCode.OK)
