"""What verdicts stand on beside words, and which of them more could be said about now."""

from collections.abc import Sequence
from dataclasses import dataclass

from lenswatch.core.picture_note import LATER, PictureProblem
from lenswatch.core.verdict import Verdict
from lenswatch.ledger.store import Store

_WAITING = (
    "SELECT r.id FROM revision r JOIN listing l ON l.key = r.listing_key"
    " JOIN verdict v ON v.revision_id = r.id AND v.versions_sha256 = :versions"
    " LEFT JOIN verdict_evidence e ON e.revision_id = r.id AND e.versions_sha256 = v.versions_sha256"
    " WHERE r.id > :after AND v.run_id <> :run AND (r.id = l.revision_id OR EXISTS"
    " (SELECT 1 FROM reading g WHERE g.listing_key = r.listing_key AND g.revision_id = r.id))"
    " AND (coalesce(e.eyes_sha256, '') <> :eyes OR e.put_off > 0"
    " OR EXISTS (SELECT 1 FROM json_each(r.listing, '$.images') i JOIN capture c"
    " ON c.url = json_extract(i.value, '$.url') WHERE c.id > e.newest_capture"
    # A picture exchanged under its address comes with a payload that the address has not brought before.
    " AND (e.not_held > 0 OR (c.status = 200 AND c.rendered_from IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM capture o WHERE o.id = c.refers_to AND o.url = c.url)))))"
    " ORDER BY r.id LIMIT :most"
)


@dataclass(frozen=True)
class VerdictEvidence:
    """The table of evidence."""

    store: Store

    def note(self, judged: Sequence[tuple[int, Verdict]], versions_sha256: str, eyes_sha256: str) -> None:
        """Keep what verdicts stand on.

        Args:
            judged: Verdicts by revision.
            versions_sha256: Digest of what judged the words.
            eyes_sha256: Digest of what looked at pictures, and of the library's state.
        """
        newest = self.newest_capture()
        with self.store.transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO verdict_evidence VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (revision, versions_sha256, eyes_sha256, _put_off(verdict), _not_held(verdict), newest)
                    for revision, verdict in judged
                ],
            )

    def newest_capture(self) -> int:
        """Number of the newest capture; 0 where there is none."""
        (newest,) = self.store.connection.execute("SELECT coalesce(max(id), 0) FROM capture").fetchone()
        return int(newest)

    def waiting(self, versions_sha256: str, eyes_sha256: str, run_id: str, after: int, most: int) -> list[int]:
        """Revisions that these versions judged, and of which more may be seen now than then.

        Args:
            versions_sha256: Digest of what judges words.
            eyes_sha256: Digest of what looks now, and of the library's state.
            run_id: Verdicts of this run are left out.
            after: Revisions up to this id are left out; 0 for all.
            most: How many at the most.
        """
        parameters = {"versions": versions_sha256, "eyes": eyes_sha256, "run": run_id, "after": after, "most": most}
        return [int(row[0]) for row in self.store.connection.execute(_WAITING, parameters)]


def _put_off(verdict: Verdict) -> int:
    later = LATER - {PictureProblem.NOT_HELD}
    return sum(note.problem in later for note in verdict.pictures)


def _not_held(verdict: Verdict) -> int:
    return sum(note.problem is PictureProblem.NOT_HELD for note in verdict.pictures)
