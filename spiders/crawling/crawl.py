"""Crawling: sites in, summaries out; everything else is in the ledger and the WARC files."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from lenswatch.core.clock import Clock
from lenswatch.core.config import Crawl
from lenswatch.core.garbage import seldom_searched
from lenswatch.core.messages import message
from lenswatch.ledger.leases import Leases
from lenswatch.ledger.store import Store
from lenswatch.spiders.crawling.hours import refuse_outside_hours
from lenswatch.spiders.crawling.night import LEASE, Night, StoppedError
from lenswatch.spiders.crawling.site_crawl import Patience, Progress
from lenswatch.spiders.fetching.event_loop import run
from lenswatch.spiders.fetching.public_address import PublicAddresses
from lenswatch.spiders.fetching.scrapy_settings import user_agent
from lenswatch.spiders.monitoring.summary import CrawlSummary
from lenswatch.spiders.site.site import Site

__all__ = ["CrawlSummary", "Patience", "Progress", "crawl", "crawl_sites"]


def crawl(
    site: Site,
    store: Store,
    clock: Clock,
    settings: Crawl,
    warc_folder: Path,
    *,
    allowed_loopback: frozenset[str] = frozenset(),
    on_progress: Callable[[Progress], None] | None = None,
    patience: Patience | None = None,
    operator: str = "",
    any_time: bool = False,
) -> CrawlSummary:
    """Crawl one site; see `crawl_sites`."""
    (summary,) = crawl_sites(
        (site,),
        store,
        clock,
        settings,
        warc_folder,
        allowed_loopback=allowed_loopback,
        on_progress=on_progress,
        patience=patience,
        operator=operator,
        any_time=any_time,
    )
    return summary


def crawl_sites(
    sites: Sequence[Site],
    store: Store,
    clock: Clock,
    settings: Crawl,
    warc_folder: Path,
    *,
    allowed_loopback: frozenset[str] = frozenset(),
    on_progress: Callable[[Progress], None] | None = None,
    patience: Patience | None = None,
    operator: str = "",
    until: datetime | None = None,
    any_time: bool = False,
) -> tuple[CrawlSummary, ...]:
    """Visit what is due on each site, and take up by itself what was interrupted.

    A crawl is finished when no URL of its site is due. After a kill, what was under way is fetched again; nothing
    is recorded twice or lost.

    Args:
        sites: What to crawl; sites that share a host are crawled one after the other.
        store: The ledger; used from this thread only.
        clock: Tells the time.
        settings: The crawl settings of the workspace.
        warc_folder: Where the WARC files are written.
        allowed_loopback: `host:port` pairs of this machine that may be visited: for the demo and tests.
        on_progress: Called after each visit.
        patience: How often and how long a failing page is waited for.
        operator: Name of whoever crawls, for the WARC files.
        until: Nothing is begun from this instant on; what is left waits for the next crawl, and is counted.
        any_time: Whether to visit outside the hours that settings and site files name: for a person at the keyboard.

    Returns:
        A summary for each site, in the same order; that of a site whose hours have not begun says so, and a site whose
        turn did not come before `until` has none.

    Raises:
        ConfigError: If no contact is configured.
        SiteError: If the hours of a site never meet those of the settings.
        ClosedError: If no site may be visited now; nothing was asked for.
        WorkspaceError: If another crawl runs in this workspace.
        StorageError: If the disk is full; what was committed stays, and the crawl can be taken up again.
        KeyboardInterrupt: If the user stopped it; the crawl is taken up again next time.
    """
    user_agent(settings)
    if not any_time:
        refuse_outside_hours(sites, settings, clock.now())
    leases = Leases(store, clock, settings.lease_seconds)
    leases.take(LEASE)
    night = Night(
        store=store,
        clock=clock,
        settings=settings,
        warc_folder=warc_folder,
        addresses=PublicAddresses(allowed_loopback),
        on_progress=on_progress,
        patience=patience or Patience(),
        operator=operator,
        leases=leases,
        until=until,
        requests=max(1, settings.concurrent_requests // max(1, len(sites))),
        any_time=any_time,
    )
    try:
        with seldom_searched():
            return run(lambda: night.crawl_all(sites), night.stop)
    except StoppedError as error:
        text = message("the crawl was stopped; run the same command again to take it up")
        raise KeyboardInterrupt(text) from error
    finally:
        night.give_back()
        leases.release(LEASE)
