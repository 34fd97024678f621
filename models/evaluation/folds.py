"""Cross validation that leaves out what a marketplace will bring anew: a writer, a manner of writing, a disguise.

A random split would put one writer's turns of phrase on both sides and look excellent.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lenswatch.models.corpus_row import CorpusRow, Label
from lenswatch.models.evaluation.scorer import Trainer

OTHERS = "others"
"""Name of the fold of all groups that are too small for one of their own."""


@dataclass(frozen=True)
class Fold:
    """Rows left out together, and what a model that has not seen them says."""

    name: str
    rows: tuple[CorpusRow, ...]
    scores: tuple[float, ...]
    """One for each row, in order."""


def folds(
    rows: Sequence[CorpusRow], trainer: Trainer, group_of: Callable[[CorpusRow], str | None], smallest: int = 1
) -> Iterator[Fold]:
    """Leave out one group after the other.

    Args:
        rows: Labelled rows.
        trainer: Learns from the rest.
        group_of: Name of a row's group; rows of None are never left out and always learnt from.
        smallest: Groups of fewer rows are left out together.
    """
    named = [group_of(row) for row in rows]
    sizes = Counter(name for name in named if name is not None)
    groups: dict[str, list[CorpusRow]] = defaultdict(list)
    for name, row in zip(named, rows, strict=True):
        if name is not None:
            groups[name if sizes[name] >= smallest else OTHERS].append(row)
    for name, left_out in sorted(groups.items()):
        ids = {row.id for row in left_out}
        scorer = trainer.fit([row for row in rows if row.id not in ids])
        yield Fold(name, tuple(left_out), tuple(scorer.scores([row.listing() for row in left_out])))


def by_writer(row: CorpusRow) -> str:
    """Leave one writer out."""
    return row.writer


def by_style(row: CorpusRow) -> str:
    """Leave one manner of writing out, whoever wrote in it."""
    return row.style


def by_disguise(row: CorpusRow) -> str | None:
    """Leave the covert rows of one disguise out; the others have none, so such a fold has recall only."""
    return row.disguise if row.label is Label.COVERT else None
