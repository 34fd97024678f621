"""The archive: every listing by the words it stands by, with what one set of versions judged of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from lenswatch.core.errors import UserError
from lenswatch.core.verdict import Band, Verdict
from lenswatch.ledger.instant import restored
from lenswatch.ledger.listings import StoredListing, listing_from_json
from lenswatch.ledger.runs import Run, RunKind
from lenswatch.ledger.store import Store

_ALL = "SELECT max(g.revision_id) FROM reading g WHERE g.listing_key = l.key AND g.sound = 1"
_JUDGED = (
    "SELECT max(x.id) FROM revision x JOIN verdict w ON w.revision_id = x.id"
    " WHERE x.listing_key = l.key AND w.run_id = :run"
)
_READ = (
    "SELECT max(id) FROM (SELECT x.id FROM revision x WHERE x.listing_key = l.key AND x.run_id = :run"
    " UNION ALL SELECT g.revision_id FROM reading g WHERE g.listing_key = l.key AND g.run_id = :run)"
)
_WORDS = {RunKind.SCREENING: _JUDGED, RunKind.CRAWL: _READ, RunKind.IMPORT: _READ}


@dataclass(frozen=True)
class StoredJudgement:
    """A verdict as the ledger holds it; its JSON is read only if asked for."""

    score: float
    band: Band
    text: str
    """The verdict as JSON."""

    @property
    def verdict(self) -> Verdict:
        """The whole verdict."""
        return Verdict.model_validate_json(self.text)

    @property
    def beside_words(self) -> bool:
        """Whether pictures, the reference library or what was decided of the seller took part."""
        marks = ('"library":', '"source":"seller"')
        return '"pictures_judged":0' not in self.text or any(mark in self.text for mark in marks)


@dataclass(frozen=True)
class ArchivedListing:
    """A listing, and what the versions asked for judged of it."""

    stored: StoredListing
    judged: StoredJudgement | None
    """None where these versions never judged these words."""


@dataclass(frozen=True)
class Archive:
    """The listings of a ledger, streamed: no more than one is held at a time.

    A listing stands by the words that a sound reading read last, as in `lenswatch.ledger.standing`; within a run, by
    the words of that run.

    Args:
        store: The ledger.
        run: Only what this run judged (a screening) or read (a crawl or an import); None is every listing.
    """

    store: Store
    run: Run | None = None

    def __post_init__(self) -> None:
        if self.run is not None and self.run.kind not in _WORDS:
            raise UserError("run {run}: is no screening, crawl or import; name another.", run=self.run.id)

    def count(self) -> int:
        """How many listings there are."""
        (count,) = self.store.connection.execute(
            f"SELECT count(*) FROM listing l WHERE ({self._words}) IS NOT NULL",  # noqa: S608 - texts of this file
            self._parameters,
        ).fetchone()
        return int(count)

    def listings(self, versions_sha256: str) -> Iterator[ArchivedListing]:
        """Each listing with what some versions judged of it, by key."""
        query = (
            "SELECT l.key, r.id, r.listing, l.first_seen, l.last_seen, r.capture_id, v.score, v.band, v.verdict"  # noqa: S608 - texts of this file
            f" FROM listing l JOIN revision r ON r.id = ({self._words})"
            " LEFT JOIN verdict v ON v.revision_id = r.id AND v.versions_sha256 = :versions"
            " AND (SELECT state FROM run WHERE run.id = v.run_id) <> 'failed' ORDER BY l.key"
        )
        rows = self.store.connection.execute(query, {**self._parameters, "versions": versions_sha256})
        for key, revision_id, text, first, last, capture_id, score, band, verdict in rows:
            stored = StoredListing(
                key, revision_id, listing_from_json(text), restored(first), restored(last), capture_id
            )
            judged = None if verdict is None else StoredJudgement(score, Band(band), verdict)
            yield ArchivedListing(stored, judged)

    @property
    def _words(self) -> str:
        return _WORDS[self.run.kind] if self.run else _ALL

    @property
    def _parameters(self) -> dict[str, str]:
        return {"run": self.run.id} if self.run else {}
