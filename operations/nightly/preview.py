"""What a night would do, without doing any of it: for `--dry-run`."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from lenswatch.core.clock import CHINA, Clock
from lenswatch.core.record import Instant, Record
from lenswatch.ledger.leases import Leases
from lenswatch.ledger.night_steps import NightSteps, StepKind
from lenswatch.ledger.nights import Night, Nights
from lenswatch.ledger.store import Store
from lenswatch.operations.nightly.lease import NAME, step_under_way
from lenswatch.operations.nightly.night import is_too_old
from lenswatch.operations.nightly.options import Asked
from lenswatch.operations.nightly.outcome import trouble_of
from lenswatch.operations.nightly.planning import Found, look_around
from lenswatch.operations.nightly.summary import Count, Earlier, Sentences, Texts
from lenswatch.operations.nightly.told import Sentence
from lenswatch.operations.nightly.window import crawl_until, next_time, reserve
from lenswatch.operations.reach import reach_of
from lenswatch.operations.workspace import Workspace
from lenswatch.spiders.frontier.frontier import Frontier
from lenswatch.spiders.frontier.frontier_url import State

_NO_LIMIT = timedelta(hours=10)


class PlannedStep(Record):
    """One step of the night to come."""

    kind: str
    subject: str
    state: str
    """new, or the state a kill left it in: pending, running (taken up), done, failed, skipped (not done again)."""
    reach: Count = None
    """Of a crawl: pages it can visit at most until it must end; None is "no bound"."""
    known: Count = None
    """Of a crawl: pages of the site known so far; None is "none yet"."""
    waiting: Count = None
    """Of a crawl: pages left by earlier nights."""


class Preview(Record):
    """The night to come."""

    form: int = 1
    resumes: Earlier | None
    """The unfinished night that would be gone on with; None where a new one would begin."""
    would_close: tuple[Earlier, ...]
    """Unfinished nights that are too old to go on with."""
    under_way: Sentence | None
    """At which step a night is right now, so that this start would be refused; None where none is."""
    finish_by: Instant | None
    crawl_until: Instant | None
    reserve_minutes: int
    """Kept for screening and draft."""
    steps: tuple[PlannedStep, ...]
    feeds_imported_before: int
    feeds_being_written: Texts
    feeds_not_read: Texts
    troubles: Sentences
    """What would fail."""
    exit_code: int
    """What these troubles would end the night with."""


@dataclass(frozen=True)
class _Plan:
    workspace: Workspace
    store: Store
    clock: Clock
    found: Found
    night: Night | None
    until: datetime | None

    def steps(self) -> Iterator[PlannedStep]:
        """Steps of the unfinished night as they stand, then what would be added."""
        known = NightSteps(self.store, self.clock).of(self.night.id) if self.night else ()
        there = {(step.kind, step.subject, step.digest) for step in known}
        for step in known:
            yield self._planned(step.kind, step.subject, step.state.value)
        for kind, subject, digest in self._wanted():
            if (kind, subject, digest) not in there:
                yield self._planned(kind, subject, "new")

    def _wanted(self) -> Iterator[tuple[StepKind, str, str]]:
        for file in self.found.feeds.new:
            yield StepKind.IMPORT, file.name, file.digest
        for name in self.found.sites.names:
            yield StepKind.CRAWL, name, ""
        yield StepKind.SCREEN, "", ""
        yield StepKind.DRAFT, "", ""

    def _planned(self, kind: StepKind, subject: str, state: str) -> PlannedStep:
        site = self.found.sites.sites.get(subject) if kind is StepKind.CRAWL else None
        if site is None:
            return PlannedStep(kind=kind.value, subject=subject, state=state)
        now = self.clock.now()
        left = self.until - now if self.until else _NO_LIMIT
        reach = reach_of(site, self.workspace.config.crawl, self.workspace, now, left)
        waiting = Frontier(self.store, self.clock, site.name, 0).counts()[State.WAITING]
        return PlannedStep(
            kind=kind.value, subject=subject, state=state, reach=reach.pages, known=reach.scope, waiting=waiting
        )


def preview(workspace: Workspace, asked: Asked, clock: Clock) -> Preview:
    """Plan a night and write nothing.

    Raises:
        UserError: If there is nothing to do, or the time to finish by is none.
    """
    with _ledger(workspace) as store:
        steps, nights = NightSteps(store, clock), Nights(store, clock)
        found = look_around(workspace, asked, steps, clock)
        unfinished = nights.unfinished()
        night = next((one for one in reversed(unfinished) if not is_too_old(one, clock)), None)
        finish_by = _finish_by(asked, night, clock)
        until = crawl_until(finish_by, steps)
        troubles = [trouble_of(error) for error in (*found.sites.wrong.values(), found.no_folder) if error]
        lease = Leases(store, clock, 0).get(NAME)
        busy = step_under_way(store, clock) if lease and lease.stands(clock.now()) else None
        return Preview(
            resumes=Earlier(night=night.id, date=night.date) if night else None,
            would_close=tuple(Earlier(night=o.id, date=o.date) for o in unfinished if is_too_old(o, clock)),
            under_way=Sentence.of(busy) if busy else None,
            finish_by=finish_by.astimezone(CHINA) if finish_by else None,
            crawl_until=until.astimezone(CHINA) if until else None,
            reserve_minutes=int(reserve(steps) / timedelta(minutes=1)),
            steps=tuple(_Plan(workspace, store, clock, found, night, until).steps()),
            feeds_imported_before=len(found.feeds.imported_before),
            feeds_being_written=found.feeds.being_written,
            feeds_not_read=found.feeds.other,
            troubles=tuple(Sentence.of(trouble.told.message) for trouble in troubles),
            exit_code=max((trouble.exit_code for trouble in troubles), default=0),
        )


def _finish_by(asked: Asked, night: Night | None, clock: Clock) -> datetime | None:
    if asked.finish_by:
        return next_time(asked.finish_by, night.started_at if night else clock.now())
    return night.finish_by if night else None


def is_unfinished(workspace: Workspace, clock: Clock) -> bool:
    """Whether a night is there to go on with, and not too old for it."""
    with _ledger(workspace) as store:
        return any(not is_too_old(night, clock) for night in Nights(store, clock).unfinished())


@contextmanager
def _ledger(workspace: Workspace) -> Iterator[Store]:
    """The workspace's ledger; where there is none yet, an empty one that is thrown away."""
    with ExitStack() as stack:
        path = workspace.ledger
        if not path.exists():
            path = Path(stack.enter_context(TemporaryDirectory(prefix="lenswatch-plan-"))) / "ledger.sqlite"
        yield stack.enter_context(Store.open(path))
