"""Which disguise was named, and which it is."""

from collections import Counter
from collections.abc import Sequence

from lenswatch.core.record import Record
from lenswatch.core.verdict import Band
from lenswatch.models.evaluation.judged import Judged
from lenswatch.models.evaluation.share import Share
from lenswatch.models.evaluation.truth import UNKNOWN


class DisguiseRow(Record):
    """What was named for the covert listings of one disguise."""

    disguise: str
    """The true one."""
    right: Share
    unknown: Share
    """"Unknown" is an answer: nothing wrong is said."""
    wrong: dict[str, int]
    """Other codes that were named, and how often."""


class Confusion(Record):
    """The table over all disguises."""

    right: Share
    unknown: Share
    right_suspected: Share
    """Right among those that reach the band review or flag."""
    rows: tuple[DisguiseRow, ...]


def confusion(judged: Sequence[Judged]) -> Confusion:
    """Over covert listings whose true disguise is known; D00 is a camera that hides in nothing."""
    ours = [one for one in judged if one.row.covert and one.row.disguise]
    pairs = Counter((one.row.disguise or "", one.disguise or UNKNOWN) for one in ours)
    rows = tuple(_row(true, pairs) for true in sorted({true for true, _ in pairs}))
    suspected = [one for one in ours if one.reaches(Band.REVIEW)]
    total = pairs.total()
    return Confusion(
        right=Share.of(sum(row.right.found for row in rows), total),
        unknown=Share.of(sum(row.unknown.found for row in rows), total),
        right_suspected=Share.of(sum(one.disguise == one.row.disguise for one in suspected), len(suspected)),
        rows=rows,
    )


def _row(disguise: str, pairs: Counter[tuple[str, str]]) -> DisguiseRow:
    named = {answer: count for (true, answer), count in sorted(pairs.items()) if true == disguise}
    total = sum(named.values())
    return DisguiseRow(
        disguise=disguise,
        right=Share.of(named.get(disguise, 0), total),
        unknown=Share.of(named.get(UNKNOWN, 0), total),
        wrong={answer: count for answer, count in named.items() if answer not in {disguise, UNKNOWN}},
    )
