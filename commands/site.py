"""`lenswatch site`: list, check, try."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from lenswatch.commands.options import AsJson
from lenswatch.commands.printing import print_json_line
from lenswatch.commands.session import Session
from lenswatch.commands.show_site import show_reach, show_sites
from lenswatch.core.clock import SystemClock
from lenswatch.core.exit_code import ExitCode
from lenswatch.operations.crawling import readable_sites, shipped_sites
from lenswatch.operations.reach import missing_for, reach_of
from lenswatch.operations.trying import meets_listing_pattern, try_page, try_saved
from lenswatch.spiders.site.site import Site

app = typer.Typer(help="Site files: what is crawled, why, and how politely.", no_args_is_help=True)


@app.command("list")
def site_list(context: typer.Context, as_json: AsJson = False) -> None:
    """The site files that ship and those of the workspace.

    Example: lenswatch site list
    """
    session: Session = context.obj
    own, bad = readable_sites(session.workspace)
    show_sites(session, [*shipped_sites(), *own], as_json=as_json)
    for error in bad:
        session.warn(error.message)
    sys.exit(ExitCode.USER_ERROR if bad else ExitCode.OK)


@app.command("check")
def site_check(context: typer.Context, file: Annotated[Path, typer.Argument(help="A site file.")]) -> None:
    """Check a site file; an error names its line and key.

    Example: lenswatch site check sites/shop.toml
    """
    session: Session = context.obj
    site = Site.read(file)
    session.say("{file}: site {name} is in order ({layout}).", file=file, name=site.name, layout=site.layout)
    show_reach(session, reach_of(site, session.config.crawl, session.workspace, SystemClock().now()))
    if (reason := missing_for(site, session.config.crawl)) is not None:
        session.warn("{file}: pages drawn by script will be left: {reason}", file=file, reason=reason)


@app.command("try")
def site_try(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A site file.")],
    url: Annotated[str, typer.Argument(help="Address of one page of the site.")],
    saved: Annotated[Path | None, typer.Option(help="Read this saved page instead of fetching.")] = None,
    loopback: Annotated[bool, typer.Option("--loopback", help="Allow an address of this machine.")] = False,
) -> None:
    """Read one page by a site file and print its listing as JSON; nothing is kept.

    Example: lenswatch site try sites/shop.toml https://shop.example/item/1 --saved page.html
    """
    session: Session = context.obj
    site = Site.read(file)
    if saved is None:
        listings = try_page(site, url, SystemClock(), session.config.crawl, loopback=loopback)
    else:
        listings = try_saved(site, url, saved)
    if site.api is None and not meets_listing_pattern(site, url):
        session.warn(
            "{url} meets no listing pattern of {file}: a crawl would not read it as a listing", url=url, file=file
        )
    for listing in listings:
        print_json_line(listing.model_dump_json(exclude_none=True, exclude_defaults=True))
