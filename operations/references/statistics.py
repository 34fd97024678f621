"""How well the library keeps down what comes back: escapes, and how long each relisting stood."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from lenswatch.core.record import Record
from lenswatch.ledger.reference_matches import MatchedListing, ReferenceMatches
from lenswatch.ledger.references import Reference, References

ONE_NIGHT = timedelta(days=1)
"""A relisting that is matched so soon did not escape, even if it was flagged before."""
DUE = timedelta(days=30)


class ReferenceFigures(Record):
    """What became of one reference. None is "–": there is nothing to reckon with."""

    reference: int
    matches: int
    """Listings that share any part with it."""
    expert_review: int
    """Of these, listings that reached one half."""
    relisted: int
    """Of these, listings first seen after it was added."""
    escaped: int | None
    """Of these, flagged by other means and matched only later, more than a day after they were first seen."""
    recatch_hours_p50: float | None
    """Hours between first seen and first matched, half of the relistings; 1 decimal."""
    recatch_hours_p95: float | None
    """The same of 95 in 100."""

    @property
    def escape_rate(self) -> float | None:
        """Escaped of relisted, 3 decimals; None where nothing came back."""
        return None if self.escaped is None else round(self.escaped / self.relisted, 3)


class LibraryFigures(Record):
    """The whole library."""

    devices: int
    """Confirmed devices that match now."""
    lawful: int
    """Lawful products that silence now."""
    over: int
    """Retired or expired."""
    due: tuple[int, ...]
    """Numbers of those that expire within 30 days."""
    compared: int
    """Listings whose present words were held against it."""
    listings: int
    """All listings."""
    references: tuple[ReferenceFigures, ...]
    """Of each that is a device, by number."""


def figures(references: References, recorded: ReferenceMatches) -> LibraryFigures:
    """What the ledger says of the library now."""
    now, every = references.clock.now(), references.all()
    live = [one for one in every if one.matches_at(now)]
    by_reference: defaultdict[int, list[MatchedListing]] = defaultdict(list)
    for listing in recorded.listings():
        by_reference[listing.reference].append(listing)
    compared, listings = recorded.compared()
    devices = sum(one.provenance.kind == "device" for one in live)
    return LibraryFigures(
        devices=devices,
        lawful=len(live) - devices,
        over=len(every) - len(live),
        due=tuple(one.id for one in live if _due(one, now)),
        compared=compared,
        listings=listings,
        references=tuple(_figures(one, by_reference[one.id]) for one in every if one.provenance.kind == "device"),
    )


def _due(reference: Reference, now: datetime) -> bool:
    expires = reference.provenance.expires_at
    return expires is not None and expires <= now + DUE


def _figures(reference: Reference, matched: Sequence[MatchedListing]) -> ReferenceFigures:
    reviewed = [one for one in matched if one.expert_review]
    relisted = [one for one in reviewed if one.first_seen >= reference.added_at]
    hours = sorted((one.first_matched - one.first_seen) / timedelta(hours=1) for one in relisted)
    return ReferenceFigures(
        reference=reference.id,
        matches=len(matched),
        expert_review=len(reviewed),
        relisted=len(relisted),
        escaped=_escaped(relisted) if relisted else None,
        recatch_hours_p50=_rank(hours, 50),
        recatch_hours_p95=_rank(hours, 95),
    )


def _escaped(relisted: Iterable[MatchedListing]) -> int:
    return sum(
        one.first_flagged is not None
        and one.first_flagged < one.first_matched
        and one.first_matched - one.first_seen > ONE_NIGHT
        for one in relisted
    )


def _rank(ordered: Sequence[float], percent: int) -> float | None:
    """Nearest rank; None of nothing."""
    return round(ordered[-(-len(ordered) * percent // 100) - 1], 1) if ordered else None
