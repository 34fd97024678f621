"""Which listings were held against the library, and what they re-use of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lenswatch.classifier.reuse.reference_match import ReferenceMatch
from lenswatch.core.clock import Clock
from lenswatch.ledger.instant import restored, stored
from lenswatch.ledger.store import Store

_MATCHES = (
    "SELECT m.reference_id, l.key, l.first_seen, min(m.first_at), max(m.expert_review),"
    " (SELECT min(v.decided_at) FROM verdict v JOIN revision x ON x.id = v.revision_id"
    " WHERE x.listing_key = l.key AND v.band = 'flag')"
    " FROM reference_match m JOIN revision r ON r.id = m.revision_id JOIN listing l ON l.key = r.listing_key"
    " GROUP BY m.reference_id, l.key ORDER BY m.reference_id, l.key"
)
_WAITING = (
    "SELECT l.key FROM listing l LEFT JOIN reference_comparison c ON c.revision_id = l.revision_id"
    " WHERE c.newest_reference IS NULL OR c.newest_reference < ? ORDER BY l.first_seen, l.key"
)


@dataclass(frozen=True)
class MatchedListing:
    """A listing that matched a reference at least once."""

    reference: int
    key: str
    first_seen: datetime
    """When the listing was seen first."""
    first_matched: datetime
    expert_review: bool
    """Whether a share ever reached one half."""
    first_flagged: datetime | None
    """When a verdict first put it into band flag; None if none did."""


@dataclass(frozen=True)
class ReferenceMatches:
    """The tables of comparisons and matches."""

    store: Store
    clock: Clock

    def record(self, revision_id: int, newest_reference: int, unseen: int, matches: Sequence[ReferenceMatch]) -> None:
        """Keep what a comparison found; when something was matched first is never overwritten."""
        now = stored(self.clock.now())
        with self.store.transaction() as connection:
            connection.execute(
                "INSERT INTO reference_comparison VALUES (?, ?, ?, ?) ON CONFLICT (revision_id) DO UPDATE SET"
                " newest_reference = excluded.newest_reference, compared_at = excluded.compared_at,"
                " unseen_pictures = excluded.unseen_pictures",
                (revision_id, newest_reference, now, unseen),
            )
            connection.executemany(
                "INSERT INTO reference_match VALUES (?, ?, ?, ?, ?) ON CONFLICT (revision_id, reference_id) DO UPDATE"
                " SET expert_review = max(expert_review, excluded.expert_review), match = excluded.match",
                [(revision_id, one.reference, now, int(one.expert_review), one.model_dump_json()) for one in matches],
            )

    def of(self, revision_id: int) -> tuple[ReferenceMatch, ...]:
        """What the last comparisons of a revision found, by reference."""
        rows = self.store.connection.execute(
            "SELECT match FROM reference_match WHERE revision_id = ? ORDER BY reference_id", (revision_id,)
        )
        return tuple(ReferenceMatch.model_validate_json(text) for (text,) in rows)

    def waiting(self, newest_reference: int) -> tuple[str, ...]:
        """Keys of listings whose present revision was not held against the whole library, the oldest first."""
        return tuple(key for (key,) in self.store.connection.execute(_WAITING, (newest_reference,)))

    def compared(self) -> tuple[int, int]:
        """Listings whose present revision was ever compared, and all listings."""
        done, every = self.store.connection.execute(
            "SELECT count(c.revision_id), count(*) FROM listing l"
            " LEFT JOIN reference_comparison c ON c.revision_id = l.revision_id"
        ).fetchone()
        return int(done), int(every)

    def listings(self) -> tuple[MatchedListing, ...]:
        """Every listing with each reference it ever matched."""
        rows = self.store.connection.execute(_MATCHES)
        return tuple(
            MatchedListing(
                reference, key, restored(seen), restored(at), bool(review), restored(flagged) if flagged else None
            )
            for reference, key, seen, at, review, flagged in rows
        )
