"""The lawful look-alikes: goods that a naive scanner would flag, and goods that have nothing to do with it.

They are the rows of the corpus that ships, models/corpus, that are not covert. Where a text model was trained on these
rows its part in their scores says nothing; what an edit of the lexicon adds to them still does.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lenswatch.core.verdict import Band
from lenswatch.models.corpus_file import read_corpus, shipped_corpus
from lenswatch.models.corpus_row import CorpusRow, Label
from lenswatch.operations.impact.comparing import Comparator
from lenswatch.operations.impact.moves import Move, move_of
from lenswatch.operations.impact.report import LawfulHits, Sample
from lenswatch.operations.impact.sampling import Few, sample

_WORSE = (Move.NEWLY_FLAGGED, Move.NEWLY_REVIEW)


def look_alikes() -> tuple[CorpusRow, ...]:
    """The rows, by id."""
    return tuple(row for row in read_corpus(shipped_corpus()) if row.label is not Label.COVERT)


@dataclass
class LawfulCounts:
    """Running counts of the look-alikes."""

    most_samples: int
    rows: int = 0
    _before: Counter[Band] = field(default_factory=Counter)
    _after: Counter[Band] = field(default_factory=Counter)
    _moves: Counter[Move] = field(default_factory=Counter)
    _samples: dict[Move, Few[Sample]] = field(default_factory=dict)

    def add_all(
        self, rows: Iterable[CorpusRow], comparator: Comparator, on_progress: Callable[[int], None] = lambda _: None
    ) -> LawfulHits:
        """Compare every row."""
        for row in rows:
            self._add(row, comparator)
            on_progress(1)
        kept = (self._samples[move].things() for move in _WORSE if move in self._samples)
        return LawfulHits(
            rows=self.rows,
            flagged_before=self._before[Band.FLAG],
            flagged_after=self._after[Band.FLAG],
            review_before=self._before[Band.REVIEW],
            review_after=self._after[Band.REVIEW],
            newly_flagged=self._moves[Move.NEWLY_FLAGGED],
            newly_review=self._moves[Move.NEWLY_REVIEW],
            samples=tuple(one for some in kept for one in some),
        )

    def _add(self, row: CorpusRow, comparator: Comparator) -> None:
        listing = row.listing()
        compared = comparator.compare(listing)
        if compared is None:
            raise AssertionError("unreachable: look-alikes are compared where both lexicons are known")
        move = move_of(compared.before.band, compared.after.band)
        self.rows += 1
        self._before[compared.before.band] += 1
        self._after[compared.after.band] += 1
        if move in _WORSE:
            self._moves[move] += 1
            few = self._samples.setdefault(move, Few(self.most_samples))
            few.add(row.id, sample(row.id, listing, compared, move))
