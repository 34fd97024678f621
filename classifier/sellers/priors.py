"""The decisions that count on one day, and what they give to a listing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Self

from lenswatch.classifier.fusion import Observation
from lenswatch.classifier.points import to_points
from lenswatch.classifier.sellers.decision import SellerDecision
from lenswatch.core.digest import canonical_json, sha256_of
from lenswatch.core.listing import Listing
from lenswatch.core.signal import SignalSource
from lenswatch.core.taxonomy import SELLER_DECIDED

FIELD = "seller.id"


@dataclass(frozen=True)
class SellerPriors:
    """Decisions in force, each seller's latest."""

    points: int = 0
    """What one gives, in points of `lenswatch.classifier.points`; never below 0."""
    decisions: Mapping[tuple[str, str], SellerDecision] = field(default_factory=dict)
    """By platform and seller id."""

    @classmethod
    def on(cls, day: date, decisions: Iterable[SellerDecision], weight: float) -> Self:
        """What counts on a day.

        Args:
            day: That of the screening.
            decisions: All there are; of several on one seller the latest counts, the last of those of one day.
            weight: Log-odds that one gives, 0 or more; with 0 none counts.
        """
        latest: dict[tuple[str, str], SellerDecision] = {}
        for one in sorted(decisions, key=lambda one: one.decided_on):
            if weight and one.counts_on(day):
                latest[one.platform, one.seller_id] = one
        return cls(to_points(weight) if latest else 0, latest)

    @cached_property
    def digest(self) -> str | None:
        """Digest of everything verdicts owe to them; None where none counts."""
        if not self.decisions:
            return None
        rows = [[*key, one.decided_on.isoformat(), one.source] for key, one in sorted(self.decisions.items())]
        return sha256_of(canonical_json([self.points, rows]))

    def of(self, listing: Listing) -> tuple[Observation, ...]:
        """What was decided of a listing's seller: one observation, or none."""
        seller_id = listing.seller.id if listing.seller else None
        if not self.decisions or not seller_id or not listing.platform:
            return ()
        found = self.decisions.get((listing.platform, seller_id))
        if found is None:
            return ()
        seen = Observation(
            source=SignalSource.SELLER,
            code=SELLER_DECIDED,
            points=self.points,
            field=FIELD,
            span=(0, len(seller_id)),
            matched=seller_id,
            term=found.source,
            reasons=(found.decided_on.isoformat(),),
        )
        return (seen,)


NO_SELLERS = SellerPriors()
