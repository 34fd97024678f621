"""`lenswatch evaluate`."""

import sys
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path
from typing import Annotated

import typer

from lenswatch.classifier.screener import Screener
from lenswatch.commands.options import AsJson
from lenswatch.commands.problems import ProblemLog
from lenswatch.commands.session import Session
from lenswatch.commands.show_evaluation import show_evaluation
from lenswatch.core.clock import SystemClock
from lenswatch.core.errors import UserError
from lenswatch.core.exit_code import ExitCode
from lenswatch.core.feed.file import STDIN
from lenswatch.core.feed.row import FeedProblem, FeedRow
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.models.evaluation.comparison import Comparison
from lenswatch.models.evaluation.evaluation import EvaluatedFile, Everyday
from lenswatch.models.evaluation.evaluation import evaluate as evaluated
from lenswatch.models.evaluation.holdout import holdout_files
from lenswatch.models.evaluation.judged import Judged, judge
from lenswatch.models.evaluation.truth import LabelledListing, read_labelled
from lenswatch.operations.evaluation.against import against_lexicon, against_verdicts, lexicon_named
from lenswatch.operations.evaluation.writing import can_plot, write_evaluation
from lenswatch.operations.releases.choice import choose_lexicon

Files = Annotated[
    list[str] | None,
    typer.Argument(metavar="[FILE]…", help="Labelled JSONL, CSV or Parquet; without, the held-out listings that ship."),
]


def evaluate(
    context: typer.Context,
    files: Files = None,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write figures, tables and curves here.")] = None,
    capacity: Annotated[int, typer.Option(min=1, help="Listings a reviewer looks at in a day.")] = 100,
    prevalence: Annotated[float, typer.Option(help="Share of covert listings in daily life, between 0 and 1.")] = 0.01,
    listings: Annotated[int | None, typer.Option(min=1, help="Listings screened in a day.")] = None,
    lexicon: Annotated[
        str | None, typer.Option("--against-lexicon", metavar="DIR|RELEASE", help="Compare with another lexicon.")
    ] = None,
    verdicts: Annotated[
        Path | None, typer.Option("--against-verdicts", metavar="FILE", help="Compare with an earlier screening.")
    ] = None,
    errors: Annotated[Path | None, typer.Option(help="Write refused rows here.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first bad row.")] = False,
    as_json: AsJson = False,
) -> None:
    """Hold verdicts against labels: recall, false alarms, precision, calibration, and what changed.

    Example: lenswatch evaluate labelled.jsonl --out evaluation
    """
    session: Session = context.obj
    if not 0 < prevalence < 1:
        raise UserError("--prevalence {value}: a share between 0 and 1 is needed, such as 0.01", value=prevalence)
    if lexicon and verdicts:
        raise UserError("choose one of {first} and {second}", first="--against-lexicon", second="--against-verdicts")
    screener = _build(session, _lexicon(session))
    rows, described = _read(session, files or list(holdout_files()), errors, strict=strict)
    judged = list(session.counted("screening", judge(screener, rows)))
    compared = _compare(session, judged, lexicon, verdicts)
    everyday = Everyday(prevalence, capacity, listings)
    evaluation = evaluated(judged, described, screener.versions, screener.cuts, everyday, comparison=compared)
    written = write_evaluation(evaluation, out) if out else ()
    if out and not can_plot():
        session.warn("the curves are not drawn: matplotlib is missing. Install it: pip install 'lenswatch[plots]'")
    show_evaluation(session, evaluation, written, as_json=as_json)
    sys.exit(ExitCode.USER_ERROR if any(file.refused for file in described) else ExitCode.OK)


def _read(
    session: Session, files: list[str], errors: Path | None, *, strict: bool
) -> tuple[list[LabelledListing], tuple[EvaluatedFile, ...]]:
    """The good rows of all files, and each file in a line."""
    if errors and len(files) > 1:
        raise UserError("--errors takes the refused rows of one file; evaluate one file at a time")
    rows: list[LabelledListing] = []
    described = []
    disguises = frozenset(Taxonomy.load().disguises)
    for file in files:
        with ProblemLog(session, file, errors, strict=strict) as log:
            rows += _good(log, file, disguises)
        described.append(EvaluatedFile(name=file, sha256=_digest(file), rows=log.odd.good, refused=log.count))
    if not rows:
        raise UserError("no row to evaluate: every row needs a title and a label")
    return rows, tuple(described)


def _good(log: ProblemLog, file: str, disguises: frozenset[str]) -> Iterator[LabelledListing]:
    for row in read_labelled(file, disguises):
        if isinstance(row, FeedProblem):
            log.add(row)
        else:
            log.odd.see(FeedRow(row.line, row.listing))
            yield row


def _digest(file: str) -> str | None:
    if file == STDIN:
        return None
    with Path(file).open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def _lexicon(session: Session) -> Lexicon:
    """The one that counts now, with what whoever judges by it should know."""
    now, chosen = SystemClock().now(), choose_lexicon(session.workspace)
    for note in chosen.notes_at(now):
        session.warn(note)
    return chosen.lexicon.in_force(now)


def _build(session: Session, lexicon: Lexicon) -> Screener:
    return Screener.build(lexicon, Taxonomy.load(), session.config)


def _compare(session: Session, judged: list[Judged], lexicon: str | None, verdicts: Path | None) -> Comparison | None:
    if verdicts:
        return against_verdicts(verdicts, judged)
    if lexicon:
        other = lexicon_named(lexicon, session.workspace, SystemClock().now())
        return against_lexicon(lexicon, other, lambda one: _build(session, one), judged)
    return None
