"""Verdicts, each on one revision by one set of versions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lenswatch.core.clock import Clock
from lenswatch.core.digest import canonical_json, sha256_of
from lenswatch.core.verdict import Verdict, Versions
from lenswatch.ledger.instant import restored, stored
from lenswatch.ledger.listings import StoredListing, listing_from_json
from lenswatch.ledger.readings import ADMITTED, Choice
from lenswatch.ledger.store import Store

NEWEST_VERDICT = (
    "SELECT v2.id FROM verdict v2 JOIN run ON run.id = v2.run_id"
    " WHERE v2.revision_id = {revision} AND run.state = 'finished'"
    " ORDER BY v2.versions_sha256 = (SELECT subject FROM run WHERE kind = 'screening' AND state = 'finished'"
    " ORDER BY finished_at DESC, id DESC LIMIT 1) DESC, v2.id DESC LIMIT 1"
)
"""Id of the verdict a revision stands by: the screening that finished last decides which versions come first."""


@dataclass(frozen=True)
class JudgedListing:
    """A listing with its latest verdict."""

    stored: StoredListing
    verdict: Verdict


@dataclass(frozen=True)
class Verdicts:
    """The table of verdicts."""

    store: Store
    clock: Clock

    def add(self, judged: Sequence[tuple[int, Verdict]], run_id: str) -> None:
        """Record verdicts of revisions, all or none.

        The same versions come to the same verdict of the same words and pictures: one that stands is kept, the place
        of one of a failed run is taken.
        """
        now = stored(self.clock.now())
        with self.store.transaction() as connection:
            connection.executemany(
                "INSERT INTO verdict (revision_id, versions_sha256, run_id, score, band, disguise, verdict, decided_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (revision_id, versions_sha256) DO UPDATE SET"
                " run_id = excluded.run_id, decided_at = excluded.decided_at, score = excluded.score,"
                " band = excluded.band, disguise = excluded.disguise, verdict = excluded.verdict"
                " WHERE (SELECT state FROM run WHERE run.id = verdict.run_id) = 'failed'",
                [
                    (
                        revision_id,
                        versions_digest(verdict.versions),
                        run_id,
                        verdict.score,
                        verdict.band,
                        verdict.disguise,
                        verdict.model_dump_json(),
                        now,
                    )
                    for revision_id, verdict in judged
                ],
            )

    def replace(self, judged: Sequence[tuple[int, Verdict]], run_id: str) -> None:
        """Put verdicts in the place of those that the same versions came to when less was seen; these are kept aside.

        A verdict that has not changed stays as it is, with its run and time.
        """
        now = stored(self.clock.now())
        with self.store.transaction() as connection:
            for revision_id, verdict in judged:
                key = (revision_id, versions_digest(verdict.versions))
                text = verdict.model_dump_json()
                changed = connection.execute(
                    "INSERT INTO verdict_superseded (revision_id, versions_sha256, run_id, verdict, decided_at,"
                    " superseded_at) SELECT revision_id, versions_sha256, run_id, verdict, decided_at, ? FROM verdict"
                    " WHERE revision_id = ? AND versions_sha256 = ? AND verdict <> ?",
                    (now, *key, text),
                ).rowcount
                if changed:
                    connection.execute(
                        "UPDATE verdict SET run_id = ?, score = ?, band = ?, disguise = ?, verdict = ?, decided_at = ?"
                        " WHERE revision_id = ? AND versions_sha256 = ?",
                        (run_id, verdict.score, verdict.band, verdict.disguise, text, now, *key),
                    )

    def reportable(self, choice: Choice) -> Iterator[JudgedListing]:
        """As `latest`, but each listing with the newest words that an admitted source has read, if there are any.

        A listing whose words only a withheld site has read is left out. One that an import or another site has read
        too stays in, with the words read there.
        """
        newest = f"(SELECT max(g.revision_id) FROM reading g WHERE g.listing_key = l.key AND {ADMITTED})"  # noqa: S608 - a text of ours
        seen = (
            "iif(r.id = l.revision_id, l.last_seen, (SELECT max(seen_at) FROM reading g"
            " WHERE g.listing_key = l.key AND g.revision_id = r.id))"
        )
        return self._judged(newest, seen, choice.parameters)

    def latest(self) -> Iterator[JudgedListing]:
        """Each listing's current revision with its newest verdict of a finished screening, by key.

        The versions of the screening that finished last come first, so that a lexicon taken back is taken back here
        too. Listings that are gone from the platform are among them: gone is not cleared.
        """
        return self._judged("l.revision_id", "l.last_seen", {})

    def _judged(self, revision: str, last_seen: str, parameters: Mapping[str, str]) -> Iterator[JudgedListing]:
        query = (
            f"SELECT l.key, r.id, r.listing, l.first_seen, {last_seen}, r.capture_id, v.verdict "  # noqa: S608 - texts of this file
            f"FROM listing l JOIN revision r ON r.id = {revision} "
            f"JOIN verdict v ON v.id = ({NEWEST_VERDICT.format(revision='r.id')}) "
            "ORDER BY l.key"
        )
        for key, revision_id, text, first, last, capture_id, verdict in self.store.connection.execute(
            query, parameters
        ):
            listing = StoredListing(
                key, revision_id, listing_from_json(text), restored(first), restored(last), capture_id
            )
            yield JudgedListing(listing, Verdict.model_validate_json(verdict))

    def last_run(self) -> str | None:
        """The finished screening that came to a verdict last; one that found nothing new does not count."""
        row = self.store.connection.execute(
            "SELECT v.run_id FROM verdict v JOIN run ON run.id = v.run_id WHERE run.state = 'finished' "
            "ORDER BY run.finished_at DESC, run.id DESC LIMIT 1"
        ).fetchone()
        return str(row[0]) if row else None

    def of(self, revision_id: int) -> Verdict | None:
        """The newest verdict on a revision."""
        row = self.store.connection.execute(
            "SELECT verdict FROM verdict WHERE revision_id = ? ORDER BY id DESC LIMIT 1", (revision_id,)
        ).fetchone()
        return Verdict.model_validate_json(row[0]) if row else None


_BESIDE_WORDS = {"image_model", "ocr_model", "lens_model", "library", "sellers"}
"""What looked at pictures differs from listing to listing; see `lenswatch.ledger.verdict_evidence`. What was decided of
sellers counts for listings screened from then on: with it in the digest, every listing would be judged anew."""


def versions_digest(versions: Versions) -> str:
    """One digest for everything that judges words; the name of a release changes none."""
    return sha256_of(canonical_json(versions.model_dump(exclude_none=True, exclude={"release", *_BESIDE_WORDS})))
