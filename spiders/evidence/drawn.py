"""A page as a browser drew it, as it is archived."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from lenswatch.core.digest import sha256_of
from lenswatch.ledger.captures import Capture


@dataclass(frozen=True)
class Drawn:
    """A document, and what it was drawn from."""

    source: Capture
    """The response it was drawn from."""
    html: bytes
    """The finished document, in UTF-8."""
    browser: str
    """Name and version of the browser."""
    drawn_at: datetime

    @cached_property
    def sha256(self) -> str:
        """Digest of the document; it is taken once."""
        return sha256_of(self.html)
