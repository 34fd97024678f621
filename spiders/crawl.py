"""Crawling: sites in, summaries out; everything else is in the ledger and the WARC files."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from scrapy.crawler import Crawler

from lenswatch.core.clock import Clock
from lenswatch.core.config import Crawl
from lenswatch.core.errors import LenswatchError
from lenswatch.core.messages import message
from lenswatch.ledger.leases import Leases
from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.ledger.store import Store
from lenswatch.spiders.frontier import Frontier, NewUrl, State
from lenswatch.spiders.public_address import PublicAddresses, PublicResolver
from lenswatch.spiders.reactor import run
from lenswatch.spiders.scrapy_settings import scrapy_settings, software, user_agent
from lenswatch.spiders.site import Site
from lenswatch.spiders.site_crawl import Patience, Progress, SiteCrawl
from lenswatch.spiders.spider import SiteSpider
from lenswatch.spiders.summary import CrawlSummary, breaches_of
from lenswatch.spiders.tally import Tally
from lenswatch.spiders.warc import WarcFile

__all__ = ["CrawlSummary", "Patience", "Progress", "crawl", "crawl_sites"]

LEASE = "crawl"
"""Name of the workspace's lease: one crawl at a time."""


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

    Returns:
        A summary for each site, in the same order.

    Raises:
        ConfigError: If no contact is configured.
        WorkspaceError: If another crawl runs in this workspace.
        StorageError: If the disk is full; what was committed stays, and the crawl can be taken up again.
        KeyboardInterrupt: If the user stopped it; the crawl is taken up again next time.
    """
    user_agent(settings)
    leases = Leases(store, clock, settings.lease_seconds)
    leases.take(LEASE)
    night = _Night(
        store=store,
        clock=clock,
        settings=settings,
        warc_folder=warc_folder,
        addresses=PublicAddresses(allowed_loopback),
        on_progress=on_progress,
        patience=patience or Patience(),
        leases=leases,
        requests=max(1, settings.concurrent_requests // max(1, len(sites))),
    )
    try:
        return run(lambda: night.crawl_all(sites), night.stop)
    except _StoppedError as error:
        text = message("the crawl was stopped; run the same command again to take it up")
        raise KeyboardInterrupt(text) from error
    finally:
        night.give_back()
        leases.release(LEASE)


@dataclass
class _Night:
    """One call of `crawl_sites`."""

    store: Store
    clock: Clock
    settings: Crawl
    warc_folder: Path
    addresses: PublicAddresses
    on_progress: Callable[[Progress], None] | None
    patience: Patience
    leases: Leases
    requests: int
    """Requests under way at once for each site."""
    crawls: list[SiteCrawl] = field(default_factory=list)
    stopped: bool = False

    async def crawl_all(self, sites: Sequence[Site]) -> tuple[CrawlSummary, ...]:
        from twisted.internet import reactor  # noqa: PLC0415 - exists only once it is installed

        before = reactor.installNameResolver(PublicResolver(self.addresses))
        renewal = asyncio.create_task(self._keep_lease())
        locks = {host: asyncio.Lock() for site in sites for host in site.authorities}
        at_once = asyncio.Semaphore(self.settings.concurrent_requests)
        try:
            turns = (self._crawl_in_turn(site, locks, at_once) for site in sites)
            outcomes = await asyncio.gather(*turns, return_exceptions=True)
        finally:
            renewal.cancel()
            reactor.installNameResolver(before)
        errors = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        for error in sorted(errors, key=lambda error: isinstance(error, _StoppedError)):  # the cause comes first
            raise error
        return tuple(outcome for outcome in outcomes if isinstance(outcome, CrawlSummary))

    async def _crawl_in_turn(
        self, site: Site, locks: dict[str, asyncio.Lock], at_once: asyncio.Semaphore
    ) -> CrawlSummary:
        async with AsyncExitStack() as turn:
            for host in sorted(site.authorities):
                await turn.enter_async_context(locks[host])
            await turn.enter_async_context(at_once)
            if self.stopped:
                raise _StoppedError
            try:
                return await self._crawl_one(site)
            except BaseException:
                self.stop()
                raise

    async def _crawl_one(self, site: Site) -> CrawlSummary:
        crawl = self._begin(site)
        try:
            crawler = Crawler(SiteSpider, scrapy_settings(site, self.settings, self.requests))
            await crawler.crawl_async(crawl=crawl)
        finally:
            crawl.warc.close()
            crawl.frontier.release()
        if crawl.trouble is not None:
            raise crawl.trouble
        if crawl.stopping:
            raise _StoppedError
        return self._finish(crawl)

    def _begin(self, site: Site) -> SiteCrawl:
        runs, frontier = Runs(self.store, self.clock), Frontier(self.store, self.clock, site.name, 0)
        run_id = runs.begin(RunKind.CRAWL, site.name)
        warc = WarcFile(self.warc_folder, f"{site.name}-{run_id}", software(), self.clock.now())
        with self.store.transaction():
            noted = runs.noted(run_id)
            frontier.release()  # the lease of the workspace is ours: whoever held these is gone
            if not noted:
                frontier.add(NewUrl(url) for url in site.start_urls)
                frontier.wake(always=site.start_urls)
                runs.note(run_id, Tally().model_dump(mode="json"))
        crawl = SiteCrawl(
            site=site,
            settings=self.settings,
            store=self.store,
            clock=self.clock,
            run_id=run_id,
            warc=warc,
            addresses=self.addresses,
            patience=self.patience,
            tally=Tally.model_validate(noted),
            on_progress=self.on_progress,
        )
        self.crawls.append(crawl)
        return crawl

    def _finish(self, crawl: SiteCrawl) -> CrawlSummary:
        tally = crawl.tally
        summary = CrawlSummary(
            **dict(tally),
            site=crawl.site.name,
            run_id=crawl.run_id,
            waiting=crawl.frontier.counts()[State.WAITING],
            unreachable=tally.visits == 0 and tally.failed > 0,
            turned_away=crawl.walled,
            breaches=breaches_of(crawl.site, tally),
            warc_files=crawl.warc.names,
        )
        Runs(self.store, self.clock).finish(crawl.run_id, summary.model_dump(mode="json"), failed=not summary.sound)
        return summary

    async def _keep_lease(self) -> None:
        while True:
            await asyncio.sleep(self.settings.lease_seconds / 3)
            try:
                self.leases.take(LEASE)
            except LenswatchError as error:
                for crawl in self.crawls:
                    crawl.abort(error)
                return

    def stop(self) -> None:
        """Begin nothing more anywhere."""
        self.stopped = True
        for crawl in self.crawls:
            crawl.stopping = True

    def give_back(self) -> None:
        """Whatever is still leased, should the loop have been torn down."""
        for crawl in self.crawls:
            with suppress(LenswatchError):  # the disk may be full; a lease that is not given back runs out by itself
                crawl.frontier.release()


class _StoppedError(Exception):
    """The user, or trouble at another site, stopped this crawl."""
