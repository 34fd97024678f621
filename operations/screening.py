"""Screening: of what is new in the ledger, or of a file."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lenswatch.classifier.screener import Screener
from lenswatch.core.clock import Clock
from lenswatch.core.feed.row import FeedProblem, FeedRow
from lenswatch.core.verdict import Band, Verdict
from lenswatch.ledger.listings import Listings, StoredListing
from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import Verdicts, versions_digest

_BATCH = 500
"""Verdicts committed at once; a kill loses at most these, and they are made again."""


@dataclass(frozen=True)
class ScreeningSummary:
    """What one screening of the ledger did."""

    run_id: str
    screened: int
    """Listings that were new or changed, or that a changed lexicon had not judged."""
    bands: Mapping[Band, int]
    """Of those, how many in each band."""


def screen_ledger(
    store: Store, screener: Screener, clock: Clock, on_progress: Callable[[int], None] = lambda _: None
) -> ScreeningSummary:
    """Judge every listing the present versions have not judged. Resumes by itself what was interrupted."""
    digest = versions_digest(screener.versions)
    runs, listings, verdicts = Runs(store, clock), Listings(store, clock), Verdicts(store, clock)
    run_id = runs.begin(RunKind.SCREENING, digest)
    last = 0
    while batch := listings.unscreened(digest, last, _BATCH):
        last = batch[-1].revision_id
        verdicts.add(_judged(screener, batch), run_id)
        on_progress(len(batch))
    bands = Counter(
        band
        for (band,) in store.connection.execute(
            "SELECT v.band FROM verdict v JOIN listing l ON l.revision_id = v.revision_id WHERE v.run_id = ?", (run_id,)
        )
    )
    counts = {band: bands.get(band, 0) for band in Band}
    runs.finish(run_id, {"bands": counts})
    return ScreeningSummary(run_id, sum(counts.values()), counts)


def _judged(screener: Screener, batch: Sequence[StoredListing]) -> list[tuple[int, Verdict]]:
    """A listing without an id of its own answers by its key in the ledger."""
    verdicts = screener.screen_all([stored.listing for stored in batch])
    return [
        (stored.revision_id, verdict if verdict.id is not None else verdict.model_copy(update={"id": stored.key}))
        for stored, verdict in zip(batch, verdicts, strict=True)
    ]


def screen_rows(
    current: Callable[[], Screener],
    rows: Iterable[FeedRow | FeedProblem],
    on_problem: Callable[[FeedProblem], None],
) -> Iterator[Verdict]:
    """Judge the good rows in order; the others are handed to `on_problem`.

    Args:
        current: Gives the screener for the next row; it may change between rows, never within one.
        rows: What was read.
        on_problem: Told of what cannot be judged.
    """
    for row in rows:
        if isinstance(row, FeedProblem):
            on_problem(row)
        else:
            yield current().screen(row.listing, row.line)
