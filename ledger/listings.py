"""Listings and their history: a change is a new revision, nothing is overwritten."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from lenswatch.core.clock import Clock
from lenswatch.core.digest import canonical_json, sha256_of
from lenswatch.core.listing import Listing
from lenswatch.core.sighting import Sighting
from lenswatch.ledger.instant import restored, stored
from lenswatch.ledger.readings import Readings
from lenswatch.ledger.store import Store

_SELECT = "SELECT l.key, r.id, r.listing, l.first_seen, l.last_seen, r.capture_id FROM listing l JOIN revision r"
_NOT_CONTENT = {"seen", "captured_at", "read_from", "url"}


@dataclass(frozen=True)
class StoredListing:
    """A listing as the ledger holds it."""

    key: str
    revision_id: int
    listing: Listing
    first_seen: datetime
    last_seen: datetime
    capture_id: int | None


class _Seen(NamedTuple):
    """In which run, on which answer and when a listing was seen."""

    run_id: str
    capture_id: int | None
    now: str


@dataclass(frozen=True)
class Listings:
    """The tables of listings, revisions and sightings."""

    store: Store
    clock: Clock

    def record(self, listing: Listing, run_id: str, capture_id: int | None) -> bool:
        """Record what was seen; True if the listing is new or changed.

        Raises:
            ValueError: If the listing has neither platform nor id or url to be known by.
        """
        key, now = listing_key(listing), stored(self.clock.now())
        digest = content_digest(listing)
        with self.store.transaction() as connection:
            row = connection.execute(
                "SELECT r.content_sha256, r.id FROM listing l JOIN revision r ON r.id = l.revision_id WHERE l.key = ?",
                (key,),
            ).fetchone()
            if row and row[0] == digest:
                # The address too: "not modified" and "gone" are told by address.
                connection.execute(
                    "UPDATE listing SET last_seen = ?, state = 'live', url = coalesce(?, url) WHERE key = ?",
                    (now, listing.url, key),
                )
                # Where a power loss took the response that showed this content, the present one takes its place.
                connection.execute(
                    "UPDATE revision SET capture_id = ? WHERE id = ? "
                    "AND (SELECT lost FROM capture WHERE id = revision.capture_id) = 1",
                    (capture_id, row[1]),
                )
            else:
                self._revise(key, listing, digest, _Seen(run_id, capture_id, now))
            Readings(self.store).note(key, run_id, now)
            for sighting in listing.seen:
                self._sighted(key, sighting, run_id, now)
        return not (row and row[0] == digest)

    def _revise(self, key: str, listing: Listing, digest: str, seen: _Seen) -> None:
        connection, now = self.store.connection, seen.now
        seller_id = listing.seller.id if listing.seller else None
        connection.execute(
            "INSERT INTO listing (key, platform, listing_id, url, seller_id, state, first_seen, last_seen) "
            "VALUES (?, ?, ?, ?, ?, 'live', ?, ?) ON CONFLICT (key) DO UPDATE SET url = excluded.url, "
            "seller_id = excluded.seller_id, state = 'live', last_seen = excluded.last_seen",
            (key, listing.platform or "", listing.id, listing.url, seller_id, now, now),
        )
        cursor = connection.execute(
            "INSERT INTO revision (listing_key, content_sha256, listing, capture_id, run_id, recorded_at) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (key, digest, listing.model_dump_json(exclude_none=True), seen.capture_id, seen.run_id, now),
        )
        connection.execute("UPDATE listing SET revision_id = ? WHERE key = ?", (cursor.lastrowid, key))

    def record_sighting(self, key: str, sighting: Sighting, run_id: str) -> None:
        """Note where a listing was shown in this run."""
        with self.store.transaction():
            self._sighted(key, sighting, run_id, stored(self.clock.now()))

    def _sighted(self, key: str, sighting: Sighting, run_id: str, now: str) -> None:
        self.store.connection.execute(
            "INSERT OR IGNORE INTO sighting (listing_key, page_url, surface, query, page, rank, run_id, seen_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(key, sighting.page_url, sighting.surface, sighting.query or ""),
                *(sighting.page, sighting.rank, run_id, now),
            ),
        )

    def seen_unchanged(self, url: str, run_id: str) -> None:
        """A page answered "not modified": its listing is still there."""
        now = stored(self.clock.now())
        with self.store.transaction() as connection:
            connection.execute("UPDATE listing SET last_seen = ?, state = 'live' WHERE url = ?", (now, url))
            Readings(self.store).seen_again(url, run_id, now)

    def mark_gone(self, url: str) -> None:
        """A page is no more; its last good revision and capture stay."""
        with self.store.transaction() as connection:
            connection.execute("UPDATE listing SET state = 'gone' WHERE url = ?", (url,))

    def find(self, wanted: str) -> list[StoredListing]:
        """The listing of a key, else all whose platform knows them by an id."""
        return list(self._select("WHERE l.key = ?", (wanted,))) or list(
            self._select("WHERE l.listing_id = ? ORDER BY l.key", (wanted,))
        )

    def revisions(self, ids: Sequence[int]) -> list[StoredListing]:
        """Listings by their revisions, in the order of the numbers."""
        marks = ", ".join("?" * len(ids))
        return list(self._select(f"WHERE r.id IN ({marks}) ORDER BY r.id", tuple(ids), join="r.listing_key = l.key"))

    def unscreened(self, versions_sha256: str, after: int, most: int) -> list[StoredListing]:
        """Revisions that the given versions have not judged, oldest first; verdicts of a failed run do not count.

        They are the current ones, and those that a report may stand on where a source turns out unsound.

        Args:
            versions_sha256: Digest of the versions that judge now.
            after: Revisions up to this id are left out; 0 for all.
            most: How many at the most.
        """
        return list(
            self._select(
                "WHERE r.id > ? AND (r.id = l.revision_id OR EXISTS"
                " (SELECT 1 FROM reading g WHERE g.listing_key = r.listing_key AND g.revision_id = r.id))"
                " AND NOT EXISTS (SELECT 1 FROM verdict v JOIN run ON run.id = v.run_id"
                " WHERE v.revision_id = r.id AND v.versions_sha256 = ? AND run.state <> 'failed')"
                " ORDER BY r.id LIMIT ?",
                (after, versions_sha256, most),
                join="r.listing_key = l.key",
            )
        )

    def _select(
        self, where: str, parameters: tuple[str | int, ...], join: str = "r.id = l.revision_id"
    ) -> Iterator[StoredListing]:
        query = f"{_SELECT} ON {join} {where}"
        for key, revision_id, text, first, last, capture_id in self.store.connection.execute(query, parameters):
            yield StoredListing(
                key=key,
                revision_id=revision_id,
                listing=listing_from_json(text),
                first_seen=restored(first),
                last_seen=restored(last),
                capture_id=capture_id,
            )


def listing_key(listing: Listing) -> str:
    """Platform and id; where the id is missing, platform and a digest of the address.

    Raises:
        ValueError: If there is neither.
    """
    if listing.id:
        return f"{listing.platform or ''}:{listing.id}"
    place = listing.canonical_url or listing.url
    if not place:
        raise ValueError("a listing needs an id or a url to be recorded")
    return f"{listing.platform or ''}:url-{sha256_of(place.encode())[:16]}"


def content_digest(listing: Listing) -> str:
    """Digest of what the seller wrote: the same offer seen again elsewhere or later is unchanged."""
    content: dict[str, Any] = listing.model_dump(mode="json", exclude=_NOT_CONTENT, exclude_none=True)
    return sha256_of(canonical_json(content))


def listing_from_json(text: str) -> Listing:
    """A listing as `model_dump_json` wrote it, prices exact."""
    return Listing.model_validate(json.loads(text, parse_float=Decimal))
