"""What a pattern stands for."""

from dataclasses import dataclass

from lenswatch.keywords.exclusion import Exclusion
from lenswatch.keywords.term import Term
from lenswatch.keywords.variants import Policy


@dataclass(frozen=True)
class Owner:
    """What a pattern stands for."""

    id: str
    """Id of the term or exclusion."""
    term: Term | None
    exclusion: Exclusion | None
    short: bool = False
    """Whether it is a derived spelling that needs context: of fewer than 3 Han characters or 4 Latin letters, or
    initials."""
    policy: Policy | None = None
    """How a derived spelling is derived; None for the word as the curator wrote it."""
    cancels: frozenset[str] = frozenset()
    """Ids of the terms an exclusion cancels."""
