"""`lenswatch crawl` and `extract`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from lenswatch.commands.crawl_bars import crawl_bars
from lenswatch.commands.options import AsJson
from lenswatch.commands.printing import print_json_line
from lenswatch.commands.session import Session
from lenswatch.commands.show_crawl import show_crawls
from lenswatch.core.clock import SystemClock
from lenswatch.core.exit_code import ExitCode
from lenswatch.operations.crawling import crawl_workspace, extract_file


def crawl(
    context: typer.Context,
    sites: Annotated[list[str] | None, typer.Argument(help="Names of site files; all without.")] = None,
    now: Annotated[
        bool, typer.Option("--now", help="Visit outside the hours that settings and site files name.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Visit sites and record their listings; resumes by itself what was interrupted.

    Example: lenswatch crawl generic-shop
    """
    session: Session = context.obj
    workspace = session.require_workspace()
    with crawl_bars(session.catalogue) as bars:
        crawled = crawl_workspace(workspace, sites or [], SystemClock(), bars.show, any_time=now)
    show_crawls(session, crawled.summaries, as_json=as_json)
    for error in crawled.bad_sites:
        session.warn(error.message)
    if crawled.bad_sites:
        sys.exit(ExitCode.USER_ERROR)
    sys.exit(ExitCode.OK if all(summary.sound for summary in crawled.summaries) else ExitCode.OUTSIDE_ERROR)


def extract(
    file: Annotated[Path, typer.Argument(help="A saved page.")],
    url: Annotated[str, typer.Option(help="Address the page was saved from.")],
    page_object: Annotated[str | None, typer.Option(help="Reader of a site's own layout, such as taobao.")] = None,
) -> None:
    """Read one saved page into one listing, as JSON.

    Example: lenswatch extract page.html --url https://shop.example/item/1
    """
    print_json_line(extract_file(file, url, page_object).model_dump_json(exclude_none=True, exclude_defaults=True))
