"""The command line: parse, call one function of a room, print."""

import sys
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from lenswatch.classifier.explanation import Explainer
from lenswatch.classifier.screener import Screener
from lenswatch.core.clock import SystemClock
from lenswatch.core.config import Config
from lenswatch.core.errors import UserError
from lenswatch.core.exit_code import ExitCode
from lenswatch.core.feed.file import read_feed
from lenswatch.core.listing import Listing
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band, Verdict
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.ledger.listings import Listings
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import Verdicts
from lenswatch.operations import output
from lenswatch.operations.crawling import crawl_workspace, extract_file, own_sites, shipped_sites
from lenswatch.operations.demo.run import run_demo
from lenswatch.operations.drafting import draft_from_ledger
from lenswatch.operations.importing import import_rows
from lenswatch.operations.lookup import verdict_from_file, verdict_from_ledger
from lenswatch.operations.problems import ProblemLog
from lenswatch.operations.reach import reach_of
from lenswatch.operations.screening import screen_ledger, screen_rows
from lenswatch.operations.session import Session, errors_as_exit_codes
from lenswatch.operations.trying import meets_listing_pattern, try_page, try_saved
from lenswatch.operations.workspace import Workspace
from lenswatch.spiders.site import Site

app = typer.Typer(
    name="lenswatch",
    help="Scan marketplace listings for covert cameras sold under another name. It suspects; people decide.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
site_app = typer.Typer(help="Site files: what is crawled, why, and how politely.", no_args_is_help=True)
report_app = typer.Typer(help="Suspicious-transaction reports.", no_args_is_help=True)
app.add_typer(site_app, name="site")
app.add_typer(report_app, name="report")

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; always ends in SystemExit with a code of `ExitCode`."""
    session = Session()
    with errors_as_exit_codes(session):
        app(args=arguments, obj=session)


@app.callback(invoke_without_command=True)
def options(
    context: typer.Context,
    lang: Annotated[str | None, typer.Option(help="Language of messages: en or zh.")] = None,
    workspace: Annotated[Path, typer.Option(help="Folder of the workspace.")] = Path(),
    show_version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Choose language and workspace."""
    if show_version:
        typer.echo(f"lenswatch {version('lenswatch')}")
        raise typer.Exit
    if lang not in {None, "en", "zh"}:
        raise UserError("--lang {lang}: choose en or zh", lang=lang)
    context.obj.language, context.obj.start = lang, workspace
    context.obj.open()


@app.command()
def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="Folder for the demo's workspace.")] = Path("demo-out"),
    as_json: AsJson = False,
) -> None:
    """The main job, whole, on the bundled marketplace: crawl, screen, roll up, draft.

    Messages are Chinese, the language of its profile, unless --lang en is given.

    Example: lenswatch demo --out demo-out
    """
    session: Session = context.obj
    session.speak_as(Config().profile)
    with session.status("crawling, screening and drafting the demo marketplace"):
        result = run_demo(out, SystemClock())
    output.show_demo(session, result, as_json=as_json)


@app.command()
def init(context: typer.Context, folder: Annotated[Path, typer.Argument(help="New folder.")]) -> None:
    """Make a workspace: settings, a copy of the lexicon, sites/ and data/.

    Example: lenswatch init compliance
    """
    made = Workspace.create(folder)
    context.obj.say("{folder}: workspace made. Set crawl.contact in lenswatch.toml before a crawl.", folder=made.root)


@app.command()
def crawl(
    context: typer.Context,
    sites: Annotated[list[str] | None, typer.Argument(help="Names of site files; all without.")] = None,
    as_json: AsJson = False,
) -> None:
    """Visit sites and record their listings; resumes by itself what was interrupted.

    Example: lenswatch crawl generic-shop
    """
    session: Session = context.obj
    with session.progress("crawling", None) as bar:
        summaries = crawl_workspace(session.require_workspace(), sites or [], SystemClock(), lambda _: bar.advance())
    output.show_crawls(session, summaries, as_json=as_json)
    sys.exit(ExitCode.OK if all(summary.sound for summary in summaries) else ExitCode.OUTSIDE_ERROR)


@app.command(name="import")
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
    output.show_import(session, summary, as_json=as_json)
    sys.exit(log.exit_code)


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(help="A saved page.")],
    url: Annotated[str, typer.Option(help="Address the page was saved from.")],
    page_object: Annotated[str | None, typer.Option(help="Reader of a site's own layout, such as taobao.")] = None,
) -> None:
    """Read one saved page into one listing, as JSON.

    Example: lenswatch extract page.html --url https://shop.example/item/1
    """
    typer.echo(extract_file(file, url, page_object).model_dump_json(exclude_none=True, exclude_defaults=True))


@app.command()
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
    screener = Screener.build(_lexicon(session), Taxonomy.load(), session.config)
    if file is None:
        with Store.open(session.require_workspace().ledger) as store, session.progress("screening", None) as bar:
            summary = screen_ledger(store, screener, SystemClock(), bar.advance)
        output.show_screening(session, summary, as_json=as_json)
        return
    output.refuse_same_file(file, out, errors)
    bands: Counter[Band] = Counter()
    with ProblemLog(session, file, errors, strict=strict) as log, output.lines_to(out) as write:
        for verdict in session.counted("screening", screen_rows(screener, log.watched(read_feed(file)), log.add)):
            write(verdict.model_dump_json())
            bands[verdict.band] += 1
    if out:
        output.show_verdicts(session, out, bands, as_json=as_json)
    sys.exit(log.exit_code)


@app.command()
def explain(
    context: typer.Context,
    listing_id: Annotated[str, typer.Argument(metavar="ID", help="Id of a listing.")],
    from_file: Annotated[Path | None, typer.Option("--from", help="Verdicts of an earlier screening.")] = None,
    as_json: AsJson = False,
) -> None:
    """Why: each signal with the original characters it matched, grounds, and what is unknown.

    Example: lenswatch explain 10032 --from verdicts.jsonl
    """
    session: Session = context.obj
    verdict: Verdict
    listing: Listing | None = None
    if from_file:
        verdict = verdict_from_file(from_file, listing_id)
    else:
        with Store.open(session.require_workspace().ledger) as store:
            clock = SystemClock()
            verdict, listing = verdict_from_ledger(Listings(store, clock), Verdicts(store, clock), listing_id)
    if as_json:
        typer.echo(verdict.model_dump_json())
        return
    if listing:
        session.say_text(output.heading(listing))
    for line in Explainer(Taxonomy.load(), session.catalogue).lines(verdict, listing):
        session.say_text(line)


@site_app.command("list")
def site_list(context: typer.Context, as_json: AsJson = False) -> None:
    """The site files that ship and those of the workspace.

    Example: lenswatch site list
    """
    output.show_sites(context.obj, [*shipped_sites(), *own_sites(context.obj.workspace)], as_json=as_json)


@site_app.command("check")
def site_check(context: typer.Context, file: Annotated[Path, typer.Argument(help="A site file.")]) -> None:
    """Check a site file; an error names its line and key.

    Example: lenswatch site check sites/shop.toml
    """
    session: Session = context.obj
    site = Site.read(file)
    session.say("{file}: site {name} is in order ({layout}).", file=file, name=site.name, layout=site.layout)
    output.show_reach(session, reach_of(site, session.config.crawl, session.workspace))


@site_app.command("try")
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
        typer.echo(listing.model_dump_json(exclude_none=True, exclude_defaults=True))


@report_app.command("draft")
def report_draft(context: typer.Context, as_json: AsJson = False) -> None:
    """Draft the report of all flagged sellers from the latest screening. A draft has been reviewed by nobody.

    Example: lenswatch report draft
    """
    session: Session = context.obj
    place = session.require_workspace()
    with Store.open(place.ledger) as store:
        draft = draft_from_ledger(store, place, Taxonomy.load(), SystemClock())
    output.show_draft(session, draft, as_json=as_json)


def _lexicon(session: Session) -> Lexicon:
    tables = session.workspace.keywords if session.workspace else None
    if session.workspace and tables is None:
        session.warn("{folder}: no keywords/ here; the lexicon that ships is used.", folder=session.workspace.root)
    return Lexicon.load(tables or shipped_keywords())
