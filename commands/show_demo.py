"""What the demo prints."""

import json
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from lenswatch.classifier.explaining.explainer import BANDS, Explainer
from lenswatch.commands.printing import show_json
from lenswatch.commands.session import Session
from lenswatch.commands.show_crawl import crawl_as_json, show_crawl
from lenswatch.commands.show_draft import show_draft
from lenswatch.commands.show_listings import show_screening
from lenswatch.core.messages import Catalogue, message
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.terminal import printable
from lenswatch.ledger.sellers import SellerRollup
from lenswatch.ledger.verdicts import JudgedListing
from lenswatch.operations.demo.cases.run import Cases
from lenswatch.operations.demo.run import DemoResult
from lenswatch.spiders.monitoring.summary import CrawlSummary

_REASONS = 2
_ROWS = 12
"""Suspects shown; the report holds them all."""
_WIDTH = 132


def show_demo(session: Session, result: DemoResult, *, as_json: bool) -> None:
    """Both nights in lines, the first suspects with their reasons in words, their sellers, and where the files lie."""
    if as_json:
        show_json(_as_json(session, result))
        return
    _show_nights(session, result)
    # A pipe has no width of its own.
    console = Console(width=None if sys.stdout.isatty() else _WIDTH)
    console.print(suspects_table(session.catalogue, result.suspects[:_ROWS]))
    more = len(result.suspects) - _ROWS
    if more > 0:
        session.say("and {count} more: {file}", count=more, file=result.draft.folder / "str_items.csv")
    console.print(sellers_table(session.catalogue, result.sellers))
    show_draft(session, result.draft, as_json=False)
    console.print(cases_table(session.catalogue, result.pictures))
    _show_cases(session, result.pictures)
    session.say(
        "Suspected, not found: people decide. Why: lenswatch --workspace {folder} explain {id}",
        folder=result.workspace.root,
        id=result.suspects[0].stored.key if result.suspects else "ID",
    )


def _as_json(session: Session, result: DemoResult) -> dict[str, object]:
    return {
        "crawls": [crawl_as_json(session, crawl) for crawl in result.crawls],
        "left_out": [{"site": one.site, "reason": session.catalogue.show(one.reason)} for one in result.left_out],
        "withheld": [one.site for one in result.draft.withheld],
        "suspects": [json.loads(one.verdict.model_dump_json()) for one in result.suspects],
        "draft": str(result.draft.folder),
        "picture_cases": [json.loads(one.judged.verdict.model_dump_json()) for one in result.pictures.cases],
    }


def _show_nights(session: Session, result: DemoResult) -> None:
    if result.last_night:
        session.say("Last night:")
        _show_crawl(session, result.last_night.crawl)
        session.say(
            "draft: {sellers} sellers, {items} listings: {folder}",
            sellers=result.last_night.draft.report_count,
            items=result.last_night.draft.item_count,
            folder=result.last_night.draft.folder,
        )
        session.say("Tonight:")
    for crawl in result.crawls:
        _show_crawl(session, crawl)
    for one in result.left_out:
        session.say("{site}: left out: {reason}", site=one.site, reason=one.reason)
    show_screening(session, result.screening, as_json=False)


def _show_crawl(session: Session, crawl: CrawlSummary) -> None:
    """Without the monitors that had nothing to compare with: in a demo that is every one of them."""
    show_crawl(session, crawl.model_copy(update={"unjudged": ()}))


def suspects_table(catalogue: Catalogue, suspects: Sequence[JudgedListing]) -> Table:
    """A row for each suspect, in the order given, with the heaviest reasons in words."""
    words = Explainer(Taxonomy.load(), catalogue)
    heads = (message("id"), message("title"), message("seller"), message("score"), message("disguise"), message("why"))
    table = Table(
        *(catalogue.show(head) for head in heads), show_lines=True, title=catalogue.show("Suspected listings")
    )
    for one in suspects:
        listing, verdict = one.stored.listing, one.verdict
        seller = listing.seller.name or listing.seller.id if listing.seller else None
        cells = (listing.id, listing.title, seller, f"{verdict.score:.4f}", words.disguise(verdict))
        table.add_row(*(escape(printable(cell or "–")) for cell in (*cells, words.reasons(verdict, most=_REASONS))))
    _fold(table)
    return table


def sellers_table(catalogue: Catalogue, sellers: Sequence[SellerRollup]) -> Table:
    """A row for each seller, in the order given, with how many listings are in each band."""
    heads = (message("seller"), message("platform"), message("suspected"), message("to be looked at"), message("clear"))
    table = Table(*(catalogue.show(head) for head in heads), title=catalogue.show("Their sellers"))
    for one in sellers:
        name = one.seller.name or one.seller.id or "–"
        counts = (one.flagged_count, one.review_count, one.clear_count)
        table.add_row(escape(printable(name)), escape(printable(one.key.platform)), *(str(count) for count in counts))
    _fold(table)
    for column in table.columns[2:]:
        column.justify = "right"
    return table


def cases_table(catalogue: Catalogue, pictures: Cases) -> Table:
    """A row for each case: what its words alone came to, and what with its pictures."""
    heads = (message("id"), message("title"), message("by words"), message("with pictures"), message("what decides"))
    title = catalogue.show("Five listings, and what their pictures add")
    table = Table(*(catalogue.show(head) for head in heads), show_lines=True, title=title)
    for one in pictures.cases:
        listing, verdict = one.judged.stored.listing, one.judged.verdict
        bands = [f"{catalogue.show(BANDS[v.band])} {v.score:.4f}" for v in (one.by_words, verdict)]
        cells = (listing.id, listing.title, *bands, catalogue.show(one.says))
        table.add_row(*(escape(printable(cell or "–")) for cell in cells))
    _fold(table)
    return table


def _show_cases(session: Session, pictures: Cases) -> None:
    for one in pictures.cases:
        if one.left_out:
            session.say(
                "{id}: left out: the extra ocr is not installed, so its print was not read", id=one.judged.verdict.id
            )
    if pictures.pictures is None:
        session.say("no picture is kept: faces in it could not be made unrecognisable (extra faces)")
    else:
        session.say("pictures with what was seen in them: {folder}", folder=pictures.pictures)
    session.say("Why: lenswatch --workspace {folder} explain C1", folder=pictures.workspace.root)


def _fold(table: Table) -> None:
    for column in table.columns:
        column.overflow = "fold"
