"""What commands print: tables for people, one JSON object for programs."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from lenswatch.classifier.explanation import Explainer
from lenswatch.core.errors import UserError
from lenswatch.core.files import written_aside
from lenswatch.core.listing import Listing
from lenswatch.core.messages import Catalogue, message
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band
from lenswatch.ledger.verdicts import JudgedListing
from lenswatch.operations.demo.run import DemoResult
from lenswatch.operations.importing import ImportSummary
from lenswatch.operations.reach import Reach
from lenswatch.operations.screening import ScreeningSummary
from lenswatch.operations.session import Session
from lenswatch.reports.draft import DraftReport
from lenswatch.spiders.site import Site
from lenswatch.spiders.summary import CrawlSummary

_REASONS = 3
_WIDTH = 132


@contextmanager
def lines_to(out: Path | None) -> Iterator[Callable[[str], None]]:
    """Lines to a file, which appears whole when the block ends well, or to standard output."""
    if out is None:
        yield _print_line
        return
    with written_aside(out) as stream:
        yield lambda line: _write_line(stream.write, line)


def refuse_same_file(file: str, out: Path | None, errors: Path | None) -> None:
    """Three files are three files: writing one must not destroy another.

    Raises:
        UserError: If two of them are the same.
    """
    named = [path.resolve() for path in (None if file == "-" else Path(file), out, errors) if path is not None]
    for path in named:
        if named.count(path) > 1 and not _is_stream(path):
            raise UserError("{path}: is named twice; input, --out and --errors must be different files.", path=path)


def _is_stream(path: Path) -> bool:
    return path.exists() and not path.is_file()


def show_verdicts(session: Session, out: Path, bands: Mapping[Band, int], *, as_json: bool) -> None:
    """How many verdicts a file got, by band."""
    counts = {band.value: bands.get(band, 0) for band in Band}
    if as_json:
        show_json({"out": str(out), "bands": counts})
        return
    session.say("{out}: {flag} suspected, {review} for a person to look at, {clear} clear", out=out, **counts)


def heading(listing: Listing) -> str:
    """Which listing is spoken of: platform, id, title, seller."""
    seller = listing.seller.name or listing.seller.id if listing.seller else None
    parts = (listing.platform, listing.id, listing.title, seller)
    return " · ".join(part for part in parts if part)


def show_json(value: object) -> None:
    """One object, one line."""
    _print_line(json.dumps(value, ensure_ascii=False, default=str))


def show_import(session: Session, summary: ImportSummary, *, as_json: bool) -> None:
    """Counts of an import."""
    if as_json:
        show_json(vars(summary))
        return
    session.say(
        "{run}: {new} listings new or changed, {unchanged} unchanged, {refused} refused",
        run=summary.run_id,
        new=summary.new_or_changed,
        unchanged=summary.unchanged,
        refused=summary.refused,
    )


def show_screening(session: Session, summary: ScreeningSummary, *, as_json: bool) -> None:
    """Counts of a screening."""
    if as_json:
        show_json({"run_id": summary.run_id, "screened": summary.screened, "bands": dict(summary.bands)})
        return
    session.say(
        "{run}: {screened} listings screened: {flag} suspected, {review} for a person to look at, {clear} clear",
        run=summary.run_id,
        screened=summary.screened,
        flag=summary.bands[Band.FLAG],
        review=summary.bands[Band.REVIEW],
        clear=summary.bands[Band.CLEAR],
    )


def show_crawls(session: Session, summaries: Sequence[CrawlSummary], *, as_json: bool) -> None:
    """Counts of each site's crawl, why pages failed, and which assertions did not hold."""
    if as_json:
        show_json([summary.model_dump(mode="json") for summary in summaries])
        return
    for summary in summaries:
        show_crawl(session, summary)


def show_crawl(session: Session, summary: CrawlSummary) -> None:
    """One site's crawl."""
    session.say(
        "{site}: {visits} answers, {unchanged} of them unchanged, {blocked} blocked, {failed} failed; "
        "{new} listings new, {changed} changed, {gone} gone",
        site=summary.site,
        visits=summary.visits,
        unchanged=summary.unchanged,
        blocked=summary.blocked,
        failed=summary.failed,
        new=summary.listings_new,
        changed=summary.listings_changed,
        gone=summary.gone,
    )
    if summary.unreachable:
        session.warn(
            "{site}: the site could not be reached at all; run the same command again later", site=summary.site
        )
    if summary.turned_away:
        session.warn("{site}: it answered with robot checks only, and was left alone", site=summary.site)
    for failure in summary.failures:
        session.warn(
            "{site}: {count} times: {reason} (such as {example})",
            site=summary.site,
            count=failure.count,
            reason=failure.reason,
            example=failure.example,
        )
    for breach in summary.breaches:
        session.warn("{site}: {reason}", site=summary.site, reason=breach.message)


def show_draft(session: Session, draft: DraftReport, *, as_json: bool) -> None:
    """Where a draft lies, and that it is one."""
    if as_json:
        counts = {"reports": draft.report_count, "items": draft.item_count, "indicators": draft.indicator_count}
        show_json({"status": "DRAFT", "folder": str(draft.folder), **counts, "files": [f.name for f in draft.files]})
        return
    session.say(
        "DRAFT, reviewed by nobody: {sellers} sellers, {items} listings, {indicators} indicators",
        sellers=draft.report_count,
        items=draft.item_count,
        indicators=draft.indicator_count,
    )
    for file in draft.files:
        session.say_text(f"  {file}")


def show_sites(session: Session, sites: Sequence[Site], *, as_json: bool) -> None:
    """Name, platform, layout and purpose of each site."""
    if as_json:
        show_json([site.model_dump(mode="json") for site in sites])
        return
    for site in sites:
        session.say_text(f"{site.name}\t{site.platform}\t{site.layout}\t{site.purpose}")


def show_reach(session: Session, reach: Reach) -> None:
    """What one night reaches of a site, against what is known of it."""
    scope = message("unknown") if reach.scope is None else f"{reach.scope:,}"
    if reach.pages is None:
        session.say(
            "no delay and no max_pages bound what one night reaches of this host; the scope has {scope}", scope=scope
        )
        return
    session.say(
        "one night (22:00–08:00) reaches at most {pages} pages of this host; the scope has {scope}",
        pages=f"{reach.pages:,}",
        scope=scope,
    )


def show_demo(session: Session, result: DemoResult, *, as_json: bool) -> None:
    """The table of suspects with the reasons in words, and the paths of the files."""
    if as_json:
        suspects = [json.loads(one.verdict.model_dump_json()) for one in result.suspects]
        crawls = [crawl.model_dump(mode="json") for crawl in result.crawls]
        show_json({"crawls": crawls, "suspects": suspects, "draft": str(result.draft.folder)})
        return
    for crawl in result.crawls:
        show_crawl(session, crawl)
    show_screening(session, result.screening, as_json=False)
    # A pipe has no width of its own.
    console = Console(width=None if sys.stdout.isatty() else _WIDTH)
    console.print(suspects_table(session.catalogue, result.suspects))
    show_draft(session, result.draft, as_json=False)
    session.say(
        "Suspected, not found: people decide. Why: lenswatch --workspace {folder} explain {id}",
        folder=result.workspace.root,
        id=result.suspects[0].stored.key if result.suspects else "ID",
    )


def suspects_table(catalogue: Catalogue, suspects: Sequence[JudgedListing]) -> Table:
    """A row for each suspect, in the order given, with the heaviest reasons in words."""
    words = Explainer(Taxonomy.load(), catalogue)
    table = Table(show_lines=True, title=catalogue.show("Suspected listings"))
    heads = (message("id"), message("title"), message("seller"), message("score"), message("disguise"), message("why"))
    for head in heads:
        table.add_column(catalogue.show(head), overflow="fold")
    for one in suspects:
        listing, verdict = one.stored.listing, one.verdict
        seller = listing.seller.name or listing.seller.id if listing.seller else None
        cells = (listing.id, listing.title, seller, f"{verdict.score:.4f}", words.disguise(verdict))
        table.add_row(*(escape(cell or "–") for cell in (*cells, words.reasons(verdict, most=_REASONS))))
    return table


def _print_line(line: str) -> None:
    sys.stdout.write(line + "\n")


def _write_line(write: Callable[[bytes], int], line: str) -> None:
    write(line.encode() + b"\n")
