"""Where the bytes of each fetched response lie."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lenswatch.core.record import Record
from lenswatch.ledger.instant import restored, stored
from lenswatch.ledger.store import Store


class Original(Record):
    """The record that holds a payload, as a later visit refers to it."""

    capture_id: int
    """Row of the capture that brought the payload."""
    url: str
    """Address asked for then."""
    media_type: str | None
    """Content-Type then, without parameters."""
    payload_sha256: str
    """Digest of the payload, 64 hexadecimal digits."""
    payload_bytes: int
    """Length of the payload."""
    captured_at: datetime
    """When it arrived."""
    warc_file: str
    """Name of the WARC file, without folder."""
    warc_record_id: str
    """WARC-Record-ID, with its angle brackets."""
    warc_offset: int
    """Where the record starts in the file, in bytes."""


class Capture(Record):
    """One response as received, and its WARC record."""

    url: str
    """Address asked for."""
    status: int
    """HTTP status."""
    media_type: str | None
    """Content-Type without parameters."""
    payload_sha256: str
    """Digest of the payload after transfer decoding, 64 hexadecimal digits; where the server answered "not modified",
    of the payload it speaks of."""
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
    original: Original | None = None
    """The earlier record that holds the payload, where this one only refers to it (a WARC revisit)."""
    rendered_from: str | None = None
    """WARC-Record-ID of the response a browser drew this document from; None for a response as received."""

    @property
    def payload_file(self) -> str:
        """Name of the WARC file that holds the payload."""
        return self.original.warc_file if self.original else self.warc_file

    @property
    def payload_record_id(self) -> str:
        """WARC-Record-ID of the record that holds the payload."""
        return self.original.warc_record_id if self.original else self.warc_record_id

    @property
    def payload_offset(self) -> int:
        """Where that record starts in its file, in bytes."""
        return self.original.warc_offset if self.original else self.warc_offset


@dataclass(frozen=True)
class LostCapture:
    """A capture whose record never reached the disk."""

    url: str
    """Address that was asked for."""
    site: str
    """Site of its crawl."""


_FIELDS = tuple(name for name in Capture.model_fields if name != "original")
_ORIGINAL = tuple(name for name in Original.model_fields if name != "capture_id")
_SELECT = (
    f"SELECT {', '.join(f'c.{name}' for name in _FIELDS)}, c.refers_to, {', '.join(f'o.{name}' for name in _ORIGINAL)}"  # noqa: S608 - names of this file
    " FROM capture c LEFT JOIN capture o ON o.id = c.refers_to WHERE c.id = ?"
)
_HOLDING = (
    f"SELECT id, {', '.join(_ORIGINAL)} FROM capture"  # noqa: S608 - names of this file
    " WHERE payload_sha256 = ? AND refers_to IS NULL AND rendered_from IS NULL AND lost = 0"
    " ORDER BY id DESC LIMIT 1"
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
                " warc_file, warc_record_id, warc_offset, refers_to, rendered_from)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
                    capture.original.capture_id if capture.original else None,
                    capture.rendered_from,
                ),
            )
        return int(cursor.lastrowid or 0)

    def get(self, capture_id: int) -> Capture | None:
        """A capture by its row id."""
        row = self.store.connection.execute(_SELECT, (capture_id,)).fetchone()
        if row is None:
            return None
        own, refers_to, theirs = row[: len(_FIELDS)], row[len(_FIELDS)], row[len(_FIELDS) + 1 :]
        values = _with_instant(dict(zip(_FIELDS, own, strict=True)))
        return Capture(**values, original=None if refers_to is None else _original((refers_to, *theirs)))

    def holding(self, payload_sha256: str) -> Original | None:
        """The newest response that holds a payload itself; None where there is none, or a power loss took it."""
        row = self.store.connection.execute(_HOLDING, (payload_sha256,)).fetchone()
        return None if row is None else _original(row)

    def newest_of(self, url: str) -> int | None:
        """Row id of the newest capture of an address that answered with it; None where there is none."""
        row = self.store.connection.execute(
            "SELECT id FROM capture WHERE url = ? AND status IN (200, 304) AND rendered_from IS NULL AND lost = 0"
            " ORDER BY id DESC LIMIT 1",
            (url,),
        ).fetchone()
        return int(row[0]) if row else None

    def lose(self, warc_file: str, size: int) -> tuple[LostCapture, ...]:
        """Note that a file ends sooner than its captures say, as a power loss leaves it.

        Args:
            warc_file: Name of the file.
            size: Where it ends, in bytes.

        Returns:
            What was lost: the captures beyond that place and those that refer to them.
        """
        with self.store.transaction() as connection:
            rows = connection.execute(
                "WITH beyond (id) AS (SELECT id FROM capture WHERE warc_file = ? AND warc_offset >= ? AND lost = 0)"
                " SELECT c.id, c.url, r.subject FROM capture c JOIN run r ON r.id = c.run_id WHERE c.lost = 0"
                " AND (c.id IN (SELECT id FROM beyond) OR c.refers_to IN (SELECT id FROM beyond)) ORDER BY c.id",
                (warc_file, size),
            ).fetchall()
            connection.executemany("UPDATE capture SET lost = 1 WHERE id = ?", [(row[0],) for row in rows])
        return tuple(LostCapture(url, site) for _, url, site in rows)


def _original(row: tuple[Any, ...]) -> Original:
    return Original(capture_id=row[0], **_with_instant(dict(zip(_ORIGINAL, row[1:], strict=True))))


def _with_instant(values: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, "captured_at": restored(values["captured_at"])}
