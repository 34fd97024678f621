"""One response as the reading sees it: no crawler in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from lenswatch.core.messages import Message
from lenswatch.ledger.captures import Capture

REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""Statuses that send us elsewhere, where a Location says so."""
PAUSING = frozenset({429, 503})
"""Statuses whose Retry-After asks for a rest."""


@dataclass(frozen=True)
class Rendering:
    """What came of drawing a page in a browser."""

    parts: tuple[Capture, ...] = ()
    """Responses the page was drawn from, the page's own first."""
    notes: tuple[Message, ...] = ()
    """What was odd about it."""
    problem: Message | None = None
    """Why the page could not be drawn; its answer then holds the response as received."""
    retry: bool = False
    """Whether another try in this crawl may help."""


@dataclass(frozen=True)
class Answer:
    """What came back for one URL."""

    url: str
    """Address that answered."""
    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes
    """Payload after transfer decoding, Content-Encoding still on."""
    capture: Capture
    """Where it lies in the WARC file."""
    rendering: Rendering = Rendering()
    """How it was drawn, where the page needed a browser."""

    def header(self, name: str) -> str | None:
        """The first value of a header, or None."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    def headers_of(self, name: str) -> tuple[str, ...]:
        """Every value of a header, in order."""
        return tuple(value for key, value in self.headers if key.lower() == name)

    def retry_after(self) -> datetime | None:
        """When the site says it may be asked again: Retry-After as seconds or as a date (RFC 9110, 10.2.3)."""
        return pause_until(self.header("retry-after") or "", self.capture.captured_at)


def pause_until(value: str, arrived_at: datetime) -> datetime | None:
    """When a Retry-After of an answer allows the next request; None where it says nothing that can be read."""
    value = value.strip()
    if value.isascii() and value.isdecimal():
        return arrived_at + timedelta(seconds=min(int(value[:9]), 10**8))
    try:
        instant = parsedate_to_datetime(value)
    except ValueError:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
