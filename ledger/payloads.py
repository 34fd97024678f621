"""From a capture to the bytes it stands for, checked."""

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from lenswatch.core.digest import sha256_of
from lenswatch.core.errors import EvidenceError
from lenswatch.ledger.captures import Capture, Captures


@dataclass(frozen=True)
class Payloads:
    """What was fetched, read back from the WARC files."""

    captures: Captures
    folder: Path
    """Where the WARC files lie."""

    def of(self, capture_id: int) -> bytes:
        """The payload a capture stands for: what arrived after transfer decoding, any Content-Encoding still on.

        A capture that refers to an earlier one leads to the earlier record. The SHA-256 is checked.

        Raises:
            EvidenceError: If there is no such capture, its file is gone, the record is not where it was written, or
                the bytes are not those that arrived.
        """
        capture = self.captures.get(capture_id)
        if capture is None:
            raise EvidenceError("no capture {id} in the ledger", id=capture_id)
        return self.read(capture)

    def read(self, capture: Capture) -> bytes:
        """The payload of a capture; see `of`."""
        path = self.folder / capture.payload_file
        try:
            with path.open("rb") as stream:
                payload = _payload(stream, capture)
        except FileNotFoundError as error:
            raise EvidenceError(
                "{file}: is gone; record {record} was kept in it. Put the file back from a copy.",
                file=path,
                record=capture.payload_record_id,
            ) from error
        except OSError as error:
            raise EvidenceError(
                "{file}: record {record} cannot be read ({reason})",
                file=path,
                record=capture.payload_record_id,
                reason=error.strerror or error,
            ) from error
        if payload is None or sha256_of(payload) != capture.payload_sha256:
            raise EvidenceError(
                "{file}: record {record} at byte {offset} is not what was written: it was damaged or altered. "
                "SHA-256 {digest} is expected. Compare the file with a copy.",
                file=path,
                record=capture.payload_record_id,
                offset=capture.payload_offset,
                digest=capture.payload_sha256,
            )
        return payload


def _payload(stream: BinaryIO, capture: Capture) -> bytes | None:
    """The payload of the record where it is expected; None where there is no such record."""
    stream.seek(capture.payload_offset)
    try:
        for record in ArchiveIterator(stream):
            kind = "conversion" if capture.rendered_from else "response"
            if record.rec_headers["WARC-Record-ID"] != capture.payload_record_id or record.rec_type != kind:
                return None
            payload: bytes = record.raw_stream.read()
            return payload
    except (ArchiveLoadFailed, zlib.error, EOFError, ValueError):
        return None
    return None
