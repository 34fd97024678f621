"""Who stands where: band and revision of each judged listing, without reading a single listing.

A listing stands by the words that a sound reading read last: a crawl that may not be believed moves nobody.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lenswatch.core.verdict import Band, Verdict, Versions
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import NEWEST_VERDICT

_SOUND = "(SELECT max(g.revision_id) FROM reading g WHERE g.listing_key = l.key AND g.sound = 1)"
_FROM = (
    f"FROM listing l JOIN revision r ON r.id = {_SOUND} "
    f"JOIN verdict v ON v.id = ({NEWEST_VERDICT.format(revision='r.id')})"
)


@dataclass(frozen=True)
class Stand:
    """A listing a person should look at, or that enters a draft."""

    key: str
    band: Band
    revision_id: int
    versions_sha256: str
    platform: str
    seller_id: str | None
    gone: bool
    """Whether the platform shows it no more."""


@dataclass(frozen=True)
class Standing:
    """All judged listings at one moment."""

    bands: Mapping[tuple[str, Band], int]
    """Platform and band to the number of listings; those that are gone count too: gone is not cleared."""
    stands: Mapping[str, Stand]
    """Key to listing, for those in band review or flag."""

    @property
    def flagged(self) -> Mapping[str, Stand]:
        """Those in band flag."""
        return {key: stand for key, stand in self.stands.items() if stand.band is Band.FLAG}


def standing_of(store: Store) -> Standing:
    """Where every listing stands by its newest verdict of a finished screening: one scan, no JSON is read."""
    query = f"SELECT l.key, l.platform, l.seller_id, l.state, r.id, v.versions_sha256, v.band {_FROM}"
    bands: Counter[tuple[str, Band]] = Counter()
    stands: dict[str, Stand] = {}
    for key, platform, seller, state, revision, versions, band in store.connection.execute(query):
        bands[platform, Band(band)] += 1
        if band != Band.CLEAR:
            stands[key] = Stand(key, Band(band), revision, versions, platform, seller or None, state == "gone")
    return Standing(bands, stands)


def unjudged(store: Store) -> int:
    """How many listings have no verdict of any finished screening on their present text."""
    (count,) = store.connection.execute(
        "SELECT count(*) FROM listing l WHERE NOT EXISTS (SELECT 1 FROM verdict v JOIN run ON run.id = v.run_id "
        "WHERE v.revision_id = l.revision_id AND run.state = 'finished')"
    ).fetchone()
    return int(count)


def stand_of(store: Store, key: str) -> tuple[int, str] | None:
    """Revision and versions that a listing stands by now, in whatever band."""
    row = store.connection.execute(
        f"SELECT r.id, v.versions_sha256 {_FROM} WHERE l.key = ?",
        (key,),
    ).fetchone()
    return (int(row[0]), str(row[1])) if row else None


def versions_of(store: Store, versions_sha256: str) -> Versions | None:
    """The versions behind a digest, from any verdict they came to."""
    row = store.connection.execute(
        "SELECT verdict FROM verdict WHERE versions_sha256 = ? LIMIT 1", (versions_sha256,)
    ).fetchone()
    return Verdict.model_validate_json(row[0]).versions if row else None


def keep_standing(store: Store, night_id: str, stands: Iterable[Stand]) -> None:
    """Keep who is suspected at the end of a night, and forget the earlier nights: the next compares with this one."""
    with store.transaction() as connection:
        connection.execute("DELETE FROM night_suspect")
        connection.executemany(
            "INSERT INTO night_suspect (night_id, listing_key, band, revision_id, versions_sha256, platform,"
            " seller, gone) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (night_id, s.key, s.band, s.revision_id, s.versions_sha256, s.platform, s.seller_id, int(s.gone))
                for s in stands
            ],
        )


def kept_standing(store: Store, night_id: str) -> dict[str, Stand]:
    """Who was suspected at the end of a night, by key."""
    rows = store.connection.execute(
        "SELECT listing_key, band, revision_id, versions_sha256, platform, seller, gone FROM night_suspect"
        " WHERE night_id = ?",
        (night_id,),
    )
    return {
        key: Stand(key, Band(band), revision, versions, platform, seller, bool(gone))
        for key, band, revision, versions, platform, seller, gone in rows
    }
