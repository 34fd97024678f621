"""What `lenswatch nightly` prints."""

from lenswatch.commands.session import Session
from lenswatch.core.clock import report_time
from lenswatch.core.messages import Message, message
from lenswatch.ledger.night_steps import StepKind
from lenswatch.operations.nightly.preview import PlannedStep, Preview
from lenswatch.operations.nightly.step_names import STEP_NAMES
from lenswatch.operations.nightly.summary import NightSummary
from lenswatch.operations.nightly.wording import figure, summary_lines
from lenswatch.operations.workspace import Workspace

_STATES = {
    "new": message("to be done"),
    "pending": message("to be done"),
    "running": message("to be taken up"),
    "done": message("done already"),
    "failed": message("failed already, not tried again tonight"),
    "skipped": message("left out already"),
}


def show_night(session: Session, workspace: Workspace, summary: NightSummary, *, as_json: bool) -> None:
    """The summary in the session's language, and where it lies."""
    if as_json:
        session.say_text(summary.model_dump_json())
        return
    for line in summary_lines(summary, session.catalogue):
        session.say_text(line)
    session.say_text(str(workspace.nights / f"{summary.date}-{summary.night}" / "summary.txt"))


def show_preview(session: Session, plan: Preview, *, as_json: bool) -> None:
    """What would be done."""
    if as_json:
        session.say_text(plan.model_dump_json())
        return
    if plan.under_way is not None:
        step = plan.under_way.in_language(session.catalogue.language)
        session.say("A night is under way right now ({step}): this start would be refused.", step=step)
    for night in plan.would_close:
        session.say("The night of {date} was never finished and would be closed.", date=night.date)
    if plan.resumes is not None:
        session.say("The night of {date} ({night}) would be gone on with:", **dict(plan.resumes))
    else:
        session.say("A new night would begin:")
    for planned in plan.steps:
        session.say(_step(planned))
    _show_rest(session, plan)


def _show_rest(session: Session, plan: Preview) -> None:
    if plan.finish_by is not None and plan.crawl_until is not None:
        session.say(
            "Over by {finish_by}; crawling ends at {until}: {minutes} min are kept for screening and draft.",
            finish_by=report_time(plan.finish_by),
            until=report_time(plan.crawl_until),
            minutes=plan.reserve_minutes,
        )
    if plan.feeds_imported_before:
        session.say(
            "Feed files that earlier nights imported: {count}; not read again", count=plan.feeds_imported_before
        )
    for file in plan.feeds_being_written:
        session.say("{file}: still being written; left for the next night", file=file)
    for trouble in plan.troubles:
        session.warn_text(trouble.in_language(session.catalogue.language))
    session.say("Nothing was done: this was --dry-run.")


def _step(step: PlannedStep) -> Message:
    kind, state = STEP_NAMES[StepKind(step.kind)], _STATES[step.state]
    if step.waiting is None:
        if not step.subject:
            return message("  {kind}: {state}", kind=kind, state=state)
        return message("  {kind} {subject}: {state}", kind=kind, subject=step.subject, state=state)
    return message(
        "  {kind} {subject}: {state}; reaches at most {reach} pages; {known} known, {waiting} wait",
        kind=kind,
        subject=step.subject,
        state=state,
        reach=message("any number of") if step.reach is None else figure(step.reach),
        known=message("none yet") if step.known is None else figure(step.known),
        waiting=figure(step.waiting),
    )
