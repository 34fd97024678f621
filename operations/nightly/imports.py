"""The feed files of a night into the ledger, each once."""

from lenswatch.core.errors import FeedError, OutsideError
from lenswatch.core.feed.file import read_feed
from lenswatch.core.feed.row import FeedProblem
from lenswatch.ledger.night_steps import NightStep, StepKind
from lenswatch.ledger.runs import Run, RunKind
from lenswatch.operations.importing import import_rows
from lenswatch.operations.nightly.outcome import ImportOutcome, RefusedRow
from lenswatch.operations.nightly.told import Told
from lenswatch.operations.nightly.tonight import Tonight

_ROWS_TOLD = 20


def import_feeds(tonight: Tonight) -> None:
    """Import what is new; a file that cannot be read costs that file only."""
    for step in tonight.of_kind(StepKind.IMPORT):
        tonight.attempt(step, lambda one: _import(tonight, one))


def _import(tonight: Tonight, step: NightStep) -> ImportOutcome:
    file = next((f for f in tonight.feeds.new if (f.name, f.digest) == (step.subject, step.digest)), None)
    if file is None:
        raise FeedError(
            "{file}: it was taken away or replaced before it could be read; what is there now is read instead",
            file=step.subject,
        )
    # The digest is part of the subject: what a kill left of this content is taken up, and of no other.
    step, ended = tonight.begin(step, RunKind.IMPORT, f"{step.subject} sha256:{step.digest}")
    if ended is not None:
        return _outcome_of(ended)
    refused: list[FeedProblem] = []
    summary = import_rows(
        tonight.store, tonight.clock, f"{step.subject} sha256:{step.digest}", read_feed(str(file.path)), refused.append
    )
    if not file.unchanged():
        raise OutsideError("{file}: it changed while it was read; the next night reads it again", file=step.subject)
    return ImportOutcome(
        new_or_changed=summary.new_or_changed,
        unchanged=summary.unchanged,
        refused=summary.refused,
        rows=tuple(
            RefusedRow(line=row.line, field=row.field, id=row.id, reason=Told.of(row.reason))
            for row in refused[:_ROWS_TOLD]
        ),
    )


def _outcome_of(run: Run) -> ImportOutcome:
    """What a run came to whose step a kill left unmarked; which rows were refused is told no more, how many is."""
    return ImportOutcome.model_validate(dict(run.summary))
