"""A draft report from what the ledger holds."""

from collections.abc import Collection

from lenswatch.classifier.screener import versions_of
from lenswatch.core.clock import Clock
from lenswatch.core.errors import UserError
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.ledger.captures import Capture, Captures
from lenswatch.ledger.period import Period
from lenswatch.ledger.runs import Run, RunKind, Runs
from lenswatch.ledger.sellers import SellerRollup, roll_up
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import Verdicts, versions_digest
from lenswatch.operations.pictures.annotated import Annotating
from lenswatch.operations.pictures.ledger_sight import finder_of
from lenswatch.operations.releases.choice import lexicon_in_force
from lenswatch.operations.withholding import Withholding, choice_of
from lenswatch.operations.workspace import Workspace
from lenswatch.reports.draft import DraftReport, draft_report
from lenswatch.reports.language import Words
from lenswatch.reports.occasion import Occasion
from lenswatch.reports.pictures import DraftPictures
from lenswatch.reports.withheld import EverythingWithheldError, Gaps


def draft_from_ledger(
    store: Store,
    workspace: Workspace,
    taxonomy: Taxonomy,
    clock: Clock,
    *,
    include_withheld: Collection[str] = (),
    run: Run | None = None,
) -> DraftReport:
    """Draft the report on every seller with a suspected listing, as of the last screening that judged anything.

    Sites whose last crawl was not sound are left out: listings stay in where an import or a sound site read them too.

    Args:
        store: The ledger.
        workspace: Where drafts lie, who reports, and what judges.
        taxonomy: Codes and names.
        clock: Tells the time.
        include_withheld: Names of such sites that a person wants in all the same; the draft says so.
        run: A screening that has just finished, to draft as of: the folder bears its id.

    Raises:
        UserError: If nothing was screened yet, the verdicts are those of other settings, or a name is wrong.
        EverythingWithheldError: If nothing else is left to report on.
        StorageError: If the disk is full or refuses.
    """
    runs, verdicts, withholding = Runs(store, clock), Verdicts(store, clock), Withholding(store, Runs(store, clock))
    gaps = withholding.gaps(include_withheld)
    if run is None:
        run = _last_screening(runs, verdicts, gaps)
        _refuse_stale(runs, workspace, taxonomy)
    judged = list(verdicts.reportable(choice_of(gaps)))
    if gaps.withheld and not judged:
        raise EverythingWithheldError(gaps.withheld)
    occasion = Occasion.of(run, Period.covering(judged, run.finished_at or clock.now()))
    rollups = roll_up(judged, occasion.period)
    captures = _captures(store, rollups)
    draft = draft_report(
        rollups,
        occasion,
        workspace.config,
        taxonomy,
        workspace.reports,
        captures=captures,
        gaps=gaps,
        pictures=_pictures(store, workspace, taxonomy, rollups),
    )
    withholding.note_draft(draft.folder.name, gaps)
    return draft


def _last_screening(runs: Runs, verdicts: Verdicts, gaps: Gaps) -> Run:
    run_id = verdicts.last_run()
    run = runs.get(run_id) if run_id else None
    if run is None and gaps.withheld:
        raise EverythingWithheldError(gaps.withheld)
    if run is None:
        raise UserError("nothing was screened yet, so there is nothing to report; run: lenswatch screen")
    return run


def _refuse_stale(runs: Runs, workspace: Workspace, taxonomy: Taxonomy) -> None:
    """Verdicts by other bands, another lexicon or another lenswatch are not those that would be made today."""
    last = runs.latest(RunKind.SCREENING)
    if last is None:
        return
    lexicon = lexicon_in_force(workspace, last.started_at)  # a term that ran out since was right to count then
    if last.subject != versions_digest(versions_of(lexicon, taxonomy, workspace.config)):
        raise UserError(
            "the settings, the lexicon or lenswatch itself changed after the last screening ({run}); its verdicts are "
            "not those of today. No draft was written; run: lenswatch screen",
            run=last.id,
        )


def _pictures(
    store: Store, workspace: Workspace, taxonomy: Taxonomy, rollups: tuple[SellerRollup, ...]
) -> DraftPictures:
    language = Words.of(workspace.config, taxonomy).language
    flagged = [(one.stored.listing, one.verdict) for rollup in rollups for one in rollup.flagged]
    return Annotating(finder_of(workspace, store), taxonomy, language).of(flagged)


def _captures(store: Store, rollups: tuple[SellerRollup, ...]) -> dict[int, Capture]:
    captures = Captures(store)
    ids = {one.stored.capture_id for rollup in rollups for one in rollup.flagged}
    return {number: capture for number in ids if number and (capture := captures.get(number))}
