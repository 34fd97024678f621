"""`lenswatch report`: draft."""

import typer

from lenswatch.commands.options import AsJson
from lenswatch.commands.session import Session
from lenswatch.commands.show_draft import show_draft
from lenswatch.core.clock import SystemClock
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.ledger.store import Store
from lenswatch.operations.drafting import draft_from_ledger

app = typer.Typer(help="Suspicious-transaction reports.", no_args_is_help=True)


@app.command("draft")
def report_draft(context: typer.Context, as_json: AsJson = False) -> None:
    """Draft the report of all flagged sellers from the latest screening. A draft has been reviewed by nobody.

    Example: lenswatch report draft
    """
    session: Session = context.obj
    place = session.require_workspace()
    with Store.open(place.ledger) as store:
        draft = draft_from_ledger(store, place, Taxonomy.load(), SystemClock())
    show_draft(session, draft, as_json=as_json)
