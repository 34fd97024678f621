"""`lenswatch import`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from lenswatch.commands.options import AsJson
from lenswatch.commands.problems import ProblemLog
from lenswatch.commands.session import Session
from lenswatch.commands.show_listings import show_import
from lenswatch.core.clock import SystemClock
from lenswatch.core.feed.file import read_feed
from lenswatch.ledger.store import Store
from lenswatch.operations.importing import import_rows


def import_(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="JSONL, CSV or Parquet file; - is JSONL on standard input.")],
    errors: Annotated[Path | None, typer.Option(help="Write refused rows here instead of standard error.")] = None,
    as_json: AsJson = False,
) -> None:
    """Record a platform's own feed in the ledger.

    Example: lenswatch import listings.jsonl
    """
    session: Session = context.obj
    place = session.require_workspace()
    with Store.open(place.ledger) as store, ProblemLog(session, file, errors) as log:
        summary = import_rows(store, SystemClock(), file, log.watched(read_feed(file)), log.add)
    show_import(session, summary, as_json=as_json)
    sys.exit(log.exit_code)
