"""How an expression is used among suspected listings: by whom, in what clauses, between what neighbours."""

from collections import Counter
from dataclasses import dataclass, field
from math import log

MOST_CLAUSES = 3
"""So many different clauses of one seller count; what one seller repeats proves nothing."""
_EDGE = ""
"""Neighbour of an expression at the end of a stretch of text."""


@dataclass
class Usage:
    """Counts of one expression; filled while texts are read."""

    text: str
    units: tuple[str, ...]
    clauses: dict[str, set[str]] = field(default_factory=dict)
    """Seller to the different clauses in which it stands, each at most `MOST_CLAUSES`."""
    listings: set[str] = field(default_factory=set)
    """Keys of listings."""
    left: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    times: int = 0
    whole: int = 0
    """Of these, how often it begins and ends where words do."""
    near_camera: int = 0
    """Of these, how often a camera or its specification is spoken of nearby."""
    with_strong: int = 0
    """Of these, how often a block or alert term stands within it."""

    def note(self, seller: str, listing: str, clause: str, neighbours: tuple[str | None, str | None]) -> bool:
        """Count one place; False if this seller says enough of it, or this very clause, already."""
        said = self.clauses.setdefault(seller, set())
        self.listings.add(listing)
        if clause in said or len(said) >= MOST_CLAUSES:
            return False
        said.add(clause)
        self.times += 1
        self.left[neighbours[0] or _EDGE] += 1
        self.right[neighbours[1] or _EDGE] += 1
        return True

    @property
    def sellers(self) -> int:
        """Distinct sellers."""
        return len(self.clauses)

    @property
    def different_clauses(self) -> int:
        """Distinct clauses, whoever says them: a text that shops copy from each other is one witness."""
        return len(set[str]().union(*self.clauses.values()))

    @property
    def freedom(self) -> float:
        """Entropy, in nats, of the neighbours on the side where they vary less; an end of text is another each time.

        A fragment of a longer expression has the same neighbour again and again: freedom near 0.
        """
        return min(_entropy(self.left), _entropy(self.right))


def _entropy(neighbours: Counter[str]) -> float:
    total = neighbours.total()
    if not total:
        return 0.0
    edges = neighbours[_EDGE]
    shares = [count / total for text, count in neighbours.items() if text] + [1 / total] * edges
    return -sum(share * log(share) for share in shares)
