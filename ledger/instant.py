"""Times as the ledger keeps them."""

from datetime import UTC, datetime


def stored(instant: datetime) -> str:
    """UTC, microseconds, one length: text order is time order.

    Raises:
        ValueError: If the instant has no offset.
    """
    if instant.tzinfo is None:
        raise ValueError(f"{instant.isoformat()} has no offset")
    universal = instant if instant.tzinfo is UTC else instant.astimezone(UTC)
    return universal.isoformat(timespec="microseconds")


def restored(text: str) -> datetime:
    """The instant behind the text."""
    return datetime.fromisoformat(text)
