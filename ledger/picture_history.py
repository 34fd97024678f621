"""What a listing showed before: its earlier revisions, and earlier payloads of its pictures' addresses."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from lenswatch.core.listing import Listing
from lenswatch.ledger.instant import restored
from lenswatch.ledger.listings import listing_from_json
from lenswatch.ledger.store import Store

_MOST_REVISIONS = 20
_PAYLOADS = (
    "SELECT url, payload_sha256, max(id), min(captured_at) FROM capture WHERE url IN (SELECT value FROM json_each(?))"
    " AND status IN (200, 304) AND rendered_from IS NULL AND lost = 0 GROUP BY url, payload_sha256 ORDER BY min(id)"
)


@dataclass(frozen=True)
class Revision:
    """What a listing said at some time."""

    listing: Listing
    recorded_at: datetime


@dataclass(frozen=True)
class CapturedPayload:
    """What an address answered with, once or several times."""

    url: str
    sha256: str
    capture_id: int
    """The newest capture of it."""
    first: datetime
    """When it first did."""


@dataclass(frozen=True)
class PictureHistory:
    """The tables of revisions and captures, read for what was there before."""

    store: Store

    def revisions(self, revision_id: int) -> Sequence[Revision]:
        """A revision and those before it of the same listing, newest first, 20 at the most."""
        rows = self.store.connection.execute(
            "SELECT listing, recorded_at FROM revision WHERE listing_key ="
            " (SELECT listing_key FROM revision WHERE id = ?) AND id <= ? ORDER BY id DESC LIMIT ?",
            (revision_id, revision_id, _MOST_REVISIONS),
        )
        return [Revision(listing_from_json(text), restored(at)) for text, at in rows]

    def payloads(self, urls: Collection[str]) -> Sequence[CapturedPayload]:
        """All payloads of some addresses, in the order first met."""
        rows = self.store.connection.execute(_PAYLOADS, (json.dumps(sorted(urls)),))
        return [CapturedPayload(url, sha256, number, restored(first)) for url, sha256, number, first in rows]
