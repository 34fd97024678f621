"""Two judgements of the same listings: what changed, and whether for better."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from lenswatch.core.record import Record
from lenswatch.core.verdict import Band, Verdict
from lenswatch.models.corpus_row import Label
from lenswatch.models.evaluation.cells import Cell, cells
from lenswatch.models.evaluation.judged import Judged
from lenswatch.models.evaluation.truth import LabelledListing


class Change(StrEnum):
    """What became of a listing."""

    BETTER = "better"
    """A covert one rose by a band, or another sank."""
    WORSE = "worse"
    """A covert one sank by a band, or another rose."""
    SAME_BAND = "same_band"
    """Its score or its disguise changed, its band did not."""


class ChangedListing(Record):
    """A listing that is judged otherwise than before."""

    change: Change
    file: str
    line: int
    id: str | None
    label: Label
    title: str
    old_band: Band
    new_band: Band
    old_score: float
    new_score: float
    old_disguise: str | None
    new_disguise: str | None


class Comparison(Record):
    """The judgement of now beside another one."""

    against: str
    """The other one: a folder, a release or a file of verdicts."""
    compared: int
    """Listings both have judged."""
    missing: int
    """Listings the other one has not judged; they are in no figure here."""
    changed: tuple[ChangedListing, ...]
    """Those whose band changed first, worse before better."""
    old: tuple[Cell, ...]
    """Figures of the other one over the listings compared, unsliced."""
    new: tuple[Cell, ...]
    """The same figures of now."""

    def count(self, change: Change) -> int:
        """How many listings changed in this way."""
        return sum(one.change is change for one in self.changed)


def compare(against: str, old: Sequence[Judged | None], new: Sequence[Judged]) -> Comparison:
    """Hold two judgements of the same listings, in the same order, side by side."""
    pairs = [(before, now) for before, now in zip(old, new, strict=True) if before is not None]
    changed = (_changed(before, now) for before, now in pairs if _differs(before, now))
    order = (Change.WORSE, Change.BETTER, Change.SAME_BAND)
    return Comparison(
        against=against,
        compared=len(pairs),
        missing=len(new) - len(pairs),
        changed=tuple(sorted(changed, key=lambda one: order.index(one.change))),
        old=_unsliced(before for before, _ in pairs),
        new=_unsliced(now for _, now in pairs),
    )


def judged_earlier(rows: Sequence[LabelledListing], verdicts: Iterable[Verdict]) -> Iterator[Judged | None]:
    """The verdict on each row: by its id, else by its line; of repeated ids the first goes to the first row."""
    waiting: dict[str | int | None, list[Verdict]] = {}
    for verdict in verdicts:
        waiting.setdefault(verdict.line if verdict.id is None else verdict.id, []).append(verdict)
    for row in rows:
        found = waiting.get(row.line if row.listing.id is None else row.listing.id)
        first = found.pop(0) if found else None
        yield Judged(row, first.score, first.band, first.disguise) if first else None


def _unsliced(judged: Iterable[Judged]) -> tuple[Cell, ...]:
    return tuple(cell for cell in cells(tuple(judged)) if cell.by == "all")


def _differs(old: Judged, new: Judged) -> bool:
    return (old.score, old.band, old.disguise) != (new.score, new.band, new.disguise)


def _changed(old: Judged, new: Judged) -> ChangedListing:
    row = new.row
    return ChangedListing(
        change=_change(old, new),
        file=row.file,
        line=row.line,
        id=row.listing.id,
        label=row.label,
        title=row.listing.title,
        old_band=old.band,
        new_band=new.band,
        old_score=old.score,
        new_score=new.score,
        old_disguise=old.disguise,
        new_disguise=new.disguise,
    )


def _change(old: Judged, new: Judged) -> Change:
    if old.band is new.band:
        return Change.SAME_BAND
    return Change.BETTER if new.reaches(old.band) == new.row.covert else Change.WORSE
