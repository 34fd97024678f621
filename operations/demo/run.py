"""The main job, whole, on the bundled marketplace: last night for one shop, then tonight for all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import as_file, files
from pathlib import Path

from lenswatch.classifier.screener import Screener
from lenswatch.core.clock import Clock
from lenswatch.core.config import Crawl
from lenswatch.core.errors import UserError
from lenswatch.core.messages import Message
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band
from lenswatch.ledger.sellers import SellerRollup, roll_up
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import JudgedListing, Verdicts
from lenswatch.operations.demo.cases.run import Cases, run_cases
from lenswatch.operations.demo.last_night import LAST_NIGHT_NOTE, EarlierClock, LastNight
from lenswatch.operations.demo.pages import Night
from lenswatch.operations.demo.server import DemoMarketplace
from lenswatch.operations.demo.serving import PORT_NOTE, Served, served
from lenswatch.operations.drafting import draft_from_ledger
from lenswatch.operations.logfile import logging_to
from lenswatch.operations.pictures.ledger_sight import LedgerSight
from lenswatch.operations.releases.choice import lexicon_in_force
from lenswatch.operations.screening import ScreeningSummary, screen_ledger
from lenswatch.operations.workspace import Workspace
from lenswatch.reports.draft import DraftReport
from lenswatch.spiders.crawling.crawl import CrawlSummary, crawl_sites
from lenswatch.spiders.fetching.browser import missing_browser
from lenswatch.spiders.site.site import Site

_CRAWL = Crawl(
    contact="mailto:demo@lenswatch.invalid", delay_seconds=0, concurrent_requests_per_host=8, recrawl_hours=0
)
"""The demo's own server needs no sparing, and a second run asks every page again whether it changed."""
CASES = "picture-cases"
"""Below the demo's folder: the workspace of five listings and what their pictures add."""
_CHANGES_LAYOUT = "demo-yunjiao"
"""The shop that is crawled last night as well: its layout is another tonight."""


@dataclass(frozen=True)
class LeftOut:
    """A shop that this machine cannot crawl."""

    site: str
    """Name of its site file."""
    reason: Message


@dataclass(frozen=True)
class DemoResult:
    """What a demo did, and where its files lie."""

    workspace: Workspace
    last_night: LastNight | None
    """What was played before tonight; None where an earlier run of the demo played it."""
    crawls: tuple[CrawlSummary, ...]
    left_out: tuple[LeftOut, ...]
    screening: ScreeningSummary
    """Tonight's."""
    suspects: tuple[JudgedListing, ...]
    """Listings in band flag that the draft holds, highest score first."""
    sellers: tuple[SellerRollup, ...]
    """Their sellers, most suspected listings first."""
    draft: DraftReport
    pictures: Cases
    """Listings of a feed and what their pictures add."""


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
    shops = marketplace or DemoMarketplace()
    with Store.open(workspace.ledger) as store, served(workspace.root, shops) as where:
        taxonomy = Taxonomy.load()
        screener = Screener.build(lexicon_in_force(workspace, clock.now()), taxonomy, workspace.config)
        job = _Job(workspace, store, where, taxonomy, screener)
        last_night = _play_last_night(job, shops, clock)
        shops.play(Night.TONIGHT)
        sites = demo_sites(where.base_url)
        left_out = tuple(LeftOut(site.name, reason) for site in sites if (reason := _why_not(site)))
        crawls = job.crawl([site for site in sites if not _why_not(site)], clock)
        screening, draft = job.screen(clock), job.draft(clock)
        judged = _reported(Verdicts(store, clock), draft)
    flagged = sorted((one for one in judged if one.verdict.band is Band.FLAG), key=lambda one: -one.verdict.score)
    sellers = sorted((one for one in roll_up(judged) if one.flagged), key=lambda one: -one.flagged_count)
    cases = run_cases(workspace.root / CASES, screener, clock)
    return DemoResult(workspace, last_night, crawls, left_out, screening, tuple(flagged), tuple(sellers), draft, cases)


@dataclass(frozen=True)
class _Job:
    """What every night does."""

    workspace: Workspace
    store: Store
    served: Served
    taxonomy: Taxonomy
    screener: Screener

    def crawl(self, sites: Sequence[Site], clock: Clock) -> tuple[CrawlSummary, ...]:
        allowed = frozenset({self.served.authority})
        with logging_to(self.workspace.log):
            return crawl_sites(sites, self.store, clock, _CRAWL, self.workspace.warc, allowed_loopback=allowed)

    def screen(self, clock: Clock) -> ScreeningSummary:
        sight = LedgerSight(_quick(self.workspace), self.store, clock)
        return screen_ledger(self.store, self.screener, clock, sight=sight)

    def draft(self, clock: Clock) -> DraftReport:
        return draft_from_ledger(self.store, self.workspace, self.taxonomy, clock)


def _play_last_night(job: _Job, shops: DemoMarketplace, clock: Clock) -> LastNight | None:
    """The night before, of the one shop that is another since; once in a workspace."""
    note = job.workspace.root / LAST_NIGHT_NOTE
    if note.exists():
        return None
    shops.play(Night.LAST)
    earlier = EarlierClock(clock)
    sites = [site for site in demo_sites(job.served.base_url) if site.name == _CHANGES_LAYOUT]
    (crawl,) = job.crawl(sites, earlier)
    job.screen(earlier)
    draft = job.draft(earlier)
    note.write_text(draft.folder.name, encoding="utf-8")
    return LastNight(crawl, draft)


def _reported(verdicts: Verdicts, draft: DraftReport) -> list[JudgedListing]:
    """What the draft was made of: everything judged, but for what it withholds."""
    withheld = {site.platform for site in draft.withheld}
    return [one for one in verdicts.latest() if one.stored.listing.platform not in withheld]


def _quick(workspace: Workspace) -> Workspace:
    """With the print read only of listings in doubt: all 160 pictures would take two minutes."""
    pictures = workspace.config.pictures.model_copy(update={"undoubted_share": 0.0})
    return replace(workspace, config=workspace.config.model_copy(update={"pictures": pictures}))


def _why_not(site: Site) -> Message | None:
    """Why a site cannot be crawled on this machine."""
    return missing_browser(_CRAWL.browser) if site.render else None


def _workspace(out: Path) -> Workspace:
    """That of an earlier demo, or a new one in an empty place: nobody's own data is mixed with the demo's."""
    earlier = Workspace.find(out) if (out / PORT_NOTE).is_file() else None
    if earlier:
        return earlier
    if out.is_dir() and any(out.iterdir()):
        raise UserError("{folder}: is not empty and no earlier demo; name another folder with --out", folder=out)
    return Workspace.create(out)


def demo_sites(base_url: str) -> Sequence[Site]:
    """The site files of all shops, at the address they are served at."""
    with as_file(files("lenswatch").joinpath("operations", "demo", "sites")) as folder:
        sites = [Site.read(path) for path in sorted(folder.glob("*.toml"))]
    return [site.model_copy(update={"base_url": base_url}) for site in sites]
