"""`lenswatch surface-audit`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from lenswatch.commands.crawl_bars import crawl_bars
from lenswatch.commands.options import AsJson
from lenswatch.commands.session import Session
from lenswatch.commands.show_surface_audit import show_audit, write_audit
from lenswatch.core.clock import SystemClock
from lenswatch.core.exit_code import ExitCode
from lenswatch.operations.surface_audit import AuditOrder, audit_surface


def surface_audit(
    context: typer.Context,
    site: Annotated[str, typer.Argument(help="Name of a site file with a [suggest] table.")],
    terms: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Words to ask for, one a line; else the lexicon's."),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask so many addresses at the most.")] = None,
    as_json: AsJson = False,
    out: Annotated[Path | None, typer.Option(help="Write the JSON object to this file too.")] = None,
    loopback: Annotated[bool, typer.Option("--loopback", help="Allow a site on this machine.")] = False,
    now: Annotated[bool, typer.Option("--now", help="Ask outside the hours in the settings too.")] = False,
) -> None:
    """Ask a platform what it suggests to someone who searches for watched words, and mark what is not yet watched.

    Example: lenswatch surface-audit my-shop --limit 50
    """
    session: Session = context.obj
    order = AuditOrder(site, terms, limit, loopback, now)
    with crawl_bars(session.catalogue) as bars:
        audit = audit_surface(session.require_workspace(), order, SystemClock(), bars.show)
    if out is not None:
        write_audit(audit, out)
    show_audit(session, audit, as_json=as_json)
    reached = not audit.crawl.unreachable and not audit.crawl.turned_away
    sys.exit(ExitCode.OK if reached else ExitCode.OUTSIDE_ERROR)
