"""Where the bytes of each fetched response lie."""

from dataclasses import dataclass
from datetime import datetime

from lenswatch.core.record import Record
from lenswatch.ledger.instant import restored, stored
from lenswatch.ledger.store import Store


class Capture(Record):
    """One response as received, and its WARC record."""

    url: str
    """Address asked for."""
    status: int
    """HTTP status."""
    media_type: str | None
    """Content-Type without parameters."""
    payload_sha256: str
    """Digest of the payload after transfer decoding, 64 hexadecimal digits."""
    payload_bytes: int
    """Length of that payload."""
    captured_at: datetime
    """When it arrived."""
    warc_file: str
    """Name of the WARC file, without folder."""
    warc_record_id: str
    """WARC-Record-ID, with its angle brackets."""
    warc_offset: int
    """Where the record starts in the file, in bytes."""


_SELECT = (
    "SELECT url, status, media_type, payload_sha256, payload_bytes, captured_at, warc_file, warc_record_id, warc_offset"
    " FROM capture WHERE id = ?"
)


@dataclass(frozen=True)
class Captures:
    """The table of captures."""

    store: Store

    def add(self, capture: Capture, run_id: str) -> int:
        """Record a capture; returns its row id."""
        with self.store.transaction() as connection:
            cursor = connection.execute(
                "INSERT INTO capture (run_id, url, status, media_type, payload_sha256, payload_bytes, captured_at,"
                " warc_file, warc_record_id, warc_offset) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    run_id,
                    capture.url,
                    capture.status,
                    capture.media_type,
                    capture.payload_sha256,
                    capture.payload_bytes,
                    stored(capture.captured_at),
                    capture.warc_file,
                    capture.warc_record_id,
                    capture.warc_offset,
                ),
            )
        return int(cursor.lastrowid or 0)

    def get(self, capture_id: int) -> Capture | None:
        """A capture by its row id."""
        row = self.store.connection.execute(_SELECT, (capture_id,)).fetchone()
        if row is None:
            return None
        values = dict(zip(Capture.model_fields, row, strict=True))
        return Capture.model_validate(values | {"captured_at": restored(values["captured_at"])})
