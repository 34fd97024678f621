"""A few listings of many, by chance and yet always the same ones."""

import heapq
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from lenswatch.core.digest import sha256_of
from lenswatch.core.listing import Listing
from lenswatch.core.signal import Signal
from lenswatch.operations.impact.comparing import Compared, Judgement
from lenswatch.operations.impact.moves import Move
from lenswatch.operations.impact.report import Reason, Sample

_REASONS = 3
T = TypeVar("T")
_Place = tuple[str, str | None, str, str, tuple[int, int]]


@dataclass
class Few(Generic[T]):
    """Keeps those whose keys have the lowest digests; the order in which they come plays no part."""

    most: int
    _heap: list[tuple[int, str, T]] = field(default_factory=list)

    def wants(self, key: str) -> bool:
        """Whether something of this key would be kept as things stand."""
        return self.most > 0 and (len(self._heap) < self.most or _rank(key) > self._heap[0][0])

    def add(self, key: str, thing: T) -> None:
        """Offer something; keys are unique."""
        if self.wants(key):
            heapq.heappush(self._heap, (_rank(key), key, thing))
            if len(self._heap) > self.most:
                heapq.heappop(self._heap)

    def things(self) -> list[T]:
        """What was kept, by key."""
        return [thing for _, _, thing in sorted(self._heap, key=lambda entry: entry[1])]


def _rank(key: str) -> int:
    return -int(sha256_of(key.encode())[:16], 16)


def sample(key: str, listing: Listing, compared: Compared, move: Move) -> Sample:
    """A listing that moved, with what moved it."""
    seller = listing.seller
    return Sample(
        move=move.value,
        id=key,
        title=listing.title,
        seller_id=seller.id if seller else None,
        seller_name=seller.name if seller else None,
        score_before=compared.before.score,
        score_after=compared.after.score,
        band_before=compared.before.band,
        band_after=compared.after.band,
        reasons=_reasons(compared.before, compared.after),
    )


def _reasons(before: Judgement, after: Judgement) -> tuple[Reason, ...]:
    old, new = _by_place(before), _by_place(after)
    found = []
    for place in dict.fromkeys([*new, *old]):
        code, by, field_name, matched, _ = place
        points = old.get(place, 0.0), new.get(place, 0.0)
        if points[0] != points[1]:
            found.append(Reason(code=code, by=by, field=field_name, matched=matched, before=points[0], after=points[1]))
    return tuple(sorted(found, key=lambda one: -abs(one.after - one.before))[:_REASONS])


def _by_place(judgement: Judgement) -> dict[_Place, float]:
    return {_place(signal): signal.weight for signal in judgement.signals}


def _place(signal: Signal) -> _Place:
    """What makes a signal of before and one of after the same; an exclusion may have come or gone."""
    return signal.code, signal.term or signal.rule, signal.field, signal.matched, signal.span
