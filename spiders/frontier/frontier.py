"""The durable frontier: what is to be visited, kept in the ledger's own file.

A URL is leased while it is under way and becomes done in the transaction that records what it held. A kill
therefore loses nothing: what was under way is visited again, and nothing is recorded twice.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lenswatch.core.clock import Clock
from lenswatch.core.messages import Message
from lenswatch.core.sighting import Surface
from lenswatch.ledger.instant import restored, stored
from lenswatch.ledger.store import Store
from lenswatch.spiders.frontier.frontier_url import FOLLOW_PRIORITY, FrontierUrl, Kind, NewUrl, State, Visit
from lenswatch.spiders.web_address import canonical, fetchable

_FIELDS = (
    "url, address, kind, priority, attempts, found_on, surface, rank, redirects, etag, last_modified, payload_sha256,"
    " depth"
)


@dataclass(frozen=True)
class Frontier:
    """The URLs of one site."""

    store: Store
    clock: Clock
    site_name: str
    lease_seconds: int
    """How long a URL under way stays leased without news."""
    canonical: Callable[[str], str | None] = canonical
    """Gives the one form under which an address is known."""

    def add(self, urls: Iterable[NewUrl], depth: int = 0) -> int:
        """Add what is not known yet; what is known only learns where it was seen last.

        An address that was gone and is linked again waits once more. Text that is no http(s) address is left out.

        Args:
            urls: What was found.
            depth: How many links they lie from a start.

        Returns:
            How many were new.
        """
        now, before = stored(self.clock.now()), self.store.connection.total_changes
        known = 0
        with self.store.transaction() as connection:
            for url in urls:
                key = self.canonical(url.address)
                if key is None:
                    continue
                place = (url.found_on, url.surface, url.rank)
                added = connection.execute(
                    "INSERT OR IGNORE INTO frontier (site, url, address, kind, state, priority, next_visit, found_on,"
                    " surface, rank, redirects, depth) VALUES (?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?, ?, ?)",
                    (
                        *(self.site_name, key, fetchable(url.address), url.kind, url.priority, now, *place),
                        *(url.redirects, depth),
                    ),
                ).rowcount
                if not added:
                    known += connection.execute(
                        "UPDATE frontier SET found_on = coalesce(?, found_on), surface = coalesce(?, surface),"
                        " rank = coalesce(?, rank), priority = max(priority, ?), depth = min(depth, ?),"
                        " state = iif(state = 'gone' AND next_visit <= ?, 'waiting', state) WHERE site = ? AND url = ?",
                        (*place, url.priority, depth, now, self.site_name, key),
                    ).rowcount
        return self.store.connection.total_changes - before - known

    def narrow(self, addresses: Iterable[str]) -> None:
        """Let nothing wait but the given addresses; the others wait again once they are added when they are due."""
        kept = {canonical(address) for address in addresses}
        with self.store.transaction() as connection:
            known = connection.execute("SELECT url FROM frontier WHERE site = ?", (self.site_name,)).fetchall()
            connection.executemany(
                "UPDATE frontier SET state = 'gone' WHERE site = ? AND url = ?",
                [(self.site_name, key) for (key,) in known if key not in kept],
            )

    def wake(self, always: Iterable[str] = ()) -> None:
        """At the start of a crawl: what was visited and is due again waits, and so do the given addresses.

        Within one crawl nothing else wakes, so a crawl ends even where every page is due again at once.
        """
        now = stored(self.clock.now())
        with self.store.transaction() as connection:
            connection.execute(
                "UPDATE frontier SET state = 'waiting', attempts = 0 "
                "WHERE site = ? AND state IN ('done', 'failed') AND next_visit <= ?",
                (self.site_name, now),
            )
            connection.executemany(
                "UPDATE frontier SET state = 'waiting', attempts = 0, next_visit = ? "
                "WHERE site = ? AND url = ? AND state = 'failed'",
                [(now, self.site_name, self.canonical(address)) for address in always],
            )

    def read_anew(self, since: datetime) -> None:
        """Pages visited since then are due at once and are read whatever the site says of a change.

        For a crawl that turned out unsound: what it made of a page may be wrong though the page stays as it is.
        """
        with self.store.transaction() as connection:
            connection.execute(
                "UPDATE frontier SET etag = NULL, last_modified = NULL, payload_sha256 = NULL, next_visit = ? "
                "WHERE site = ? AND kind = 'page' AND state = 'done' AND visited_at >= ?",
                (stored(self.clock.now()), self.site_name, stored(since)),
            )

    def lease(self, count: int) -> tuple[FrontierUrl, ...]:
        """Take up to `count` due URLs, highest priority first; a lease that has run out is given again."""
        now = self.clock.now()
        until = stored(now + timedelta(seconds=self.lease_seconds))
        with self.store.transaction() as connection:
            rows = self._due("state = 'waiting' AND next_visit <= ?", stored(now), count)
            if not rows:
                rows = self._due("state = 'leased' AND leased_until <= ?", stored(now), count)
            connection.executemany(
                "UPDATE frontier SET state = 'leased', leased_until = ? WHERE site = ? AND url = ?",
                [(until, self.site_name, row[0]) for row in rows],
            )
        return tuple(_url(row) for row in rows)

    def _due(self, condition: str, now: str, count: int) -> list[tuple[Any, ...]]:
        return self.store.connection.execute(
            f"SELECT {_FIELDS} FROM frontier WHERE site = ? AND {condition} "  # noqa: S608 - texts of this file
            "ORDER BY priority DESC, next_visit, url LIMIT ?",
            (self.site_name, now, count),
        ).fetchall()

    def leased(self) -> tuple[str, ...]:
        """Addresses under way, or left so by a process that is gone."""
        rows = self.store.connection.execute(
            "SELECT address FROM frontier WHERE site = ? AND state = 'leased'", (self.site_name,)
        )
        return tuple(str(row[0]) for row in rows)

    def knows(self, key: str) -> bool:
        """Whether an address, in its canonical form, was taken up before."""
        found = self.store.connection.execute(
            "SELECT 1 FROM frontier WHERE site = ? AND url = ?", (self.site_name, key)
        ).fetchone()
        return found is not None

    def lists(self) -> Iterable[str]:
        """Canonical addresses of the pages that lead to offers; those a crawl begins with are left out."""
        rows = self.store.connection.execute(
            "SELECT url FROM frontier WHERE site = ? AND kind = ? AND priority = ? AND depth > 0",
            (self.site_name, Kind.PAGE, FOLLOW_PRIORITY),
        )
        return (str(row[0]) for row in rows)

    def reorder(self, key: str, priority: int) -> None:
        """Change when a URL has its turn among those that wait."""
        with self.store.transaction() as connection:
            connection.execute(
                "UPDATE frontier SET priority = ? WHERE site = ? AND url = ?", (priority, self.site_name, key)
            )

    def release(self) -> None:
        """Give back what is leased: the process that held it is gone, or is going."""
        with self.store.transaction() as connection:
            connection.execute(
                "UPDATE frontier SET state = 'waiting', leased_until = NULL WHERE site = ? AND state = 'leased'",
                (self.site_name,),
            )

    def done(self, key: str, visit: Visit) -> None:
        """A visit brought something; call it in the transaction that records what."""
        self._settle(
            key,
            "state = 'done', etag = ?, last_modified = ?, payload_sha256 = ?, redirects_to = ?",
            (visit.etag, visit.last_modified, visit.payload_sha256, visit.redirects_to),
            visit.status,
            visit.next_visit,
        )

    def unchanged(self, key: str, visit: Visit) -> None:
        """A visit found the page as it was; what marks its version is kept unless newly given."""
        self._settle(
            key,
            "state = 'done', etag = coalesce(?, etag), last_modified = coalesce(?, last_modified)",
            (visit.etag, visit.last_modified),
            visit.status,
            visit.next_visit,
        )

    def gone(self, key: str, visit: Visit) -> None:
        """The page is no more."""
        self._settle(key, "state = 'gone', etag = NULL, last_modified = NULL", (), visit.status, visit.next_visit)

    def failed(self, key: str, problem: Message, status: int | None, *, retry_at: datetime | None) -> None:
        """A visit went wrong: wait until `retry_at`, or give up for this crawl and try in the next."""
        self._settle(
            key,
            "state = ?, attempts = attempts + 1, problem = ?",
            (State.FAILED if retry_at is None else State.WAITING, str(problem)),
            status,
            retry_at or self.clock.now(),
        )

    def put_off(self, key: str, problem: Message, status: int | None, *, until: datetime) -> None:
        """The site does not want us there now: not again in this crawl, and not before `until`."""
        self._settle(key, "state = 'failed', problem = ?", (str(problem),), status, until)

    def move(self, key: str, address: str, redirects: int) -> None:
        """The same page under another spelling of its address: visit that one."""
        with self.store.transaction() as connection:
            connection.execute(
                "UPDATE frontier SET state = 'waiting', leased_until = NULL, address = ?, redirects = ?, etag = NULL,"
                " last_modified = NULL, payload_sha256 = NULL WHERE site = ? AND url = ?",
                (address, redirects, self.site_name, key),
            )

    def visit_again(self, addresses: Iterable[str]) -> None:
        """What a visit had brought was lost: visit these addresses again, whole, whenever they were due."""
        now = stored(self.clock.now())
        with self.store.transaction() as connection:
            connection.executemany(
                "UPDATE frontier SET state = 'waiting', attempts = 0, leased_until = NULL, next_visit = ?, etag = NULL,"
                " last_modified = NULL, payload_sha256 = NULL WHERE site = ? AND url = ?",
                [(now, self.site_name, canonical(address)) for address in addresses],
            )

    def _settle(
        self, key: str, change: str, values: tuple[object, ...], status: int | None, next_visit: datetime
    ) -> None:
        extra = "" if "problem" in change else ", attempts = 0, problem = NULL"
        with self.store.transaction() as connection:
            connection.execute(
                f"UPDATE frontier SET {change}{extra}, leased_until = NULL, status = ?, visited_at = ?, next_visit = ? "  # noqa: S608 - `change` is written in this file
                "WHERE site = ? AND url = ?",
                (*values, status, stored(self.clock.now()), stored(next_visit), self.site_name, key),
            )

    def leads_back(self, key: str, target: str) -> bool:
        """Whether following the redirects known from `target` comes to `key`."""
        seen: set[str] = set()
        place = self.canonical(target)
        while place is not None and place not in seen:
            if place == key:
                return True
            seen.add(place)
            row = self.store.connection.execute(
                "SELECT redirects_to FROM frontier WHERE site = ? AND url = ?", (self.site_name, place)
            ).fetchone()
            place = row[0] if row else None
        return False

    def next_due(self) -> datetime | None:
        """When the next waiting or overdue URL may be visited; None where nothing waits."""
        row = self.store.connection.execute(
            "SELECT min(due) FROM (SELECT min(next_visit) AS due FROM frontier WHERE site = ? AND state = 'waiting' "
            "UNION ALL SELECT min(leased_until) FROM frontier "
            "WHERE site = ? AND state = 'leased' AND leased_until <= ?)",
            (self.site_name, self.site_name, stored(self.clock.now())),
        ).fetchone()
        return restored(row[0]) if row[0] else None

    def left(self) -> int:
        """How many URLs wait or are under way."""
        (count,) = self.store.connection.execute(
            "SELECT count(*) FROM frontier WHERE site = ? AND state IN ('waiting', 'leased')", (self.site_name,)
        ).fetchone()
        return int(count)

    def counts(self) -> Mapping[State, int]:
        """How many URLs are in each state."""
        rows = self.store.connection.execute(
            "SELECT state, count(*) FROM frontier WHERE site = ? GROUP BY state", (self.site_name,)
        )
        found = {State(state): int(count) for state, count in rows}
        return {state: found.get(state, 0) for state in State}


def _url(row: Sequence[Any]) -> FrontierUrl:
    key, address, kind, priority, attempts, found_on, surface, rank, redirects, etag, last_modified, digest, depth = row
    return FrontierUrl(
        key=key,
        address=address,
        kind=Kind(kind),
        priority=priority,
        attempts=attempts,
        found_on=found_on,
        surface=Surface(surface) if surface else None,
        rank=rank,
        redirects=redirects,
        etag=etag,
        last_modified=last_modified,
        payload_sha256=digest,
        depth=depth,
    )
