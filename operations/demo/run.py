"""The main job, whole, on the bundled marketplace."""

import errno
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from urllib.parse import urlsplit

from lenswatch.classifier.screener import Screener
from lenswatch.core.clock import Clock
from lenswatch.core.config import Crawl
from lenswatch.core.errors import UserError
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import JudgedListing, Verdicts
from lenswatch.operations.demo.server import DemoMarketplace, serve_marketplace
from lenswatch.operations.drafting import draft_from_ledger
from lenswatch.operations.logfile import logging_to
from lenswatch.operations.screening import ScreeningSummary, screen_ledger
from lenswatch.operations.workspace import Workspace
from lenswatch.reports.draft import DraftReport
from lenswatch.spiders.crawling.crawl import CrawlSummary, crawl_sites
from lenswatch.spiders.site.site import Site

_CRAWL = Crawl(
    contact="mailto:demo@lenswatch.invalid", delay_seconds=0, concurrent_requests_per_host=8, recrawl_hours=0
)
"""The demo's own server needs no sparing, and a second run asks every page again whether it changed."""

_PORT_NOTE = Path("data", "demo-port")


@dataclass(frozen=True)
class DemoResult:
    """What a demo did, and where its files lie."""

    workspace: Workspace
    crawls: tuple[CrawlSummary, ...]
    screening: ScreeningSummary
    suspects: tuple[JudgedListing, ...]
    """Listings in band flag, highest score first."""
    draft: DraftReport


def run_demo(out: Path, clock: Clock, marketplace: DemoMarketplace | None = None) -> DemoResult:
    """Crawl, screen, roll up, draft. A second run in the same folder fetches nothing that has not changed.

    Args:
        out: Folder of the demo's workspace; made if it is not there.
        clock: Time of everything that is recorded.
        marketplace: What is served; the bundled one without.

    Raises:
        UserError: If the folder holds something else than an earlier demo.
        StorageError: If the disk is full or refuses.
    """
    workspace = _workspace(out.resolve())
    taxonomy = Taxonomy.load()
    with Store.open(workspace.ledger) as store:
        with logging_to(workspace.log), _served(workspace, marketplace or DemoMarketplace()) as base_url:
            crawls = crawl_sites(
                demo_sites(base_url),
                store,
                clock,
                _CRAWL,
                workspace.warc,
                allowed_loopback=frozenset({urlsplit(base_url).netloc}),
            )
        lexicon = Lexicon.load(workspace.root / "keywords")
        screening = screen_ledger(store, Screener.build(lexicon, taxonomy, workspace.config), clock)
        draft = draft_from_ledger(store, workspace, taxonomy, clock)
        judged = list(Verdicts(store, clock).latest())
    suspects = sorted((one for one in judged if one.verdict.band is Band.FLAG), key=lambda one: -one.verdict.score)
    return DemoResult(workspace, crawls, screening, tuple(suspects), draft)


def _workspace(out: Path) -> Workspace:
    """That of an earlier demo, or a new one in an empty place: nobody's own data is mixed with the demo's."""
    earlier = Workspace.find(out) if (out / _PORT_NOTE).is_file() else None
    if earlier:
        return earlier
    if out.is_dir() and any(out.iterdir()):
        raise UserError("{folder}: is not empty and no earlier demo; name another folder with --out", folder=out)
    return Workspace.create(out)


def demo_sites(base_url: str) -> Sequence[Site]:
    """The site files of both shops, at the address they are served at."""
    with as_file(files("lenswatch").joinpath("operations", "demo", "sites")) as folder:
        sites = [Site.read(path) for path in sorted(folder.glob("*.toml"))]
    return [site.model_copy(update={"base_url": base_url}) for site in sites]


@contextmanager
def _served(workspace: Workspace, marketplace: DemoMarketplace) -> Iterator[str]:
    """Serve at the port of the last run, so that pages keep their addresses; if it is taken, at any free one."""
    note = workspace.root / _PORT_NOTE
    port = int(note.read_text(encoding="ascii")) if note.exists() else 0
    with ExitStack() as stack:
        try:
            base_url = stack.enter_context(serve_marketplace(marketplace, port=port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            base_url = stack.enter_context(serve_marketplace(marketplace))
        note.write_text(str(urlsplit(base_url).port), encoding="ascii")
        yield base_url
