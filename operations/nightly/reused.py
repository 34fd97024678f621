"""What of tonight's listings re-uses the reference library, read back from the ledger."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from lenswatch.core.clock import Clock
from lenswatch.core.record import Record
from lenswatch.ledger.listings import Listings
from lenswatch.ledger.reference_matches import ReferenceMatches
from lenswatch.ledger.references import References
from lenswatch.ledger.store import Store


def _tuple(value: Any) -> Any:  # noqa: ANN401 - validates whatever a file held
    return tuple(value) if isinstance(value, list) else value


class ReusedNote(Record):
    """A listing that shares a part with a reference, found tonight for the first time."""

    key: str
    """As `lenswatch explain` takes it."""
    title: str
    reference: int
    label: str
    """What the reference is called."""
    quoted: str
    """Share of the reference that is re-used, three decimals, cut off."""
    taken: str
    """Share of the listing that comes from the reference."""
    expert_review: bool
    """Whether either reaches one half."""
    relisted: bool
    """Whether the listing came after the reference was added: a relisting, caught again."""
    hours: Annotated[float, Field(ge=0)] | None
    """Of a relisting, from first seen to matched; 1 decimal."""


ReusedNotes = Annotated[tuple[ReusedNote, ...], BeforeValidator(_tuple)]


def reused_since(store: Store, clock: Clock, since: datetime) -> tuple[ReusedNote, ...]:
    """Matches first found since an instant, those for an expert first."""
    recorded, references = ReferenceMatches(store, clock), References(store, clock)
    listings, notes = Listings(store, clock), []
    over = references.over()
    for one in recorded.listings():
        if one.first_matched < since or one.reference in over:
            continue
        (stored,) = listings.find(one.key)
        reference = references.get(one.reference)
        match = next((m for m in recorded.of(stored.revision_id) if m.reference == one.reference), None)
        if match is None or not (match.quoted.matched or match.taken.matched):
            continue
        relisted = one.first_seen >= reference.added_at
        waited = (one.first_matched - one.first_seen).total_seconds() / 3600
        notes.append(
            ReusedNote(
                key=one.key,
                title=stored.listing.title,
                reference=one.reference,
                label=reference.provenance.label,
                quoted=match.quoted.shown,
                taken=match.taken.shown,
                expert_review=match.expert_review,
                relisted=relisted,
                hours=round(max(0.0, waited), 1) if relisted else None,
            )
        )
    return tuple(sorted(notes, key=lambda note: (not note.expert_review, note.key, note.reference)))
