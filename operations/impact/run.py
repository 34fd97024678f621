"""One comparison, whole: the archive and the lawful look-alikes by the lexicon of before and by the edited one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lenswatch.core.config import Impact
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.ledger.archive import Archive
from lenswatch.models.corpus_row import CorpusRow
from lenswatch.operations.impact.baseline import Baseline, BuildScreener, Origin
from lenswatch.operations.impact.ceilings import breaches, reviewer_time
from lenswatch.operations.impact.comparing import Comparator
from lenswatch.operations.impact.counting import Counts
from lenswatch.operations.impact.lawful import LawfulCounts
from lenswatch.operations.impact.moves import moves
from lenswatch.operations.impact.report import ComparedWith, ImpactReport

OnProgress = Callable[[int], None]


@dataclass(frozen=True)
class Trial:
    """What is to be compared."""

    after: Lexicon
    """The edited lexicon, in force."""
    named: str
    """Where it lies."""
    baseline: Baseline
    screening: str | None
    """The run whose lexicon the baseline is; None where a release was named."""
    archive: Archive
    look_alikes: Sequence[CorpusRow]
    build: BuildScreener
    settings: Impact

    def run(self, on_progress: OnProgress = lambda _: None) -> ImpactReport:
        """Compare everything.

        Args:
            on_progress: Told of each listing and look-alike that is done.
        """
        comparator = Comparator(self.baseline, self.after, self.build)
        counts = Counts(_words(comparator), self.settings.samples)
        for one in comparator.archive(self.archive, on_progress):
            counts.add(one)
        suite = LawfulCounts(self.settings.samples)
        lawful = suite.add_all(self.look_alikes, self._for_look_alikes(comparator), on_progress)
        listings = moves(counts.listings)
        reviewer = reviewer_time(self.settings, listings, len(counts.days))
        return ImpactReport(
            lexicon=self.named,
            terms_sha256=self.after.terms_digest,
            compared_with=self._compared_with(),
            run=self.archive.run.id if self.archive.run else None,
            compared=counts.compared,
            rescored=counts.rescored,
            judged_here=counts.judged_here,
            left_out=comparator.left_out,
            listings=listings,
            sellers=moves(counts.sellers),
            platforms=counts.platforms(),
            samples=counts.samples(),
            terms=counts.terms(),
            lawful=lawful,
            reviewer=reviewer,
            breaches=breaches(self.settings, counts.compared, listings, lawful, reviewer),
        )

    def _for_look_alikes(self, comparator: Comparator) -> Comparator:
        """No verdicts on them are kept: where the tables of before are lost, the lexicon that ships stands in."""
        if self.baseline.lexicon is not None:
            return comparator
        shipped = Baseline.of(Lexicon.load(shipped_keywords()), Origin.SHIPPED, self.build)
        return replace(comparator, baseline=shipped)

    def _compared_with(self) -> ComparedWith:
        lexicon = self.baseline.lexicon
        return ComparedWith(
            origin=self.baseline.origin,
            release=self.baseline.release,
            terms_sha256=lexicon.terms_digest if lexicon else None,
            run=self.screening,
        )


def _words(comparator: Comparator) -> dict[str, str]:
    """Id to word of the edited terms."""
    edit = comparator.edit
    if edit is None:
        return {}
    terms = (*edit.before.terms, *edit.after.terms)
    return {term.id: term.text for term in terms if term.id in edit.changed_terms}
