"""What the steps of one night share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from lenswatch.classifier.screener import Screener
from lenswatch.core.clock import Clock
from lenswatch.core.record import Record
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.ledger.night_steps import NightStep, NightSteps, StepKind, StepState
from lenswatch.ledger.nights import Night, Nights
from lenswatch.ledger.runs import Run, RunKind, Runs
from lenswatch.ledger.store import Store
from lenswatch.operations.nightly.feeds import FeedFolder
from lenswatch.operations.nightly.lease import Holding
from lenswatch.operations.nightly.options import Conduct
from lenswatch.operations.nightly.outcome import Trouble, trouble_of
from lenswatch.operations.nightly.sites import NightSites
from lenswatch.operations.nightly.window import crawl_until
from lenswatch.operations.releases.choice import lexicon_in_force
from lenswatch.operations.sellers import DecidedSellers, sellers_in_force
from lenswatch.operations.workspace import Workspace


@dataclass(frozen=True)
class Tonight:
    """One night at work."""

    workspace: Workspace
    store: Store
    clock: Clock
    night: Night
    holding: Holding
    feeds: FeedFolder
    sites: NightSites
    conduct: Conduct

    @property
    def nights(self) -> Nights:
        """The journal of nights."""
        return Nights(self.store, self.clock)

    @property
    def steps(self) -> NightSteps:
        """The journal of steps."""
        return NightSteps(self.store, self.clock)

    @property
    def runs(self) -> Runs:
        """The runs that do the work of steps."""
        return Runs(self.store, self.clock)

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """Codes and names, read once a night."""
        return Taxonomy.load()

    @cached_property
    def screener(self) -> Screener:
        """The lexicon at work, compiled once a night.

        Raises:
            LexiconErrors: If a table is wrong.
        """
        lexicon = lexicon_in_force(self.workspace, self.clock.now())
        return Screener.build(lexicon, self.taxonomy, self.workspace.config, self.sellers.priors)

    @cached_property
    def sellers(self) -> DecidedSellers:
        """What was decided of sellers, read once a night.

        Raises:
            UserError: If the file cannot be read.
        """
        return sellers_in_force(self.workspace, self.clock.now())

    @property
    def crawl_until(self) -> datetime | None:
        """The instant from which no page is begun."""
        return crawl_until(self.night.finish_by, self.steps)

    def of_kind(self, kind: StepKind) -> tuple[NightStep, ...]:
        """Tonight's steps of a kind."""
        return self.steps.of(self.night.id, kind)

    def begin(self, step: NightStep, kind: RunKind, subject: str) -> tuple[NightStep, Run | None]:
        """Mark a step as begun together with the run that does its work.

        Returns:
            The step, and its run if a kill fell between the end of the work and its mark: there is nothing left to do.
        """
        run = self.runs.get(step.run_id) if step.run_id else None
        if run is not None and run.state != "running":
            return step, run
        with self.store.transaction():
            self.steps.start(step, self.runs.begin(kind, subject))
        (begun,) = (one for one in self.of_kind(step.kind) if one.number == step.number)
        return begun, None

    def attempt(self, step: NightStep, work: Callable[[NightStep], Record]) -> None:
        """Do a step unless it is settled; what goes wrong is kept as its outcome, and the night goes on.

        Raises:
            WorkspaceError: If the lease was lost.
            StorageError: If the ledger cannot be written.
        """
        if step.settled:
            return
        self.holding.check()
        try:
            outcome = work(step)
        except Exception as error:  # noqa: BLE001 - a fault in one step must not cost the others; it ends up in the summary and the log
            self.fail(step, trouble_of(error))
            return
        self.done(step, outcome)

    def done(self, step: NightStep, outcome: Record) -> None:
        """Mark a step as done; a `Trouble` as its outcome says that nothing was left to do, and why."""
        state = StepState.SKIPPED if isinstance(outcome, Trouble) else StepState.DONE
        self.steps.settle(step, state, outcome.model_dump_json())

    def fail(self, step: NightStep, trouble: Trouble) -> None:
        """Mark a step as failed, with the reason."""
        self.steps.settle(step, StepState.FAILED, trouble.model_dump_json())
