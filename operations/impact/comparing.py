"""One listing by the lexicon of before and by the edited one; judged anew only where its words are read otherwise."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lenswatch.classifier.fields import scored_texts
from lenswatch.classifier.screener import Screener
from lenswatch.core.listing import Listing
from lenswatch.core.signal import Signal
from lenswatch.core.verdict import Band, Verdict
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.reading import LexiconReader, Reading
from lenswatch.ledger.archive import Archive, StoredJudgement
from lenswatch.ledger.listings import StoredListing
from lenswatch.operations.impact.baseline import Baseline, BuildScreener
from lenswatch.operations.impact.edit import Edit


@dataclass(frozen=True)
class Judgement:
    """What counts of a verdict for a comparison."""

    score: float
    band: Band
    source: Verdict | StoredJudgement

    @classmethod
    def of(cls, source: Verdict | StoredJudgement) -> "Judgement":
        """From a verdict, made now or kept."""
        return cls(source.score, source.band, source)

    @property
    def signals(self) -> tuple[Signal, ...]:
        """Its reasons."""
        source = self.source
        return source.signals if isinstance(source, Verdict) else source.verdict.signals


@dataclass(frozen=True)
class Readings:
    """What both lexicons read in one listing."""

    before: Reading
    after: Reading

    @property
    def differ(self) -> bool:
        """Whether the screener is given anything else by one than by the other."""
        return self.before != self.after


@dataclass(frozen=True)
class Compared:
    """A listing before and after."""

    before: Judgement
    after: Judgement
    """The same value as before where the words are read alike."""
    rescored: bool
    judged_here: bool = False
    """Whether no verdict of before was at hand, so that one was made for the comparison."""
    readings: Readings | None = None
    """Where an edited word occurs."""


@dataclass(frozen=True)
class ArchivedComparison:
    """A listing of the archive, compared."""

    stored: StoredListing
    compared: Compared


@dataclass
class Comparator:
    """Compares listings; exact, whatever the screener does with a listing and its reading beside each other.

    Args:
        baseline: What counts as before.
        after: The edited lexicon, in force.
        build: Makes the screener of a lexicon.
    """

    baseline: Baseline
    after: Lexicon
    build: BuildScreener
    left_out: int = field(default=0, init=False)
    """Listings without a verdict of before, where the tables of before are lost."""

    def archive(
        self, archive: Archive, on_progress: Callable[[int], None] = lambda _: None
    ) -> Iterator[ArchivedComparison]:
        """Every listing of an archive, in its order."""
        for one in archive.listings(self.baseline.versions_sha256):
            compared = self.compare(one.stored.listing, one.judged)
            on_progress(1)
            if compared is None:
                self.left_out += 1
            else:
                yield ArchivedComparison(one.stored, compared)

    def compare(self, listing: Listing, kept: StoredJudgement | None = None) -> Compared | None:
        """One listing.

        Args:
            listing: What was on the page.
            kept: Its verdict by the versions of before, if the ledger has one.

        Returns:
            None where there is neither such a verdict nor a lexicon to make it with.
        """
        if kept is None and self.baseline.screener is None:
            return None
        readings = self._readings(listing)
        rescored = self.edit is None or (readings is not None and readings.differ)
        if rescored and kept and kept.beside_words:  # an edit changes words: both sides are judged by words alone
            if self.baseline.screener is None:
                return None
            kept = None
        before = Judgement.of(kept or self._before.screen(listing))
        after = Judgement.of(self._after.screen(listing)) if rescored else before
        return Compared(before, after, rescored, kept is None, readings)

    def _readings(self, listing: Listing) -> Readings | None:
        """What is read in a listing that an edited word occurs in."""
        texts = scored_texts(listing)
        if self.edit is None or (self._probe is not None and not self._probe.read(texts).terms):
            return None
        before, after = self._readers
        return Readings(before.read(texts), after.read(texts))

    @cached_property
    def edit(self) -> Edit | None:
        """The edit; None where the tables of before are lost."""
        return Edit(self.baseline.lexicon, self.after) if self.baseline.lexicon else None

    @cached_property
    def _probe(self) -> LexiconReader | None:
        return self.edit.probe() if self.edit else None

    @cached_property
    def _readers(self) -> tuple[LexiconReader, LexiconReader]:
        if self.edit is None:
            raise AssertionError("unreachable: asked for only where there are two lexicons")
        return LexiconReader(self.edit.before), LexiconReader(self.edit.after)

    @property
    def _before(self) -> Screener:
        if self.baseline.screener is None:
            raise AssertionError("unreachable: asked for only where the tables of before are known")
        return self.baseline.screener

    @cached_property
    def _after(self) -> Screener:
        return self.build(self.after)
