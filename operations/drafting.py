"""A draft report from what the ledger holds."""

from lenswatch.core.clock import Clock
from lenswatch.core.errors import UserError
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.ledger.captures import Capture, Captures
from lenswatch.ledger.period import Period
from lenswatch.ledger.runs import Run, Runs
from lenswatch.ledger.sellers import SellerRollup, roll_up
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import Verdicts
from lenswatch.operations.workspace import Workspace
from lenswatch.reports.draft import DraftReport, draft_report
from lenswatch.reports.occasion import Occasion


def draft_from_ledger(store: Store, workspace: Workspace, taxonomy: Taxonomy, clock: Clock) -> DraftReport:
    """Draft the report on every seller with a suspected listing, as of the last screening that judged anything.

    Raises:
        UserError: If nothing was screened yet.
        StorageError: If the disk is full or refuses.
    """
    verdicts = Verdicts(store, clock)
    run = _last_screening(store, verdicts, clock)
    judged = list(verdicts.latest())
    occasion = Occasion.of(run, Period.covering(judged, run.finished_at or clock.now()))
    rollups = roll_up(judged, occasion.period)
    return draft_report(
        rollups, occasion, workspace.config, taxonomy, workspace.reports, captures=_captures(store, rollups)
    )


def _last_screening(store: Store, verdicts: Verdicts, clock: Clock) -> Run:
    run_id = verdicts.last_run()
    run = Runs(store, clock).get(run_id) if run_id else None
    if run is None:
        raise UserError("nothing was screened yet, so there is nothing to report; run: lenswatch screen")
    return run


def _captures(store: Store, rollups: tuple[SellerRollup, ...]) -> dict[int, Capture]:
    captures = Captures(store)
    ids = {one.stored.capture_id for rollup in rollups for one in rollup.flagged}
    return {number: capture for number in ids if number and (capture := captures.get(number))}
