"""`lenswatch lexicon compile`, `promote`, `retire`, `rollback`, `log` and `diff`: the life of a term."""

import getpass
import sys
from pathlib import Path
from typing import Annotated

import typer

from lenswatch.commands.lexicon_impact import impact_of_rollback, show_rollback_impact
from lenswatch.commands.options import AsJson
from lenswatch.commands.session import Session
from lenswatch.commands.show_lexicon_life import show_changes, show_history, show_moves, show_release
from lenswatch.core.clock import SystemClock
from lenswatch.core.errors import UserError
from lenswatch.core.exit_code import ExitCode
from lenswatch.keywords.releases.comparison import compare
from lenswatch.keywords.releases.desk import Desk, SeenIn, order_of
from lenswatch.keywords.releases.history import history, problems_of
from lenswatch.keywords.releases.tables import Tables
from lenswatch.keywords.releases.transition import Request
from lenswatch.keywords.term import State
from lenswatch.operations.releases.choice import own_keywords, seen_by

LexiconFolder = Annotated[
    Path | None, typer.Option("--lexicon", metavar="DIR", help="Folder of the tables; without, the workspace's own.")
]
Actor = Annotated[str, typer.Option("--by", metavar="NAME", help="Who does it.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]
Reviewer = Annotated[str, typer.Option("--reviewed-by", metavar="NAME", help="The second person, who has agreed.")]
Ids = Annotated[list[str], typer.Argument(metavar="ID…", help="Ids of terms.")]


def lexicon_compile(
    context: typer.Context,
    lexicon: LexiconFolder = None,
    actor: Annotated[str, typer.Option("--by", metavar="NAME", help="Who; without, the name at log-in.")] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")] = "",
    again: Annotated[bool, typer.Option("--again", help="Even if nothing changed, for fresh counters.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check the tables, derive every spelling and make a release that counts from now on.

    Example: lenswatch lexicon compile --by 李雷 --reason "words of November"
    """
    session: Session = context.obj
    desk = _desk(session, lexicon)
    order = order_of(actor or _login(), reason, SystemClock().now())
    with session.status("compiling the lexicon"):
        made = desk.compile(order, _seen_in(session, desk), again=again)
    show_release(session, desk.shelf, made or desk.shelf.current(), made=made is not None, as_json=as_json)


def lexicon_promote(
    context: typer.Context,
    ids: Ids,
    actor: Actor,
    reason: Reason,
    to: Annotated[State | None, typer.Option("--to", help="State; without, the next one on the way.")] = None,
    reviewer: Reviewer = "",
    emergency: Annotated[bool, typer.Option("--emergency", help="Active for 72 hours before a review.")] = False,
    lexicon: LexiconFolder = None,
    as_json: AsJson = False,
) -> None:
    """Move terms on: proposed, under_review, active; ends with 1 if one waits for a second person.

    Example: lenswatch lexicon promote TZ240 --by 李雷 --reason "seen in 12 shops" --reviewed-by 韩梅梅
    """
    request = Request(actor, reason, SystemClock().now(), to, reviewer, emergency)
    _move(context.obj, ids, request, lexicon, as_json=as_json)


def lexicon_retire(
    context: typer.Context,
    ids: Ids,
    actor: Actor,
    reason: Reason,
    lexicon: LexiconFolder = None,
    as_json: AsJson = False,
) -> None:
    """Retire terms: they stay in the tables and are matched no more.

    Example: lenswatch lexicon retire TZ240 --by 李雷 --reason "a maker's brand"
    """
    request = Request(actor, reason, SystemClock().now(), State.RETIRED)
    _move(context.obj, ids, request, lexicon, as_json=as_json)


def lexicon_rollback(
    context: typer.Context,
    version: Annotated[int, typer.Argument(min=1, help="Number of an earlier release.")],
    actor: Actor,
    reason: Reason,
    reviewer: Reviewer = "",
    discard: Annotated[bool, typer.Option("--discard", help="Give up edits made since the last release.")] = False,
    impact: Annotated[bool, typer.Option(help="Show what that changes in the archive.")] = True,
    lexicon: LexiconFolder = None,
    as_json: AsJson = False,
) -> None:
    """Make a new release equal to an earlier one, put its tables back, and show what that changes.

    Example: lenswatch lexicon rollback 3 --by 李雷 --reason "too many false alarms"
    """
    session: Session = context.obj
    desk = _desk(session, lexicon)
    before, counted = Tables.read(desk.keywords), desk.shelf.current()
    request = Request(actor, reason, SystemClock().now(), reviewer=reviewer)
    made = desk.rollback(version, request, _seen_in(session, desk), discard=discard)
    if not as_json:
        show_changes(session, compare(before, made.tables), as_json=False)
        show_release(session, desk.shelf, made, made=True, as_json=False)
    report = impact_of_rollback(session, desk, counted, made) if impact and counted else None
    if as_json:
        show_release(session, desk.shelf, made, made=True, as_json=True, impact=report)
    elif impact:
        show_rollback_impact(session, report)


def lexicon_log(
    context: typer.Context,
    about: Annotated[str | None, typer.Argument(metavar="[ID]", help="Only of this term or release.")] = None,
    verify: Annotated[bool, typer.Option("--verify", help="Check that nothing in the history was changed.")] = False,
    lexicon: LexiconFolder = None,
    as_json: AsJson = False,
) -> None:
    """Who changed what, when and why; --verify ends with 1 if the history was changed afterwards.

    Example: lenswatch lexicon log TZ240
    """
    session: Session = context.obj
    desk = _desk(session, lexicon)
    problems = tuple(problems_of(desk)) if verify else None
    show_history(session, history(desk, about), problems, as_json=as_json)
    sys.exit(ExitCode.FINDINGS if problems else ExitCode.OK)


def lexicon_diff(
    context: typer.Context,
    old: Annotated[int | None, typer.Argument(min=1, help="A release; without, the one that counts.")] = None,
    new: Annotated[int | None, typer.Argument(min=1, help="A release; without, the tables as they stand.")] = None,
    lexicon: LexiconFolder = None,
    as_json: AsJson = False,
) -> None:
    """What changed between two releases, or since one: rows added, retired, changed cell by cell.

    Example: lenswatch lexicon diff 3 4
    """
    session: Session = context.obj
    desk = _desk(session, lexicon)
    before = desk.shelf.find(old) if old else desk.shelf.current()
    if before is None:
        raise UserError("{folder}: no release yet; make one with: lenswatch lexicon compile", folder=desk.keywords)
    after = desk.shelf.find(new).tables if new else Tables.read(desk.keywords)
    show_changes(session, compare(before.tables, after), as_json=as_json)


def _move(session: Session, ids: list[str], request: Request, lexicon: Path | None, *, as_json: bool) -> None:
    desk = _desk(session, lexicon)
    outcomes = desk.move(ids, request)
    current = desk.shelf.current()
    show_moves(session, outcomes, uncompiled=current is not None and desk.edited_since(current), as_json=as_json)
    sys.exit(ExitCode.FINDINGS if any(outcome.waiting for outcome in outcomes) else ExitCode.OK)


def _desk(session: Session, folder: Path | None) -> Desk:
    return Desk(own_keywords(session.workspace, folder))


def _seen_in(session: Session, desk: Desk) -> SeenIn:
    return lambda _: seen_by(session.workspace, desk.keywords)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise UserError("{option}: is empty; fill it in.", option="--by") from error
