"""What is new since the last night: by band and revision; only listings that are spoken of are read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lenswatch.core.clock import Clock
from lenswatch.core.verdict import Band
from lenswatch.ledger.captures import Captures
from lenswatch.ledger.listings import Listings, StoredListing
from lenswatch.ledger.standing import Stand, Standing, stand_of, versions_of
from lenswatch.ledger.store import Store
from lenswatch.operations.nightly.summary import Capture, Changes, ListingNote, SellerNote


@dataclass(frozen=True)
class Comparison:
    """Two moments of one ledger."""

    store: Store
    clock: Clock
    before: Mapping[str, Stand]
    now: Standing
    doubtful: frozenset[str]
    """Platforms whose sites tonight may not be believed: what they no longer show may be there all the same."""

    def changes(self) -> Changes:
        """What is new."""
        was = {key: stand for key, stand in self.before.items() if stand.band is Band.FLAG}
        flagged = self.now.flagged
        return Changes(
            new_suspects=self._notes(
                (key, self._why(key, self.before.get(key), stand)) for key, stand in flagged.items() if key not in was
            ),
            no_longer_suspected=self._notes(
                (key, self._why_no_longer(stand)) for key, stand in was.items() if key not in flagged
            ),
            gone=self._notes(
                ((key, ()) for key, stand in self.now.stands.items() if stand.gone and not self._was_gone(key, stand)),
                with_capture=True,
            ),
            new_sellers=self._new_sellers(was, flagged),
        )

    def _was_gone(self, key: str, now: Stand) -> bool:
        before = self.before.get(key)
        return now.platform in self.doubtful or (before is not None and before.gone)

    def to_keep(self) -> list[Stand]:
        """Who is suspected at the end of this night, for the next to compare with."""
        kept = []
        for key, stand in self.now.stands.items():
            known = stand.platform not in self.doubtful
            before = self.before.get(key)
            kept.append(replace(stand, gone=stand.gone if known else before is not None and before.gone))
        return kept

    def _why(self, key: str, before: Stand | None, now: Stand) -> tuple[str, ...]:
        """Why a listing is suspected that was not; one in band clear before left no trace but its earlier verdicts."""
        if before is not None:
            return self._changed((before.revision_id, before.versions_sha256), (now.revision_id, now.versions_sha256))
        earlier = self.store.connection.execute(
            "SELECT v.revision_id, v.versions_sha256 FROM verdict v JOIN revision r ON r.id = v.revision_id"
            " WHERE r.listing_key = ? AND NOT (v.revision_id = ? AND v.versions_sha256 = ?) ORDER BY v.id DESC LIMIT 1",
            (key, now.revision_id, now.versions_sha256),
        ).fetchone()
        if earlier is None:
            return ("pictures",) if self._superseded(now) else ("new listing",)
        return self._changed((earlier[0], earlier[1]), (now.revision_id, now.versions_sha256))

    def _why_no_longer(self, before: Stand) -> tuple[str, ...]:
        now = stand_of(self.store, before.key)
        return self._changed((before.revision_id, before.versions_sha256), now) if now else ()

    def _changed(self, before: tuple[int, str], now: tuple[int, str]) -> tuple[str, ...]:
        because = ["listing"] if before[0] != now[0] else []
        if before[1] != now[1]:
            old, new = versions_of(self.store, before[1]), versions_of(self.store, now[1])
            if old and new:
                fields = ("lexicon", "rules", "software")
                because += [name for name in fields if getattr(old, name) != getattr(new, name)]
        return tuple(because) or (("pictures",) if before == now else ())

    def _superseded(self, stand: Stand) -> bool:
        """Whether the same versions judged the same words before, when less was seen in the pictures."""
        found = self.store.connection.execute(
            "SELECT 1 FROM verdict_superseded WHERE revision_id = ? AND versions_sha256 = ? LIMIT 1",
            (stand.revision_id, stand.versions_sha256),
        )
        return found.fetchone() is not None

    def _notes(
        self, keys: Iterable[tuple[str, tuple[str, ...]]], *, with_capture: bool = False
    ) -> tuple[ListingNote, ...]:
        listings = Listings(self.store, self.clock)
        found = []
        for key, because in sorted(keys):
            for one in listings.find(key):
                capture = self._capture(one) if with_capture else None
                found.append(_note(one, because, capture))
        return tuple(found)

    def _capture(self, one: StoredListing) -> Capture | None:
        kept = Captures(self.store).get(one.capture_id) if one.capture_id else None
        if kept is None:
            return None
        return Capture(
            captured_at=kept.captured_at,
            warc_file=kept.warc_file,
            warc_record_id=kept.warc_record_id,
            payload_sha256=kept.payload_sha256,
        )

    def _new_sellers(self, was: Mapping[str, Stand], now: Mapping[str, Stand]) -> tuple[SellerNote, ...]:
        known = {(stand.platform, stand.seller_id) for stand in was.values()}
        new = {(s.platform, s.seller_id): s.key for s in now.values()}
        listings = Listings(self.store, self.clock)
        notes = []
        for (platform, seller_id), key in sorted(new.items(), key=str):
            if (platform, seller_id) in known or seller_id is None:
                continue
            (one,) = listings.find(key)
            seller = one.listing.seller
            notes.append(SellerNote(platform=platform, id=seller_id, name=seller.name if seller else None))
        return tuple(notes)


def _note(one: StoredListing, because: tuple[str, ...], capture: Capture | None) -> ListingNote:
    seller = one.listing.seller
    return ListingNote(
        key=one.key,
        title=one.listing.title,
        url=one.listing.url,
        seller=(seller.name or seller.id) if seller else None,
        because=because,
        capture=capture,
    )
