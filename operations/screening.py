"""Screening: of what is new in the ledger, or of a file."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from lenswatch.classifier.screener import Screener
from lenswatch.core.clock import Clock
from lenswatch.core.feed.row import FeedProblem, FeedRow
from lenswatch.core.picture_note import PictureProblem
from lenswatch.core.verdict import Band, Verdict
from lenswatch.ledger.listings import Listings, StoredListing
from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdict_evidence import VerdictEvidence
from lenswatch.ledger.verdicts import Verdicts, versions_digest
from lenswatch.operations.pictures.ledger_sight import LedgerSight
from lenswatch.operations.pictures.sight import Sight, screened
from lenswatch.operations.references.watching import Compared

_BATCH = 500
"""Verdicts committed at once; a kill loses at most these, and they are made again."""


@dataclass(frozen=True)
class PictureCounts:
    """What became of the pictures in one screening."""

    judged: int = 0
    """Pictures that took part in verdicts."""
    problems: Mapping[str, int] = field(default_factory=dict)
    """What kept others, or what is printed in them, from counting, and how often."""


@dataclass(frozen=True)
class ScreeningSummary:
    """What one screening of the ledger did."""

    run_id: str
    screened: int
    """Listings that were new or changed, that a changed lexicon had not judged, or of which more was seen."""
    bands: Mapping[Band, int]
    """Of those, how many in each band."""
    pictures: PictureCounts = PictureCounts()
    reused: tuple[Compared, ...] = ()
    """Listings first held against the library, or against its newest references, that share a part with one."""


def screen_ledger(
    store: Store,
    screener: Screener,
    clock: Clock,
    on_progress: Callable[[int], None] = lambda _: None,
    sight: LedgerSight | None = None,
) -> ScreeningSummary:
    """Judge every listing the present versions have not judged. Resumes by itself what was interrupted.

    With pictures, listings are held against the reference library first; and those are judged again of which more can
    be seen than when they were judged: what was put off then, what was captured since, what the library holds now.

    Args:
        store: The ledger.
        screener: Judges.
        clock: Tells the time.
        on_progress: Told how many more are judged.
        sight: Pictures and library; None judges words alone.
    """
    digest = versions_digest(screener.versions)
    run_id = Runs(store, clock).begin(RunKind.SCREENING, digest)
    reused = tuple(compared for compared in sight.compare_waiting() if compared.matches) if sight else ()
    work = _Work(store, screener, clock, run_id, digest, sight)
    work.judge_new(on_progress)
    if sight:
        work.judge_again(sight, on_progress)
    return work.finish(reused)


@dataclass
class _Work:
    """One screening under way."""

    store: Store
    screener: Screener
    clock: Clock
    run_id: str
    digest: str
    sight: LedgerSight | None
    pictures: int = 0
    problems: Counter[PictureProblem] = field(default_factory=Counter)

    def judge_new(self, on_progress: Callable[[int], None]) -> None:
        """What these versions never judged."""
        listings, last = Listings(self.store, self.clock), 0
        while batch := listings.unscreened(self.digest, last, _BATCH):
            last = batch[-1].revision_id
            judged = self._judged(batch)
            with self.store.transaction():
                Verdicts(self.store, self.clock).add(judged, self.run_id)
                self._note(judged)
            on_progress(len(batch))

    def judge_again(self, sight: LedgerSight, on_progress: Callable[[int], None]) -> None:
        """What they judged when less could be seen."""
        listings, evidence, last = Listings(self.store, self.clock), VerdictEvidence(self.store), 0
        while ids := evidence.waiting(self.digest, sight.eyes_digest, self.run_id, last, _BATCH):
            last, batch = ids[-1], listings.revisions(ids)
            judged = self._judged(batch)
            with self.store.transaction():
                Verdicts(self.store, self.clock).replace(judged, self.run_id)
                self._note(judged)
            on_progress(len(batch))

    def finish(self, reused: Sequence[Compared]) -> ScreeningSummary:
        """End the run."""
        bands = Counter(
            band
            for (band,) in self.store.connection.execute(
                "SELECT v.band FROM verdict v JOIN listing l ON l.revision_id = v.revision_id WHERE v.run_id = ?",
                (self.run_id,),
            )
        )
        counts = {band: bands.get(band, 0) for band in Band}
        pictures = PictureCounts(
            self.pictures, {problem.value: self.problems[problem] for problem in sorted(self.problems)}
        )
        Runs(self.store, self.clock).finish(self.run_id, {"bands": counts, "pictures": asdict(pictures)})
        return ScreeningSummary(self.run_id, sum(counts.values()), counts, pictures, tuple(reused))

    def _judged(self, batch: Sequence[StoredListing]) -> list[tuple[int, Verdict]]:
        """A listing without an id of its own answers by its key in the ledger."""
        listings, revisions = [one.listing for one in batch], [one.revision_id for one in batch]
        sight = self.sight.sight if self.sight else None
        verdicts = screened(self.screener, sight, listings, revisions=revisions)
        self.pictures += sum(verdict.pictures_judged for verdict in verdicts)
        self.problems.update(note.problem for verdict in verdicts for note in verdict.pictures)
        return [
            (stored.revision_id, verdict if verdict.id is not None else verdict.model_copy(update={"id": stored.key}))
            for stored, verdict in zip(batch, verdicts, strict=True)
        ]

    def _note(self, judged: Sequence[tuple[int, Verdict]]) -> None:
        if self.sight:
            VerdictEvidence(self.store).note(judged, self.digest, self.sight.eyes_digest)


def screen_rows(
    current: Callable[[], Screener],
    rows: Iterable[FeedRow | FeedProblem],
    on_problem: Callable[[FeedProblem], None],
    sight: Sight | None = None,
) -> Iterator[Verdict]:
    """Judge the good rows in order; the others are handed to `on_problem`.

    Args:
        current: Gives the screener for the next row; it may change between rows, never within one.
        rows: What was read.
        on_problem: Told of what cannot be judged.
        sight: Pictures and library; None judges words alone.
    """
    for row in rows:
        if isinstance(row, FeedProblem):
            on_problem(row)
        else:
            yield screened(current(), sight, [row.listing], lines=[row.line])[0]
