"""Writing WARC 1.1 files.

The payload of a response is what arrived after transfer decoding: chunks joined, Content-Encoding still on. Header
lines are those that were sent, but for the length, which is that of the payload kept.
"""

import os
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from io import FileIO
from pathlib import Path

from lenswatch.core.files import storage_error
from lenswatch.ledger.captures import Capture, Original
from lenswatch.spiders.evidence import records
from lenswatch.spiders.evidence.cdxj import REVISIT, WARC_SUFFIX, Entry, write_index
from lenswatch.spiders.evidence.drawn import Drawn
from lenswatch.spiders.evidence.exchange import Exchange

SEGMENT_BYTES = 1_000_000_000
"""A file is closed and the next begun once it has this size, as the WARC standard recommends."""
_SYNC_AFTER = 64
"""So many answers may be with the operating system and not on the disk yet. A killed process loses none of them; what
a power loss takes is found missing when the next crawl begins, and is fetched again."""


class WarcFile:
    """The WARC files of one crawl run, a new one each time the run is taken up, one gzip member a record.

    Beside each file that is closed lies its index. What a kill left behind is mended by `mend_folder`.

    Args:
        folder: Where the files lie.
        stem: Beginning of their names; a number and `.warc.gz` follow.
        about: What the warcinfo record of each file says, such as software and operator.
        opened_at: Time of that record.
        segment_bytes: Size at which the next file is begun.

    Raises:
        StorageError: If the disk is full or refuses.
    """

    def __init__(
        self,
        folder: Path,
        stem: str,
        about: Mapping[str, str],
        opened_at: datetime,
        segment_bytes: int = SEGMENT_BYTES,
    ) -> None:
        self.folder, self._stem, self._about = folder, stem, about
        self._segment_bytes = segment_bytes
        self.names: tuple[str, ...] = ()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise storage_error(error, folder) from error
        earlier = (path.name.removesuffix(WARC_SUFFIX)[-5:] for path in folder.glob(f"{stem}-*{WARC_SUFFIX}"))
        self._number = max((int(number) for number in earlier), default=0)
        self._begin_segment(opened_at)

    def _begin_segment(self, opened_at: datetime) -> None:
        path = self.folder / f"{self._stem}-{self._number + 1:05d}{WARC_SUFFIX}"
        info_id = records.record_id()
        info = records.warcinfo(info_id, path.name, opened_at, self._about)
        try:
            stream = path.open("xb", buffering=0)
            try:
                write_whole(stream, info)
                os.fsync(stream.fileno())
                _sync_folder(self.folder)
            except OSError:
                stream.close()
                path.unlink()
                raise
        except OSError as error:
            raise storage_error(error, path) from error
        self.path, self._stream, self._info_id, self._end, self._unsynced = path, stream, info_id, len(info), 0
        self._number, self.names = self._number + 1, (*self.names, path.name)
        self._lines: list[bytes] = []

    def write(self, exchange: Exchange, original: Original | None = None) -> Capture:
        """Add a response and its request; both are with the operating system when this returns.

        Args:
            exchange: What was asked and answered.
            original: The earlier record of the same payload, or, where the answer is "not modified", of the payload
                it speaks of; then this one only refers to it.

        Raises:
            StorageError: If the disk is full; nothing of the two records is kept then.
        """
        self._make_room(exchange.arrived_at)
        identifier, offset = records.record_id(), self._end
        if original is None:
            answer = records.response(exchange, identifier, self._info_id)
        else:
            answer = records.revisit(exchange, identifier, self._info_id, original)
        self._append(answer + records.request(exchange, self._info_id, identifier))
        capture = self._capture(exchange, original, identifier, offset)
        self._lines.append(_entry(exchange, capture, len(answer)).line(self.path.name))
        self._written()
        return capture

    def write_drawn(self, drawn: Drawn) -> Capture:
        """Add a page as a browser drew it: a conversion record that names the response it was made from.

        Indexes show what was received, so none has a line for it.

        Raises:
            StorageError: If the disk is full; nothing of the record is kept then.
        """
        self._make_room(drawn.drawn_at)
        identifier, offset = records.record_id(), self._end
        self._append(records.conversion(drawn, identifier, self._info_id))
        self._written()
        return drawn.source.model_copy(
            update={
                "media_type": "text/html",
                "payload_sha256": drawn.sha256,
                "payload_bytes": len(drawn.html),
                "captured_at": drawn.drawn_at,
                "warc_file": self.path.name,
                "warc_record_id": identifier,
                "warc_offset": offset,
                "original": None,
                "rendered_from": drawn.source.warc_record_id,
            }
        )

    def _make_room(self, now: datetime) -> None:
        if self._stream.closed or self._end >= self._segment_bytes:
            self.close()
            self._begin_segment(now)

    def _written(self) -> None:
        self._unsynced += 1
        if self._unsynced >= _SYNC_AFTER:
            self._sync()

    def _capture(self, exchange: Exchange, original: Original | None, identifier: str, offset: int) -> Capture:
        unmodified = original if exchange.status == HTTPStatus.NOT_MODIFIED else None
        return Capture(
            url=exchange.url,
            status=exchange.status,
            media_type=unmodified.media_type if unmodified else exchange.media_type,
            payload_sha256=unmodified.payload_sha256 if unmodified else exchange.payload_sha256,
            payload_bytes=unmodified.payload_bytes if unmodified else len(exchange.payload),
            captured_at=exchange.arrived_at,
            warc_file=self.path.name,
            warc_record_id=identifier,
            warc_offset=offset,
            original=original,
        )

    def _append(self, data: bytes) -> None:
        try:
            write_whole(self._stream, data)
        except OSError as error:
            self._forget()
            raise storage_error(error, self.path) from error
        self._end += len(data)

    def _forget(self) -> None:
        try:
            self._stream.seek(self._end)
            self._stream.truncate(self._end)
        except OSError:
            # The disk refuses even that; `repair` cuts the incomplete record before the next crawl.
            return

    def _sync(self) -> None:
        try:
            os.fsync(self._stream.fileno())
        except OSError as error:
            raise storage_error(error, self.path) from error
        self._unsynced = 0

    def close(self) -> None:
        """Bring the file to the disk, let go of it and write its index beside it.

        Raises:
            StorageError: If the disk is full or refuses.
        """
        if self._stream.closed:
            return
        try:
            self._sync()
        finally:
            self._stream.close()
        write_index(self.path, self._lines)


def write_whole(stream: FileIO, data: bytes) -> None:
    """Write every byte, in as many calls as the operating system wants.

    Raises:
        OSError: If the disk is full or refuses.
    """
    rest = memoryview(data)
    while rest:
        rest = rest[stream.write(rest) or 0 :]


def _entry(exchange: Exchange, capture: Capture, length: int) -> Entry:
    return Entry(
        url=exchange.url,
        arrived_at=exchange.arrived_at,
        media_type=REVISIT if capture.original else exchange.media_type or "unk",
        status=str(exchange.status),
        digest=capture.payload_sha256,
        offset=capture.warc_offset,
        length=length,
    )


def _sync_folder(folder: Path) -> None:
    """Let the name of a new file reach the disk too, where the operating system can be told so."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
