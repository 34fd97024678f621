"""The state of one site's crawl while it runs."""

import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from lenswatch.core.clock import Clock
from lenswatch.core.config import Crawl
from lenswatch.ledger.captures import Captures
from lenswatch.ledger.store import Store
from lenswatch.spiders.evidence.archive import Archive
from lenswatch.spiders.evidence.warc import WarcFile
from lenswatch.spiders.fetching.manners import Manners
from lenswatch.spiders.fetching.public_address import PublicAddresses
from lenswatch.spiders.frontier.frontier import Frontier
from lenswatch.spiders.frontier.frontier_url import FrontierUrl
from lenswatch.spiders.frontier.url_space import UrlSpace
from lenswatch.spiders.monitoring.tally import Tally
from lenswatch.spiders.site.site import Site

_BLOCKS_TO_LEAVE = 10
"""So many robot checks in a row, and the site is left alone until its next crawl."""


_COUNTED_EACH_SECONDS = 1.0
"""What waits is counted no more often: it takes milliseconds where much does."""


@dataclass(frozen=True)
class Progress:
    """How far a site's crawl has come, kills in between included."""

    site: str
    pages: int
    images: int
    listings: int
    failed: int
    blocked: int
    left: int
    """Visits that are known to be still to come in this crawl, counted at most a second ago. Pages yet to be read may
    add to them."""


@dataclass(frozen=True)
class Patience:
    """How often and how long a failing page is waited for."""

    attempts: int = 4
    """Visits to a failing URL in one crawl."""
    first_wait_seconds: float = 30
    """Wait before the second visit."""
    growth: float = 3
    """Each further wait is this many times longer."""
    longest_wait_seconds: float = 900
    """A site that asks for a longer wait is left until its next crawl."""

    def wait(self, attempts: int) -> timedelta:
        """How long to wait after that many visits."""
        return timedelta(
            seconds=min(self.first_wait_seconds * self.growth ** (attempts - 1), self.longest_wait_seconds)
        )


class SiteCrawl:
    """What the parts of one crawl share. Used from the thread of its event loop only.

    Args:
        site: What is crawled.
        settings: The crawl settings of the workspace.
        store: The ledger.
        clock: Tells the time.
        run_id: The run this crawl belongs to.
        begun: When that run began, kills in between included.
        warc: Where every answer is written.
        addresses: Which addresses may be visited.
        manners: What may still be asked for, and what was.
        patience: How often and how long a failing page is waited for.
        tally: Counts so far, where the run was taken up again.
        on_progress: Called after each visit.
        until: Nothing is begun from this instant on.
    """

    def __init__(
        self,
        *,
        site: Site,
        settings: Crawl,
        store: Store,
        clock: Clock,
        run_id: str,
        begun: datetime,
        warc: WarcFile,
        addresses: PublicAddresses,
        manners: Manners,
        patience: Patience,
        tally: Tally,
        on_progress: Callable[[Progress], None] | None = None,
        until: datetime | None = None,
    ) -> None:
        self.site, self.settings, self.store, self.clock = site, settings, store, clock
        self.begun = begun
        self.run_id, self.warc, self.addresses, self.patience = run_id, warc, addresses, patience
        self.archive = Archive(Captures(store), warc.folder)
        self.manners = manners
        self.frontier = Frontier(store, clock, site.name, settings.lease_seconds, site.canonical)
        self.space = UrlSpace(site, self.frontier)
        self.tally = tally
        self.trouble: BaseException | None = None
        """What ended the crawl early; raised again once everything under way has come to rest."""
        self.stopping = False
        """Set when the user asked to stop."""
        self._on_progress = on_progress
        self._until = until
        self._blocked_in_a_row = 0
        self.commit_ended: Callable[[], None] = lambda: None
        """Commits the visits that have ended; the pipeline gives it."""
        self._in_hand: deque[FrontierUrl] = deque()
        """Leased and not begun."""
        self._under_way: set[str] = set()
        self._not_before: datetime | None = None
        self._counted_at: float | None = None
        self._known = 0
        """Visits of this crawl, those to come included, when they were last counted."""
        self._waiting_since: float | None = None

    @property
    def ending(self) -> bool:
        """Whether nothing more is to be begun."""
        return (
            self.stopping or self.trouble is not None or self.walled or self.out_of_time or not self.manners.may_begin()
        )

    @property
    def out_of_time(self) -> bool:
        """Whether the instant has come from which nothing more is begun."""
        return self._until is not None and self.clock.now() >= self._until

    @property
    def walled(self) -> bool:
        """Whether the site turned us away so often in a row that it is left alone for this night."""
        return self._blocked_in_a_row >= _BLOCKS_TO_LEAVE

    @property
    def under_way(self) -> int:
        """Visits leased and not settled."""
        return len(self._under_way)

    @property
    def at_limit(self) -> bool:
        """Whether as many pages and pictures were visited as the site file allows."""
        return self.under_way >= self._left

    @property
    def _left(self) -> int:
        """Visits that the site file still allows, those under way among them."""
        most = self.site.politeness.max_pages
        return sys.maxsize if most is None else most - self.tally.visits

    def next_url(self, at_once: int) -> FrontierUrl | None:
        """The next URL to visit; None where none may be begun now.

        A page that has arrived but is not committed is still under way: Scrapy's own limit counts it no longer, and a
        kill would lose more visits than are allowed at once.

        Args:
            at_once: Visits that may be under way at once.
        """
        if self.ending or (self._not_before and self.clock.now() < self._not_before):
            return None
        if not self._in_hand and not self._take(at_once):
            self.commit_ended()  # what has ended may have found something to visit
            if not self.ending:
                self._take(at_once)
        return self._in_hand.popleft() if self._in_hand else None

    def _take(self, at_once: int) -> bool:
        """Lease as many URLs as may be begun; False if nothing more is due."""
        free = min(at_once, self._left) - self.under_way
        if free <= 0:
            return True
        for url in self.frontier.lease(free):
            if url.key not in self._under_way:  # a lease that ran out while its page waits its turn is just renewed
                self._under_way.add(url.key)
                self._in_hand.append(url)
        return bool(self._in_hand)

    def settled(self, url: FrontierUrl) -> None:
        """A visit is over, well or not."""
        self._under_way.discard(url.key)
        self._waiting_since = None

    def has_more(self) -> bool:
        """Whether to go on: something is due, or will be soon enough to wait for."""
        self.commit_ended()
        if self.ending or (self.at_limit and not self._in_hand):
            return False
        due = self.clock.now() if self._in_hand else self.frontier.next_due()
        if due is None:
            return False
        due = max(due, self._not_before or due)
        if (self._until is not None and due >= self._until) or not self.manners.may_wait_until(due):
            return False
        wait = (due - self.clock.now()).total_seconds()
        return wait <= 0 or (wait <= self.patience.longest_wait_seconds and not self._waited_long())

    def _waited_long(self) -> bool:
        # By the machine's own clock: the injected one may stand still.
        if self._waiting_since is None:
            self._waiting_since = monotonic()
        return monotonic() - self._waiting_since > self.patience.longest_wait_seconds

    def committed(self, tally: Tally, *, blocked: bool) -> None:
        """A visit is in the ledger: count answers that turned us away one after the other, and tell whoever asked.

        Args:
            tally: The counts with this visit.
            blocked: Whether it was turned away.
        """
        self.tally = tally
        self._blocked_in_a_row = self._blocked_in_a_row + 1 if blocked else 0
        if self._on_progress is None:
            return
        if self._counted_at is None or monotonic() - self._counted_at > _COUNTED_EACH_SECONDS:
            self._counted_at, self._known = monotonic(), tally.visits + self.frontier.left()
        self._on_progress(
            Progress(
                site=self.site.name,
                pages=tally.pages,
                images=tally.images,
                listings=tally.listings,
                failed=tally.failed,
                blocked=tally.blocked,
                left=max(0, min(self._known - tally.visits, self._left)),
            )
        )

    def pause_until(self, instant: datetime) -> None:
        """Begin nothing before an instant: the site asked for a rest."""
        self._not_before = max(instant, self._not_before or instant)

    def abort(self, trouble: BaseException) -> None:
        """Begin nothing more; what is under way comes to rest first. The first trouble counts."""
        self.trouble = self.trouble or trouble
