"""From one band to another."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from lenswatch.core.verdict import Band
from lenswatch.operations.impact.report import Moves

RANK = {Band.CLEAR: 0, Band.REVIEW: 1, Band.FLAG: 2}


class Move(StrEnum):
    """What changed for whoever looks at a listing or seller. Named as the fields of `Moves`."""

    NEWLY_FLAGGED = "newly_flagged"
    NEWLY_REVIEW = "newly_review"
    NO_LONGER_FLAGGED = "no_longer_flagged"
    NO_LONGER_REVIEW = "no_longer_review"


def move_of(before: Band, after: Band) -> Move | None:
    """The move between two bands; None where they are the same."""
    if before is after:
        return None
    if after is Band.FLAG:
        return Move.NEWLY_FLAGGED
    if before is Band.FLAG:
        return Move.NO_LONGER_FLAGGED
    return Move.NEWLY_REVIEW if after is Band.REVIEW else Move.NO_LONGER_REVIEW


def worse(one: Band, other: Band) -> Band:
    """The heavier of two."""
    return max(one, other, key=lambda band: RANK[band])


def moves(counts: Mapping[Move, int]) -> Moves:
    """Counts as a record."""
    counted = Counter(counts)
    return Moves(**{move.value: counted[move] for move in Move})
