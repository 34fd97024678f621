"""What the demo prints."""

import json
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from lenswatch.classifier.explanation import Explainer
from lenswatch.commands.printing import show_json
from lenswatch.commands.session import Session
from lenswatch.commands.show_crawl import crawl_as_json, show_crawl
from lenswatch.commands.show_draft import show_draft
from lenswatch.commands.show_listings import show_screening
from lenswatch.core.messages import Catalogue, message
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.terminal import printable
from lenswatch.ledger.verdicts import JudgedListing
from lenswatch.operations.demo.run import DemoResult

_REASONS = 3
_WIDTH = 132


def show_demo(session: Session, result: DemoResult, *, as_json: bool) -> None:
    """The table of suspects with the reasons in words, and the paths of the files."""
    if as_json:
        suspects = [json.loads(one.verdict.model_dump_json()) for one in result.suspects]
        crawls = [crawl_as_json(session, crawl) for crawl in result.crawls]
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
        table.add_row(*(escape(printable(cell or "–")) for cell in (*cells, words.reasons(verdict, most=_REASONS))))
    return table
