"""`lenswatch nightly`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from lenswatch.commands.crawl_bars import crawl_bars
from lenswatch.commands.options import AsJson
from lenswatch.commands.session import Session
from lenswatch.commands.show_nightly import show_night, show_preview
from lenswatch.core.clock import SystemClock
from lenswatch.operations.nightly.night import run_night
from lenswatch.operations.nightly.options import Asked, Conduct
from lenswatch.operations.nightly.preview import is_unfinished, preview


def nightly(
    context: typer.Context,
    feeds: Annotated[Path | None, typer.Option(help="Folder of the platform's feed files.")] = None,
    sites: Annotated[
        list[str] | None, typer.Option(help="Names of site files, parted by commas or each with --sites; all without.")
    ] = None,
    finish_by: Annotated[
        str | None, typer.Option(help="Local time, such as 07:30, by which the draft is to be ready.")
    ] = None,
    as_json: AsJson = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with an unfinished night; begin none. For the start of a machine.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be done, and do nothing.")] = False,
) -> None:
    """Import, crawl, screen, roll up, draft and sum up, as one run; after a kill it goes on where it was.

    Example: lenswatch nightly --feeds /srv/feeds --finish-by 07:30
    """
    session: Session = context.obj
    place = session.require_workspace()
    names = tuple(name.strip() for given in sites for name in given.split(",") if name.strip()) if sites else None
    asked = Asked.of(place, feeds, names, finish_by)
    if resume and not is_unfinished(place, SystemClock()):
        session.warn("No night is unfinished; nothing to go on with.")
        return
    if dry_run:
        plan = preview(place, asked, SystemClock())
        show_preview(session, plan, as_json=as_json)
        sys.exit(plan.exit_code)
    with crawl_bars(session.catalogue) as bars:
        summary = run_night(place, asked, SystemClock(), Conduct(on_progress=bars.show))
    show_night(session, place, summary, as_json=as_json)
    sys.exit(summary.exit_code)
