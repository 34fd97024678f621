"""A platform's own feed into the ledger."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lenswatch.core.clock import Clock
from lenswatch.core.feed.row import FeedProblem, FeedRow
from lenswatch.core.listing import Listing
from lenswatch.core.messages import message
from lenswatch.ledger.listings import Listings, listing_key
from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.ledger.store import Store

_BATCH = 1000


@dataclass(frozen=True)
class ImportSummary:
    """What one import did."""

    run_id: str
    new_or_changed: int
    unchanged: int
    refused: int


def import_rows(
    store: Store,
    clock: Clock,
    subject: str,
    rows: Iterable[FeedRow | FeedProblem],
    on_problem: Callable[[FeedProblem], None],
) -> ImportSummary:
    """Record the good rows; run again after a kill, nothing is recorded twice.

    Args:
        store: The ledger.
        clock: Time of recording.
        subject: Name of the file, kept with the run.
        rows: What the file holds.
        on_problem: Told of each row that was refused.
    """
    runs, listings = Runs(store, clock), Listings(store, clock)
    run_id = runs.begin(RunKind.IMPORT, subject)
    good = refused = 0
    lines: dict[str, int] = {}
    for batch in _batches(rows):
        with store.transaction():
            for row in batch:
                if problem := _problem_of(row, lines):
                    refused += 1
                    on_problem(problem)
                elif isinstance(row, FeedRow):
                    listings.record(row.listing, run_id, None)
                    good += 1
    # Counted in the ledger: after a kill the rows that were recorded before it stand unchanged in the file.
    (new,) = store.connection.execute("SELECT count(*) FROM revision WHERE run_id = ?", (run_id,)).fetchone()
    summary = ImportSummary(run_id, new, good - new, refused)
    runs.finish(run_id, {"new_or_changed": new, "unchanged": good - new, "refused": refused})
    return summary


def _problem_of(row: FeedRow | FeedProblem, lines: dict[str, int]) -> FeedProblem | None:
    """What keeps a row out: a fault of its own, or a listing that an earlier line of the same file holds already."""
    if isinstance(row, FeedProblem):
        return row
    if not _identified(row.listing):
        return FeedProblem(row.line, "id", message("is missing, and so is url; one is needed to record a listing"))
    first = lines.setdefault(listing_key(row.listing), row.line)
    if first != row.line:
        return FeedProblem(row.line, "id", message("stands already in line {line}; the first is kept", line=first))
    return None


def _identified(listing: Listing) -> bool:
    return bool(listing.id or listing.canonical_url or listing.url)


def _batches(rows: Iterable[FeedRow | FeedProblem]) -> Iterable[list[FeedRow | FeedProblem]]:
    batch: list[FeedRow | FeedProblem] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch
