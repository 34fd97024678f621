"""Expressions somebody decided to watch or to reject, and how they have grown since."""

from lenswatch.core.clock import Clock
from lenswatch.ledger.candidates import Candidates, Decided, Decision
from lenswatch.ledger.store import Store
from lenswatch.operations.mining.card import Watched

FOLLOWED = frozenset({Decision.WATCH, Decision.REJECT})
"""A rejected expression stays out of the cards; how it grows is noted all the same."""


def followed(store: Store, clock: Clock) -> tuple[Watched, ...]:
    """Watched expressions, then rejected ones, as they were decided and as the miner saw them last."""
    candidates = Candidates(store, clock)
    kept = [one for one in candidates.decided().values() if one.decision in FOLLOWED]
    kept.sort(key=lambda one: (one.decision is Decision.REJECT, one.candidate.expression))
    return tuple(_watched(one, candidates) for one in kept)


def _watched(one: Decided, candidates: Candidates) -> Watched:
    return Watched(
        id=one.candidate.id,
        expression=one.candidate.expression,
        decision=one.decision,
        by=one.actor,
        reason=one.reason,
        decided_at=one.at,
        sellers_then=one.sellers,
        sellers_now=one.candidate.sellers,
        listings_then=one.listings,
        listings_now=one.candidate.listings,
        seen=candidates.growth(one.candidate.id),
    )
