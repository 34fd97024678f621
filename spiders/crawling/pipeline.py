"""The one pipeline: a visit and the state of its URL go into the ledger in one transaction.

Several visits share a transaction where they end close to each other. Until it is committed each of them counts as
under way, so a kill never costs more visits than are allowed at once.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Self

from scrapy.crawler import Crawler

from lenswatch.core.messages import Message, message
from lenswatch.core.record import made
from lenswatch.ledger.captures import Captures
from lenswatch.ledger.listings import Listings, listing_key
from lenswatch.ledger.readings import Readings
from lenswatch.ledger.runs import Runs
from lenswatch.ledger.suggestions import Suggestions
from lenswatch.spiders.crawling.site_crawl import SiteCrawl
from lenswatch.spiders.crawling.spider import crawl_of
from lenswatch.spiders.crawling.volatility import priority_after
from lenswatch.spiders.frontier.frontier_url import Kind, Visit
from lenswatch.spiders.monitoring.tally import Recorded, Tally
from lenswatch.spiders.reading.page_result import Outcome, PageResult
from lenswatch.spiders.reading.sightings import Sightings

_LONGEST_WAIT_SECONDS = 0.1
"""A visit that has ended waits so long for others to be committed with it."""
_PICTURE_DAYS = 7
"""A picture once fetched is asked for again after this; shops put a new picture under a new address."""


class LedgerPipeline:
    """Commits PageResults, a few at a time.

    A group is committed when three quarters of what may be under way wait in it, when the frontier has nothing else to
    begin, when the crawl ends, and in any case a moment after its first visit.

    Args:
        crawl: The crawl of the visits.
        most: Visits in one transaction at the most.
    """

    def __init__(self, crawl: SiteCrawl, most: int) -> None:
        self._most, self._group = most, list[PageResult]()
        self._timer: asyncio.TimerHandle | None = None
        crawl.commit_ended = self.commit
        self._crawl, self._frontier = crawl, crawl.frontier
        self._listings = Listings(crawl.store, crawl.clock)
        self._sightings = Sightings(crawl.store, crawl.clock, crawl.site, crawl.run_id)
        self._suggestions = Suggestions(crawl.store, crawl.clock)
        self._captures, self._runs = Captures(crawl.store), Runs(crawl.store, crawl.clock)
        self._readings = Readings(crawl.store)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawl_of(crawler), max(1, crawler.settings.getint("CONCURRENT_REQUESTS") * 3 // 4))

    def process_item(self, item: PageResult) -> PageResult:
        """Take a visit that has ended."""
        self._group.append(item)
        if len(self._group) >= self._most:
            self.commit()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_LONGEST_WAIT_SECONDS, self.commit)
        return item

    def close_spider(self) -> None:
        """Commit what is left."""
        self.commit()

    def commit(self) -> None:
        """Commit the visits that have ended; where the disk is full the crawl comes to rest, and they are done again.

        Where a group fails its visits are committed one by one, so that one does not keep the others out.
        """
        if self._timer is not None:
            self._timer.cancel()
        group, self._group, self._timer = self._group, [], None
        try:
            self._commit_or_part(group)
        except Exception as error:  # noqa: BLE001 - raised again when everything under way has come to rest
            self._crawl.abort(error)
        finally:
            for result in group:
                self._crawl.settled(result.source)

    def _commit_or_part(self, group: Sequence[PageResult]) -> None:
        try:
            self._commit(group)
        except Exception:
            if len(group) == 1:
                raise
            for result in group:
                self._commit([result])

    def _commit(self, group: Sequence[PageResult]) -> None:
        if not group:
            return
        crawl, tallies = self._crawl, [self._crawl.tally]
        with crawl.store.transaction():
            for result in group:
                tallies.append(self._record(result, tallies[-1]))
            self._runs.note(crawl.run_id, tallies[-1].model_dump(mode="json"))
            crawl.manners.write()
        crawl.manners.written()
        for result, tally in zip(group, tallies[1:], strict=True):
            crawl.committed(tally, blocked=result.outcome is Outcome.BLOCKED)

    def _record(self, result: PageResult, tally: Tally) -> Tally:
        if self._loops(result):
            result = replace(result, outcome=Outcome.FAILED, links=(), problem=message("redirected in a circle"))
        links, left_out = self._crawl.space.admitted(result.links, result.source)
        for part in result.parts:
            self._captures.add(part, self._crawl.run_id)
        capture_id = self._captures.add(result.capture, self._crawl.run_id) if result.capture else None
        recorded = self._record_listings(result, capture_id)
        if (said := result.suggested) is not None:
            answer = (said.site, said.query, said.surface)
            self._suggestions.record(answer, said.texts, said.results, self._crawl.run_id, capture_id)
        self._frontier.add(links, result.source.depth + (result.outcome is not Outcome.REDIRECTED))
        self._sightings.note(links)
        priority = priority_after(result, changed=recorded.changed > 0)
        if priority != result.source.priority:
            self._frontier.reorder(result.source.key, priority)
        return tally.after(result, recorded, gave_up=self._settle(result)).leaving_out(left_out)

    def _record_listings(self, result: PageResult, capture_id: int | None) -> Recorded:
        new = changed = compared = repriced = 0
        for listing in result.listings:
            known = self._is_known(listing_key(listing))
            before = self._readings.last_price(listing_key(listing), self._crawl.site.name) if known else None
            if before is not None and listing.price is not None:
                compared += 1
                repriced += before != (float(listing.price), listing.currency)
            if self._listings.record(listing, self._crawl.run_id, capture_id):
                new, changed = new + (not known), changed + known
            self._sightings.settle(result.source.key, listing_key(listing))
        unchanged = len(result.listings) - new - changed
        if result.outcome is Outcome.UNCHANGED and result.source.kind is Kind.PAGE:
            self._listings.seen_unchanged(result.source.address, self._crawl.run_id)
            still = len(self._sightings.keys_at(result.source.address))
            unchanged, compared = unchanged + still, compared + still
        if result.outcome is Outcome.GONE:
            self._listings.mark_gone(result.source.address)
        return made(
            Recorded, new=new, changed=changed, unchanged=unchanged, prices_compared=compared, prices_changed=repriced
        )

    def _settle(self, result: PageResult) -> bool:
        """Note the state of the URL; returns whether a failed visit was the last try."""
        key, crawl = result.source.key, self._crawl
        hours = 24 * _PICTURE_DAYS if result.source.kind is Kind.IMAGE else crawl.settings.recrawl_hours
        next_visit = crawl.clock.now() + timedelta(hours=hours)
        visit = Visit(
            status=result.status or 0,
            next_visit=next_visit,
            etag=result.etag,
            last_modified=result.last_modified,
            payload_sha256=result.capture.payload_sha256 if result.capture else None,
        )
        match result.outcome:
            case Outcome.READ:
                self._frontier.done(key, visit)
            case Outcome.UNCHANGED:
                self._frontier.unchanged(key, visit)
            case Outcome.GONE:
                self._frontier.gone(key, visit)
            case Outcome.BLOCKED | Outcome.FORBIDDEN:
                self._frontier.put_off(key, _problem(result), result.status, until=next_visit)
            case Outcome.LEFT:
                self._frontier.failed(key, _problem(result), result.status, retry_at=None)
            case Outcome.REDIRECTED:
                return self._redirect(result, visit)
            case Outcome.FAILED:
                return self._fail(result)
        return False

    def _redirect(self, result: PageResult, visit: Visit) -> bool:
        source, target = result.source, result.redirected_to or ""
        key = self._crawl.site.canonical(target)
        if key == source.key:
            self._frontier.move(source.key, target, source.redirects + 1)
        else:
            self._frontier.done(source.key, replace(visit, etag=None, last_modified=None, redirects_to=key))
            self._sightings.move(source.key, key or source.key)
        return False

    def _loops(self, result: PageResult) -> bool:
        source, target = result.source, result.redirected_to
        if result.outcome is not Outcome.REDIRECTED or target is None:
            return False
        if self._crawl.site.canonical(target) == source.key:
            return target == source.address
        return self._frontier.leads_back(source.key, target)

    def _fail(self, result: PageResult) -> bool:
        crawl, now = self._crawl, self._crawl.clock.now()
        attempts = result.source.attempts + 1
        retry_at = now + crawl.patience.wait(attempts)
        if result.retry_after is not None:
            retry_at = max(retry_at, result.retry_after)
        longest = now + timedelta(seconds=crawl.patience.longest_wait_seconds)
        if result.retry_after is not None:
            crawl.pause_until(result.retry_after)
        if not result.retry or attempts >= crawl.patience.attempts:
            self._frontier.failed(result.source.key, _problem(result), result.status, retry_at=None)
            return True
        if retry_at > longest:
            self._frontier.put_off(result.source.key, _problem(result), result.status, until=retry_at)
            return True
        self._frontier.failed(result.source.key, _problem(result), result.status, retry_at=retry_at)
        return False

    def _is_known(self, key: str) -> bool:
        row = self._crawl.store.connection.execute("SELECT 1 FROM listing WHERE key = ?", (key,)).fetchone()
        return row is not None


def _problem(result: PageResult) -> Message:
    return result.problem or message("it failed without a reason")
