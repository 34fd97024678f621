"""The crawl of several sites at once, within one call."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.crawler import Crawler

from lenswatch.core.clock import Clock
from lenswatch.core.config import Crawl
from lenswatch.core.errors import LenswatchError, StorageError
from lenswatch.core.visiting_hours import VisitingHours, zone_of
from lenswatch.ledger.captures import Captures
from lenswatch.ledger.leases import Leases
from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.ledger.store import Store
from lenswatch.spiders.crawling.site_crawl import Patience, Progress, SiteCrawl
from lenswatch.spiders.crawling.spider import SiteSpider
from lenswatch.spiders.evidence.mending import mend_folder
from lenswatch.spiders.evidence.warc import WarcFile
from lenswatch.spiders.fetching.manners import Bounds, DailyCounts, Manners, Rest
from lenswatch.spiders.fetching.public_address import PublicAddresses
from lenswatch.spiders.fetching.scrapy_settings import crawl_description, scrapy_settings
from lenswatch.spiders.frontier.frontier import Frontier
from lenswatch.spiders.frontier.frontier_url import NewUrl, State
from lenswatch.spiders.monitoring.alarm import Alarm, Unjudged
from lenswatch.spiders.monitoring.history import earlier_nights, follows_unsound, is_early
from lenswatch.spiders.monitoring.summary import CrawlSummary, breaches_of
from lenswatch.spiders.monitoring.tally import Tally
from lenswatch.spiders.monitoring.watch import watch
from lenswatch.spiders.site.site import Site

LEASE = "crawl"
"""Name of the workspace's lease: one crawl at a time."""


_LEAST_READ = 10
"""Listings read, without which a crawl cut short does not tell that a site is sound again."""


class StoppedError(Exception):
    """The user, or trouble at another site, stopped this crawl."""


def _tells_too_little(tally: Tally, *, cut: bool) -> bool:
    """Whether a crawl read too little to tell that an unsound site is sound again."""
    return tally.visits == 0 or (cut and tally.listings_read < _LEAST_READ)


def _starts(site: Site) -> Iterator[NewUrl]:
    """Where a crawl begins; of searches, further pages wait until every term had its first."""
    for url in site.start_urls:
        place = site.searched(url)
        yield NewUrl(url, priority=1 - place.page if place else 0)


def _volatile_first(sites: Sequence[Site]) -> list[Site]:
    return sorted(sites, key=lambda site: not site.volatile)


@dataclass
class Night:
    """One call of `crawl_sites`."""

    store: Store
    clock: Clock
    settings: Crawl
    warc_folder: Path
    addresses: PublicAddresses
    on_progress: Callable[[Progress], None] | None
    patience: Patience
    operator: str
    """Name of whoever crawls; may be empty."""
    leases: Leases
    requests: int
    """Requests under way at once for each site."""
    until: datetime | None = None
    """Nothing is begun from this instant on."""
    any_time: bool = False
    """Whether the hours in which sites may be visited are left aside."""
    crawls: list[SiteCrawl] = field(default_factory=list)
    days: DailyCounts = field(init=False)
    """Requests to each host, of all sites together."""
    stopped: bool = False

    def __post_init__(self) -> None:
        self.days = DailyCounts(self.store)

    async def crawl_all(self, sites: Sequence[Site]) -> tuple[CrawlSummary, ...]:
        """Crawl every site; if one fails or is stopped, all come to rest before its error is raised."""
        self._mend()
        renewal = asyncio.create_task(self._keep_lease())
        locks = {host: asyncio.Lock() for site in sites for host in site.authorities}
        at_once = asyncio.Semaphore(self.settings.concurrent_requests)
        try:
            turns = (self._crawl_in_turn(site, locks, at_once) for site in _volatile_first(sites))
            outcomes = await asyncio.gather(*turns, return_exceptions=True)
        finally:
            renewal.cancel()
        errors = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        for error in sorted(errors, key=lambda error: isinstance(error, StoppedError)):  # the cause comes first
            raise error
        summaries = {outcome.site: outcome for outcome in outcomes if isinstance(outcome, CrawlSummary)}
        return tuple(summaries[site.name] for site in sites if site.name in summaries)

    def _mend(self) -> None:
        """Put in order what a kill or a power loss left of WARC files; what was lost with them is visited again."""
        captures = Captures(self.store)
        with self.store.transaction():
            for mended in mend_folder(self.warc_folder):
                for lost in captures.lose(mended.name, mended.size):
                    Frontier(self.store, self.clock, lost.site, 0).visit_again([lost.url])

    async def _crawl_in_turn(
        self, site: Site, locks: dict[str, asyncio.Lock], at_once: asyncio.Semaphore
    ) -> CrawlSummary | None:
        async with AsyncExitStack() as turn:
            for host in sorted(site.authorities):
                await turn.enter_async_context(locks[host])
            await turn.enter_async_context(at_once)
            if self.stopped:
                raise StoppedError
            if self.until is not None and self.clock.now() >= self.until:
                return None
            try:
                return await self._crawl_one(site)
            except BaseException:
                self.stop()
                raise

    async def _crawl_one(self, site: Site) -> CrawlSummary:
        hours = VisitingHours() if self.any_time else site.hours(self.settings)
        if not hours.is_open(self.clock.now()):  # closed from the beginning, or while other sites had their turn
            return self._not_begun(site, hours)
        crawl = self._begin(site, hours)
        try:
            crawler = Crawler(SiteSpider, scrapy_settings(site, self.settings, self.requests))
            await crawler.crawl_async(crawl=crawl)
        finally:
            crawl.warc.close()
            self._settle(crawl)
        if crawl.trouble is not None:
            raise crawl.trouble
        if crawl.stopping:
            raise StoppedError
        return self._finish(crawl)

    def _not_begun(self, site: Site, hours: VisitingHours) -> CrawlSummary:
        return CrawlSummary(
            site=site.name,
            platform=site.platform,
            run_id="",
            waiting=Frontier(self.store, self.clock, site.name, 0).counts()[State.WAITING],
            rest=Rest.WINDOW,
            opens_at=hours.opens_at(self.clock.now()),
        )

    def _begin(self, site: Site, hours: VisitingHours) -> SiteCrawl:
        runs = Runs(self.store, self.clock)
        frontier = Frontier(self.store, self.clock, site.name, 0, site.canonical)
        run_id = runs.begin(RunKind.CRAWL, site.name)
        bounds = Bounds(
            closes_at=hours.closes_at(self.clock.now()),
            daily_requests=site.daily_requests(self.settings),
            zone=zone_of(self.settings.timezone),
        )
        manners = Manners(self.store, self.clock, run_id, bounds, self.days)
        with self.store.transaction():
            run, noted = runs.get(run_id), runs.noted(run_id)
            manners.presume(urlsplit(address).hostname or "" for address in frontier.leased())
            manners.write()
            frontier.release()  # the lease of the workspace is ours: whoever held these is gone
            if site.closed:
                frontier.narrow(site.start_urls)
            frontier.add(_starts(site))
            if not noted or (run and self._is_stale(run.started_at)):
                frontier.wake(always=site.start_urls)
            if not noted:
                runs.note(run_id, Tally().model_dump(mode="json"))
        manners.written()
        tally = Tally.model_validate(noted)
        about = crawl_description(site, self.settings, run_id, self.operator)
        warc = WarcFile(
            self.warc_folder, f"{site.name}-{run_id}", about, self.clock.now(), self.settings.warc_file_bytes
        )
        crawl = SiteCrawl(
            site=site,
            settings=self.settings,
            store=self.store,
            clock=self.clock,
            run_id=run_id,
            begun=run.started_at if run else self.clock.now(),
            warc=warc,
            addresses=self.addresses,
            manners=manners,
            patience=self.patience,
            tally=tally,
            on_progress=self.on_progress,
            until=self.until,
        )
        self.crawls.append(crawl)
        return crawl

    def _is_stale(self, begun: datetime) -> bool:
        """Whether a run taken up was interrupted so long ago that its first pages are due again."""
        hours = self.settings.recrawl_hours
        return hours > 0 and self.clock.now() - begun >= timedelta(hours=hours)

    def _settle(self, crawl: SiteCrawl) -> None:
        try:
            crawl.manners.settle()
        except StorageError as error:
            crawl.abort(error)

    def _finish(self, crawl: SiteCrawl) -> CrawlSummary:
        tally, runs = crawl.tally, Runs(self.store, self.clock)
        unreachable = tally.visits == 0 and tally.failed > 0
        early = is_early(runs, crawl.site.name, crawl.begun, self.settings.recrawl_hours)
        manners = crawl.manners
        crawl.frontier.release()  # what was leased and not asked for any more
        waiting = crawl.frontier.counts()[State.WAITING]
        rest = manners.rest or (Rest.MAX_PAGES if crawl.at_limit else None) if waiting else None
        cut = waiting > 0 and (crawl.out_of_time or rest in {Rest.WINDOW, Rest.BUDGET})
        unmonitored = unreachable or crawl.site.closed
        earlier = earlier_nights(runs, crawl.site.name)
        found = () if unmonitored else watch(tally, earlier, crawl.site.monitors, early=early, cut=cut)
        summary = CrawlSummary(
            **dict(tally),
            site=crawl.site.name,
            platform=crawl.site.platform,
            run_id=crawl.run_id,
            waiting=waiting,
            rest=rest,
            rest_host=manners.rest_host if rest is Rest.BUDGET else None,
            opens_at=self._opens_at(crawl.site) if rest is Rest.WINDOW else None,
            impact=manners.impact(),
            early=early,
            cut=cut,
            unchecked=_tells_too_little(tally, cut=cut) and follows_unsound(runs, crawl.site.name),
            unreachable=unreachable,
            turned_away=crawl.walled,
            breaches=breaches_of(crawl.site, tally, partial=early or cut),
            alarms=tuple(one for one in found if isinstance(one, Alarm)),
            unjudged=tuple(one for one in found if isinstance(one, Unjudged)),
            warc_files=crawl.warc.names,
        )
        with self.store.transaction():
            runs.finish(crawl.run_id, summary.model_dump(mode="json"), failed=not summary.sound)
            if not summary.sound:
                crawl.frontier.read_anew(crawl.begun)
        return summary

    def _opens_at(self, site: Site) -> datetime | None:
        return site.hours(self.settings).opens_at(self.clock.now())

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
        """Let what was under way wait again; called whatever happened."""
        for crawl in self.crawls:
            with suppress(LenswatchError):  # the disk may be full; a lease that is not given back runs out by itself
                crawl.frontier.release()
