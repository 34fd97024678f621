"""Who offers a listing, as the platform shows it."""

from lenswatch.core.record import Record


class Seller(Record):
    """The shop as shown in public. Never a natural person's identity: that stays on the platform."""

    id: str | None = None
    """The platform's own seller or shop identifier, digits kept as text."""
    name: str | None = None
    """Shop name as shown."""
    url: str | None = None
    """Absolute address of the shop's page."""
    region: str | None = None
    """Place of business as shown, in words; not the place the parcel leaves from."""
    licence_code: str | None = None
    """Unified social credit code as published on the licence page, kept as shown even if its check fails."""
