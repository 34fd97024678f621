"""`lenswatch lexicon impact`: what edited tables would change, before they count."""

import sys
from typing import Annotated

import typer

from lenswatch.commands.options import AsJson
from lenswatch.commands.printing import print_json_line
from lenswatch.commands.session import Session
from lenswatch.commands.show_lexicon_impact import show_impact_report, show_impact_summary
from lenswatch.core.clock import SystemClock
from lenswatch.core.exit_code import ExitCode
from lenswatch.keywords.releases.desk import Desk
from lenswatch.keywords.releases.release import Release
from lenswatch.ledger.store import Store
from lenswatch.operations.impact.choice import Curator, Question, no_listing
from lenswatch.operations.impact.report import ImpactReport
from lenswatch.operations.impact.run import Trial


def lexicon_impact(
    context: typer.Context,
    lexicon: Annotated[
        str | None,
        typer.Argument(metavar="[LEXICON]", help="Folder, workbook or release; without, the workspace's tables."),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            metavar="RELEASE", help="Compare with this release, or current; without, with what judged the archive."
        ),
    ] = None,
    run: Annotated[
        str | None, typer.Option(metavar="ID", help="Only listings of this run, or last; without, the whole archive.")
    ] = None,
    active: Annotated[
        list[str] | None, typer.Option("--with", metavar="ID", help="As if this term were active; may be repeated.")
    ] = None,
    retired: Annotated[
        list[str] | None, typer.Option("--without", metavar="ID", help="As if it were retired; may be repeated.")
    ] = None,
    sample: Annotated[int | None, typer.Option(min=0, max=1000, help="Examples of each kind of change.")] = None,
    as_json: AsJson = False,
) -> None:
    """What edited tables would change in the archive: listings, sellers, look-alikes, working time.

    Nothing is changed. Ends with 1 above a ceiling of [impact] in lenswatch.toml.

    Example: lenswatch lexicon impact --with TZ240
    """
    session: Session = context.obj
    curator = Curator(session.require_workspace(), SystemClock())
    with session.status("reading the lexicon"):
        question = Question(lexicon, tuple(active or ()), tuple(retired or ()), against, run, sample)
        tried, named = curator.lexicon(question)
    if not curator.workspace.ledger.exists():
        raise no_listing(curator.workspace)
    with Store.open(curator.workspace.ledger) as store:
        with session.status("compiling the lexicon"):
            trial = curator.trial(store, question, tried, named)
        report = _run(session, trial)
    if as_json:
        print_json_line(report.model_dump_json())
    else:
        show_impact_report(session, report)
    sys.exit(ExitCode.FINDINGS if report.breaches else ExitCode.OK)


def impact_of_rollback(session: Session, desk: Desk, before: Release, after: Release) -> ImpactReport | None:
    """What a rollback changes in the archive of the workspace; None where it has none, or for another lexicon."""
    workspace = session.workspace
    if workspace is None or workspace.keywords is None or not workspace.ledger.exists():
        return None
    if not workspace.keywords.samefile(desk.keywords):
        return None
    clock = SystemClock()
    with Store.open(workspace.ledger) as store:
        trial = Curator(workspace, clock).between(store, before, after, clock.now())
        return _run(session, trial) if trial else None


def show_rollback_impact(session: Session, report: ImpactReport | None) -> None:
    """The summary; the rollback is done, so no ceiling fails it."""
    if report is None:
        session.say("no archive of listings here to see the impact by")
    else:
        show_impact_summary(session, report)


def _run(session: Session, trial: Trial) -> ImpactReport:
    total = trial.archive.count() + len(trial.look_alikes)
    with session.progress("comparing", total) as bar:
        return trial.run(bar.advance)
