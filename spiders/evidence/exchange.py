"""One request and its answer, as they are archived."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from lenswatch.core.digest import sha256_of
from lenswatch.spiders.evidence.cdxj import media_type

Headers = Sequence[tuple[str, str]]
"""Header lines in order, each byte a character (latin-1)."""


@dataclass(frozen=True)
class Exchange:
    """One request and the response to it, as it arrived."""

    url: str
    method: str
    request_headers: Headers
    status: int
    response_headers: Headers
    payload: bytes
    """Body after transfer decoding."""
    arrived_at: datetime
    address: str | None = None
    """IP address that answered."""

    @cached_property
    def payload_sha256(self) -> str:
        """Digest of the payload; it is taken once."""
        return sha256_of(self.payload)

    @cached_property
    def media_type(self) -> str | None:
        """Content-Type of the answer without parameters."""
        value = next((value for name, value in self.response_headers if name.lower() == "content-type"), "")
        return media_type(value)
