"""Screening and draft of a night."""

import shutil
from pathlib import Path

from lenswatch.core.exit_code import ExitCode
from lenswatch.core.messages import message
from lenswatch.ledger.night_steps import NightStep, StepKind, StepState
from lenswatch.ledger.runs import Run, RunKind
from lenswatch.ledger.verdicts import versions_digest
from lenswatch.operations.drafting import draft_from_ledger
from lenswatch.operations.nightly.outcome import DraftOutcome, ScreenOutcome, Trouble
from lenswatch.operations.nightly.told import Told
from lenswatch.operations.nightly.tonight import Tonight
from lenswatch.operations.pictures.ledger_sight import LedgerSight
from lenswatch.operations.screening import screen_ledger
from lenswatch.operations.withholding import Withholding
from lenswatch.reports.verify_draft import read_draft


def screen(tonight: Tonight) -> None:
    """Judge what tonight brought; after a kill only what has no verdict yet."""
    (step,) = tonight.of_kind(StepKind.SCREEN)
    tonight.attempt(step, lambda one: _screen(tonight, one))


def _screen(tonight: Tonight, step: NightStep) -> ScreenOutcome:
    step, ended = tonight.begin(step, RunKind.SCREENING, versions_digest(tonight.screener.versions))
    run_id = ended.id if ended else _judge(tonight)
    run = ended or tonight.runs.get(run_id)
    counts = run.summary["bands"] if run else {}
    pictures = run.summary.get("pictures", {}) if run else {}
    return ScreenOutcome(
        run_id=run_id,
        versions_sha256=run.subject if run else "",
        screened=sum(int(count) for count in counts.values()),
        pictures_judged=pictures.get("judged", 0),
        picture_problems=pictures.get("problems", {}),
        sellers_wrong=tuple(Told.of(problem) for problem in tonight.sellers.problems),
    )


def _judge(tonight: Tonight) -> str:
    """Every listing is held against the library and judged with its pictures; id of the run."""
    sight = LedgerSight(tonight.workspace, tonight.store, tonight.clock)
    return screen_ledger(tonight.store, tonight.screener, tonight.clock, sight=sight).run_id


def draft(tonight: Tonight) -> None:
    """Draw up the draft of tonight's screening, where there is anything to draw up."""
    (step,) = tonight.of_kind(StepKind.DRAFT)
    tonight.attempt(step, lambda one: _draft(tonight, one))


def _draft(tonight: Tonight, step: NightStep) -> DraftOutcome | Trouble:
    (screened,) = tonight.of_kind(StepKind.SCREEN)
    if screened.state is not StepState.DONE:
        return Trouble.of(message("tonight's screening failed, so nothing new can be drafted"), ExitCode.OK)
    screening = ScreenOutcome.model_validate_json(screened.outcome)
    run = tonight.runs.get(screening.run_id)
    withheld = tuple(one.site for one in Withholding(tonight.store, tonight.runs).gaps().withheld)
    standing = _still_stands(tonight, screening, withheld)
    if standing is not None:
        return standing
    if run is None or not _anything_judged(tonight):
        return Trouble.of(message("no listing is known yet, so there is nothing to draft"), ExitCode.OK)
    folder = tonight.workspace.reports / "drafts" / run.id
    _clear_away(folder)
    if step.attempts and folder.is_dir():
        # A kill fell between the renaming of the folder and the mark: this is tonight's draft, whole.
        return _as_it_lies(tonight, folder, run)
    tonight.steps.start(step, run.id)
    made = draft_from_ledger(tonight.store, tonight.workspace, tonight.taxonomy, tonight.clock, run=run)
    return DraftOutcome(
        folder=_relative(tonight, made.folder),
        reports=made.report_count,
        items=made.item_count,
        indicators=made.indicator_count,
        versions_sha256=run.subject,
        withheld=tuple(one.site for one in made.withheld),
    )


def _still_stands(tonight: Tonight, screening: ScreenOutcome, withheld: tuple[str, ...]) -> DraftOutcome | None:
    """The last draft, if tonight judged nothing, by the same versions, and the same sites are left out."""
    if screening.screened:
        return None
    for step in tonight.steps.last_done(StepKind.DRAFT, "", tonight.night.id)[:1]:
        last = DraftOutcome.model_validate_json(step.outcome)
        kept = last.folder is not None and (tonight.workspace.root / last.folder).is_dir()
        if kept and (last.versions_sha256, last.withheld) == (screening.versions_sha256, withheld):
            date = last.stands_since or tonight.nights.get(step.night_id).date
            return last.model_copy(update={"stands_since": date})
    return None


def _anything_judged(tonight: Tonight) -> bool:
    return tonight.store.connection.execute("SELECT 1 FROM verdict LIMIT 1").fetchone() is not None


def _clear_away(folder: Path) -> None:
    """Remove what a killed process had written aside of this draft; the lease says that nobody writes it now."""
    for aside in folder.parent.glob(f".{folder.name}.*.part"):
        shutil.rmtree(aside)


def _as_it_lies(tonight: Tonight, folder: Path, run: Run) -> DraftOutcome:
    rows = {name: len(sheet.rows) for name, sheet in read_draft(folder).sheets.items()}
    withholding = Withholding(tonight.store, tonight.runs)
    gaps = withholding.gaps()
    if next((one for one in tonight.runs.ended(RunKind.REPORT) if one.subject == folder.name), None) is None:
        withholding.note_draft(folder.name, gaps)
    return DraftOutcome(
        folder=_relative(tonight, folder),
        reports=rows["str_reports.csv"],
        items=rows["str_items.csv"],
        indicators=rows["str_indicators.csv"],
        versions_sha256=run.subject,
        withheld=tuple(one.site for one in gaps.withheld),
    )


def _relative(tonight: Tonight, folder: Path) -> str:
    return str(folder.relative_to(tonight.workspace.root))
