"""What one site's crawl may still ask for, and what it has asked: checked and counted as each request goes out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum
from time import monotonic

from lenswatch.core.clock import Clock
from lenswatch.ledger.host_loads import HostLoad, HostLoads
from lenswatch.ledger.store import Store
from lenswatch.spiders.fetching.refusals import RestError
from lenswatch.spiders.monitoring.impact import HostImpact, Observing, RobotsState

_VISITS_BETWEEN_NOTES = 50


class Rest(StrEnum):
    """Why a crawl came to rest although pages were left."""

    WINDOW = "window"
    """The hours in which the site may be visited are over, or have not begun."""
    BUDGET = "budget"
    """A host has had all the requests of the day."""
    MAX_PAGES = "max_pages"
    """As many pages as the site file allows were visited."""


@dataclass(frozen=True)
class Bounds:
    """What a crawl is held to."""

    closes_at: datetime | None
    """Nothing goes out from here on; None is no bound."""
    daily_requests: int | None
    """Requests to one host in one local day; None is no bound."""
    zone: tzinfo
    """In which days begin."""


@dataclass(frozen=True)
class Asked:
    """A request that went out."""

    host: str
    day: date
    """Local day it counts for."""
    when: datetime
    monotonic: float
    """The same instant on the machine's monotonic clock."""


@dataclass
class _Unwritten:
    """What was asked of a host on a day since the last commit."""

    requests: int
    bytes: int
    first_at: datetime
    last_at: datetime


class DailyCounts:
    """Requests to each host on each day, shared by all crawls of a process; the ledger is asked once for each."""

    def __init__(self, store: Store) -> None:
        self._loads = HostLoads(store)
        self._counts: dict[tuple[str, date], int] = {}

    def of(self, host: str, day: date) -> int:
        """Requests so far, those not yet written included."""
        place = (host, day)
        if place not in self._counts:
            self._counts[place] = self._loads.requests_of(host, day)
        return self._counts[place]

    def add(self, host: str, day: date, requests: int) -> None:
        """Count further requests; they are written later."""
        self._counts[host, day] = self.of(host, day) + requests


class Manners:
    """Holds one site's crawl to its bounds. Counts in memory; `write` puts them into the transaction of a visit.

    Args:
        store: The ledger; what other runs asked of the same hosts today counts.
        clock: Tells the time.
        run_id: The run this crawl belongs to.
        bounds: What the crawl is held to.
        days: What was asked of each host, by whatever crawl of this process.
    """

    def __init__(self, store: Store, clock: Clock, run_id: str, bounds: Bounds, days: DailyCounts) -> None:
        self._loads, self._store, self._clock, self._run_id = HostLoads(store), store, clock, run_id
        self.bounds = bounds
        self.rest: Rest | None = None
        """Why nothing more may go out; None while it may."""
        self.rest_host: str | None = None
        """The host whose budget is spent."""
        self._days = days
        self._unwritten: dict[tuple[str, date], _Unwritten] = {}
        self._observing: dict[str, Observing] = {}
        self._visits_since_note = 0

    def may_begin(self) -> bool:
        """Whether a visit may be begun now."""
        if self.rest is None and self.bounds.closes_at is not None and self._clock.now() >= self.bounds.closes_at:
            self.rest = Rest.WINDOW
        return self.rest is None

    def may_wait_until(self, instant: datetime) -> bool:
        """Whether a visit that is due then may still be begun; if not, the crawl comes to rest now."""
        if self.bounds.closes_at is not None and instant >= self.bounds.closes_at:
            self.rest = self.rest or Rest.WINDOW
        return self.rest is None

    def asking(self, host: str) -> Asked:
        """A request is about to go out: count it, or refuse it.

        Raises:
            RestError: If the window has closed, or the host's budget of the day is spent.
        """
        if not self.may_begin():
            raise RestError(host)
        now, most = self._clock.now(), self.bounds.daily_requests
        asked = Asked(host, self._day(now), now, monotonic())
        if most is not None and self._days.of(host, asked.day) >= most:
            self.rest, self.rest_host = Rest.BUDGET, host
            raise RestError(host)
        self._count(asked.host, asked.day, now, requests=1)
        self._observed(host).asked(asked.monotonic)
        return asked

    def answered(self, asked: Asked, status: int, size: int, pause: float | None) -> None:
        """An answer is complete.

        Args:
            asked: What `asking` returned.
            status: HTTP status.
            size: Bytes of its payload.
            pause: The rest it asks for, in seconds.
        """
        self._count(asked.host, asked.day, asked.when, size=size)
        self._observed(asked.host).answered(monotonic() - asked.monotonic, status, pause)

    def robots(self, host: str, state: RobotsState, crawl_delay: float | None = None) -> None:
        """What became of a host's robots.txt."""
        self._observed(host).robots(state, crawl_delay)

    def presume(self, hosts: Iterable[str]) -> None:
        """A kill left visits under way and nobody knows whether they were asked for: they count, robots.txt too."""
        now = self._clock.now()
        for host, count in Counter(hosts).items():
            self._count(host, self._day(now), now, requests=count + 1)

    def write(self, *, whole: bool = False) -> None:
        """Write what was counted; call it in a transaction, and `written` once that is committed.

        Args:
            whole: Write how the hosts fared too, which else is written now and then.
        """
        for (host, day), load in self._unwritten.items():
            self._loads.add(host, day, self._run_id, HostLoad(load.requests, load.bytes, load.first_at, load.last_at))
        self._visits_since_note += 1
        if whole or self._visits_since_note >= _VISITS_BETWEEN_NOTES:
            self._visits_since_note = 0
            for host, observing in self._observing.items():
                self._loads.note_impact(self._run_id, host, observing.so_far().model_dump(mode="json"))

    def written(self) -> None:
        """What was written is committed."""
        self._unwritten.clear()

    def settle(self) -> None:
        """Write everything in a transaction of its own, at the end of a crawl."""
        with self._store.transaction():
            self.write(whole=True)
        self.written()

    def impact(self) -> tuple[HostImpact, ...]:
        """What the run asked of each host, calls before this one included; complete after `settle`."""
        loads = self._loads.of_run(self._run_id)
        return tuple(HostImpact.of(host, load, self._observed(host).so_far()) for host, load in loads.items())

    def _count(self, host: str, day: date, when: datetime, *, requests: int = 0, size: int = 0) -> None:
        self._days.add(host, day, requests)
        load = self._unwritten.setdefault((host, day), _Unwritten(0, 0, when, when))
        load.requests, load.bytes = load.requests + requests, load.bytes + size
        load.first_at, load.last_at = min(load.first_at, when), max(load.last_at, when)

    def _day(self, instant: datetime) -> date:
        return instant.astimezone(self.bounds.zone).date()

    def _observed(self, host: str) -> Observing:
        if host not in self._observing:
            self._observing[host] = Observing(self._loads.impact_of(self._run_id, host))
        return self._observing[host]
