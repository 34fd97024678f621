"""From what a curator asks to what is compared."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from lenswatch.classifier.screener import Screener
from lenswatch.core.clock import Clock
from lenswatch.core.config import Impact
from lenswatch.core.errors import LexiconError, UserError
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.releases.release import Release
from lenswatch.keywords.releases.shelf import Shelf
from lenswatch.keywords.term import State
from lenswatch.ledger.archive import Archive
from lenswatch.ledger.runs import Run, RunKind, Runs
from lenswatch.ledger.standing import versions_of
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import Verdicts
from lenswatch.operations.impact.baseline import Baseline, BuildScreener, Origin, Producers, find_release, released
from lenswatch.operations.impact.lawful import look_alikes
from lenswatch.operations.impact.run import Trial
from lenswatch.operations.workspace import Workspace

LAST = "last"


@dataclass(frozen=True)
class Question:
    """What a curator asks."""

    lexicon: str | None = None
    """Folder, workbook or release that is tried; None is the workspace's tables as they stand."""
    active: tuple[str, ...] = ()
    """Ids of terms that are tried as if they were active."""
    retired: tuple[str, ...] = ()
    """Ids of terms that are tried as if they were retired."""
    against: str | None = None
    """Release it is compared with; None is the lexicon that made the stored verdicts."""
    run: str | None = None
    """Run whose listings are compared, or "last"; None is the whole archive."""
    samples: int | None = None
    """Examples of each move; None is what the settings say."""


@dataclass(frozen=True)
class Curator:
    """Answers questions about one workspace."""

    workspace: Workspace
    clock: Clock

    def lexicon(self, question: Question) -> tuple[Lexicon, str]:
        """The lexicon that is tried, as it would count now, and where it lies.

        Raises:
            LexiconErrors: If its tables are wrong.
            LexiconError: If there is no such release, it is damaged, or a term is unknown.
            UserError: If nothing is there.
        """
        found, place = self._found(question.lexicon)
        states = dict.fromkeys(question.active, State.ACTIVE) | dict.fromkeys(question.retired, State.RETIRED)
        unknown = states.keys() - {term.id for term in found.terms}
        if unknown:
            raise LexiconError("no term has the id {id}; check the spelling.", id=", ".join(sorted(unknown)))
        terms = tuple(replace(term, state=states.get(term.id, term.state)) for term in found.terms)
        # A release lists the spellings of its active terms only.
        tried = replace(found, terms=terms, derived=None) if states else found
        return tried.in_force(self.clock.now()), place

    def _found(self, named: str | None) -> tuple[Lexicon, str]:
        path = Path(named) if named else self.workspace.keywords
        if path is None:
            raise UserError("{folder}: no keywords/ here; name the folder of an edited lexicon.", folder=self._root)
        if path.is_file() and path.suffix.lower() != ".xlsx":
            raise UserError("{path}: is one table; name the folder of the whole lexicon, or its workbook.", path=path)
        if path.exists():
            return Lexicon.load(path), str(path)
        if named and named.partition("-")[0].isdecimal():
            release = find_release(self.shelf, named)
            return release.lexicon(), release.manifest.name
        raise UserError("{path}: there is no such folder, workbook or release.", path=path)

    def trial(self, store: Store, question: Question, lexicon: Lexicon, named: str) -> Trial:
        """What is to be compared.

        Args:
            store: The ledger.
            question: What was asked.
            lexicon: What is tried.
            named: Where it lies.

        Raises:
            UserError: If a run is unknown, there are no listings, or nothing was judged yet.
            LexiconError: If the release to compare with is unknown or damaged.
        """
        runs = Runs(store, self.clock)
        run = self._run(store, runs, question.run) if question.run else None
        archive = Archive(store, run)
        if not archive.count():
            raise no_listing(self.workspace)
        if question.against:
            screening, baseline = None, released(self.shelf, question.against, self.build, self.clock.now())
        else:
            screening = self._screening(store, runs, run)
            baseline = Producers(store, self.shelf, self.build).of(screening)
        return Trial(
            after=lexicon,
            named=named,
            baseline=baseline,
            screening=screening.id if screening else None,
            archive=archive,
            look_alikes=look_alikes(),
            build=self.build,
            settings=self._settings(question.samples),
        )

    def between(self, store: Store, before: Release, after: Release, now: datetime) -> Trial | None:
        """What replacing one release by another changes; None where there is no listing to see it by."""
        archive = Archive(store)
        if not archive.count():
            return None
        lexicon = after.lexicon().in_force(now)
        baseline = Baseline.of(before.lexicon().in_force(now), Origin.RELEASE, self.build)
        name = after.manifest.name
        return Trial(lexicon, name, baseline, None, archive, look_alikes(), self.build, self._settings(None))

    @property
    def shelf(self) -> Shelf | None:
        """Releases of the workspace's lexicon."""
        return Shelf(self.workspace.keywords) if self.workspace.keywords else None

    @property
    def build(self) -> BuildScreener:
        """Makes a screener with the workspace's settings."""
        taxonomy = Taxonomy.load()
        return lambda lexicon: Screener.build(lexicon, taxonomy, self.workspace.config)

    @property
    def _root(self) -> Path:
        return self.workspace.root

    def _run(self, store: Store, runs: Runs, named: str) -> Run:
        run_id = Verdicts(store, self.clock).last_run() if named == LAST else named
        if run_id is None:
            raise _nothing_judged()
        run = runs.get(run_id)
        if run is None:
            raise UserError(
                "run {run}: unknown. Name one that import, crawl or screen printed, or last for the newest screening.",
                run=named,
            )
        return run

    def _screening(self, store: Store, runs: Runs, run: Run | None) -> Run:
        """The screening whose lexicon counts as before: that by which every listing stands now."""
        if run is not None and run.kind is RunKind.SCREENING:
            return run
        found = runs.latest(RunKind.SCREENING)
        if found is None or versions_of(store, found.subject) is None:
            raise _nothing_judged()
        return found

    def _settings(self, samples: int | None) -> Impact:
        settings = self.workspace.config.impact
        return settings if samples is None else settings.model_copy(update={"samples": samples})


def _nothing_judged() -> UserError:
    return UserError(
        "nothing was judged yet, so there is nothing to compare with. Run lenswatch screen first, or name a release "
        "with --against."
    )


def no_listing(workspace: Workspace) -> UserError:
    """There is nothing to see an impact by."""
    return UserError(
        "{ledger}: holds no listing to compare. Bring some in with lenswatch import FILE or lenswatch crawl, then run "
        "lenswatch screen.",
        ledger=workspace.ledger,
    )
