"""The card of a candidate: everything a curator needs to decide."""

from datetime import datetime

from lenswatch.core.record import Instant, Record
from lenswatch.keywords.term import Role


class CardContribution(Record):
    """What one kind of evidence says, and what it adds to the rank."""

    kind: str
    """As in `evidence.Kind`."""
    score: float
    """In its own measure."""
    adds: float
    """weight / (20 + place in its order)."""


class CardContext(Record):
    """One place where the expression stands."""

    listing: str
    """Key in the ledger: lenswatch explain KEY."""
    seller: str
    field: str
    before: str
    matched: str
    after: str


class CardNeighbour(Record):
    """The nearest active block or alert term."""

    term_id: str
    text: str
    nearness: float
    how: str
    """replaced: it stood in the expression's place; meaning: cosine; spelling: pairs of characters in common."""


class Card(Record):
    """A proposal. It says nothing about any seller: people decide whether the expression means what it seems to."""

    id: str
    expression: str
    place: int
    """From 1, best first."""
    score: float
    """Sum of what the kinds of evidence add."""
    evidence: tuple[CardContribution, ...]
    """What adds most comes first."""
    sellers: int
    """Distinct sellers among suspected listings."""
    listings: int
    """Suspected listings."""
    clean_listings: int
    """Listings of the clean background that say it too."""
    first_seen: Instant
    """When the oldest of the suspected listings was first seen."""
    contexts: tuple[CardContext, ...]
    """At most ten, one of each seller before a second of any."""
    instead_of: tuple[str, ...]
    """What it stood for in otherwise equal texts and in titles that were changed."""
    suggested_for: tuple[str, ...]
    """Watched searches to which a platform suggested it."""
    nearest: CardNeighbour | None
    proposed_role: Role
    """A proposal by rule; never block."""
    lang: str
    """zh or en, by its characters."""


class Watched(Record):
    """A followed expression: what it was when somebody decided, and what it is now."""

    id: str
    expression: str
    decision: str
    by: str
    reason: str
    decided_at: Instant
    sellers_then: int
    sellers_now: int
    listings_then: int
    listings_now: int
    seen: tuple[tuple[datetime, int, int], ...]
    """When the miner saw it, with sellers and listings."""

    @property
    def doubled(self) -> bool:
        """Whether twice as many sellers use it now."""
        return self.sellers_now >= 2 * max(1, self.sellers_then)
