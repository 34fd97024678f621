"""What the commands on the life of a lexicon print."""

from collections.abc import Sequence
from dataclasses import asdict

from lenswatch.commands.printing import show_json
from lenswatch.commands.session import Session
from lenswatch.core.clock import report_time
from lenswatch.core.messages import Message, message
from lenswatch.keywords.releases.comparison import RowChange
from lenswatch.keywords.releases.history import Event
from lenswatch.keywords.releases.release import Release
from lenswatch.keywords.releases.shelf import Shelf
from lenswatch.keywords.releases.transition import Outcome
from lenswatch.operations.impact.report import ImpactReport

_SIGNS = {"added": "+", "removed": "-", "retired": "x", "changed": "~"}


def show_release(
    session: Session,
    shelf: Shelf,
    release: Release | None,
    *,
    made: bool,
    as_json: bool,
    impact: ImpactReport | None = None,
) -> None:
    """A release that was made, or that counts already; in JSON with what it changes, if that is known."""
    if release is None:
        raise AssertionError("unreachable: nothing new only where a release counts")
    manifest = release.manifest
    if as_json:
        known = {"impact": impact.model_dump(mode="json")} if impact else {}
        told = {"made": made, "folder": str(shelf.folder / manifest.name), **manifest.model_dump(mode="json")}
        show_json(told | known)
        return
    if not made:
        session.say("nothing changed since release {version} ({name})", version=manifest.version, name=manifest.name)
        return
    session.say(
        "release {version} ({name}) counts from now on: {active} active terms, {spellings} spellings, {skeletons} "
        "skeletons, {look_alikes} terms sought by look, {off} switched off",
        version=manifest.version,
        name=manifest.name,
        active=manifest.counts["active"],
        spellings=manifest.counts["spelling"],
        skeletons=manifest.counts["skeleton"],
        look_alikes=manifest.counts["look_alike"],
        off=manifest.counts["switched_off"],
    )
    session.say_text(str(shelf.folder / manifest.name))


def show_moves(session: Session, outcomes: Sequence[Outcome], *, uncompiled: bool, as_json: bool) -> None:
    """What became of each term."""
    if as_json:
        show_json([asdict(outcome) for outcome in outcomes])
        return
    for outcome in outcomes:
        session.say(_moved(outcome))
    if uncompiled:
        session.say(
            "The release that counts does not know this yet. See what it would change: lenswatch lexicon impact. Then: "
            "lenswatch lexicon compile"
        )


def _moved(outcome: Outcome) -> Message:
    if outcome.waiting:
        return message(
            "{id} {text}: {state}. It needs a second person: give --reviewed-by NAME, or --emergency for 72 hours.",
            id=outcome.term_id,
            text=outcome.text,
            state=outcome.after.value,
        )
    if outcome.until:
        return message(
            "{id} {text}: {before} → {after} until {until}, then suspended unless a second person agrees "
            "(promote {id} --reviewed-by NAME)",
            id=outcome.term_id,
            text=outcome.text,
            before=outcome.before.value,
            after=outcome.after.value,
            until=report_time(outcome.until),
        )
    return message(
        "{id} {text}: {before} → {after}",
        id=outcome.term_id,
        text=outcome.text,
        before=outcome.before.value,
        after=outcome.after.value,
    )


def show_history(
    session: Session, events: Sequence[Event], problems: Sequence[Message] | None, *, as_json: bool
) -> None:
    """One line an event, the oldest first; then what a check of the history found."""
    if as_json:
        told = None if problems is None else [session.catalogue.show(problem) for problem in problems]
        show_json({"events": [asdict(event) for event in events], "problems": told})
        return
    for event in events:
        change = f"{event.before} → {event.after}" if event.after else ""
        people = f"{event.actor} + {event.reviewer}" if event.reviewer else event.actor
        parts = (event.time, people, event.action, event.object, change, event.reason)
        session.say_text("\t".join(part for part in parts if part))
    if problems is None:
        return
    for problem in problems:
        session.say(problem)
    if not problems:
        session.say("the history is whole: no row and no release was changed afterwards")


def show_changes(session: Session, changes: Sequence[RowChange], *, as_json: bool) -> None:
    """One line a row, one more for each cell that differs."""
    if as_json:
        show_json([asdict(change) for change in changes])
        return
    for change in changes:
        session.say_text(f"{_SIGNS[change.kind]} {change.table} {change.key} {change.label}".rstrip())
        for cell in change.cells:
            session.say_text(f"    {cell.column}: {cell.before or '–'} → {cell.after or '–'}")
    if not changes:
        session.say("no difference")
