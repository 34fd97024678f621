"""Writing WARC 1.1 files.

The payload of a response is what arrived after transfer decoding: chunks joined, Content-Encoding still on. Scrapy
rewrites the spelling of header names; no more is claimed of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from lenswatch.core.digest import sha256_of
from lenswatch.core.files import storage_error
from lenswatch.ledger.captures import Capture
from lenswatch.spiders.evidence.warc_repair import repair

SEGMENT_BYTES = 1_000_000_000
"""A file is closed and the next begun once it has this size, as the WARC standard recommends."""
Headers = Sequence[tuple[str, str]]


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


class WarcFile:
    """The WARC files of one crawl run, a new one each time the run is taken up, one gzip member a record.

    Args:
        folder: Where the files lie.
        stem: Beginning of their names; a number and `.warc.gz` follow.
        software: Name and version for the warcinfo record.
        opened_at: Time of that record.
        segment_bytes: Size at which the next file is begun.

    Raises:
        StorageError: If the disk is full or refuses.
    """

    def __init__(
        self, folder: Path, stem: str, software: str, opened_at: datetime, segment_bytes: int = SEGMENT_BYTES
    ) -> None:
        self._folder, self._stem, self._software = folder, stem, software
        self._segment_bytes = segment_bytes
        self.names: tuple[str, ...] = ()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            earlier = sorted(folder.glob(f"{stem}-*.warc.gz"))
            for path in earlier:
                repair(path)
        except OSError as error:
            raise storage_error(error, folder) from error
        self._number = max((int(path.name.removesuffix(".warc.gz")[-5:]) for path in earlier), default=0)
        self._begin_segment(opened_at)

    def _begin_segment(self, opened_at: datetime) -> None:
        self._number += 1
        self.path = self._folder / f"{self._stem}-{self._number:05d}.warc.gz"
        self.names = (*self.names, self.path.name)
        try:
            self._stream: BinaryIO = self.path.open("xb")
        except OSError as error:
            raise storage_error(error, self.path) from error
        self._writer = WARCWriter(self._stream, gzip=True, warc_version="1.1")
        self._info_id = _record_id()
        body = f"software: {self._software}\r\nformat: WARC file version 1.1\r\n".encode()
        headers = [
            ("WARC-Type", "warcinfo"),
            ("WARC-Record-ID", self._info_id),
            ("WARC-Filename", self.path.name),
            ("WARC-Date", _date(opened_at)),
        ]
        record = self._writer.create_warc_record(
            "",
            "warcinfo",
            payload=BytesIO(body),
            length=len(body),
            warc_headers=StatusAndHeaders("", headers, protocol="WARC/1.1"),
        )
        self._write([record])

    def write(self, exchange: Exchange) -> Capture:
        """Add a response and its request; both are with the operating system when this returns.

        Raises:
            StorageError: If the disk is full; nothing of the two records is kept then.
        """
        if self._stream.tell() >= self._segment_bytes:
            self.close()
            self._begin_segment(exchange.arrived_at)
        digest, record_id, offset = sha256_of(exchange.payload), _record_id(), self._stream.tell()
        common = {"WARC-Date": _date(exchange.arrived_at), "WARC-Warcinfo-ID": self._info_id}
        response = {**common, "WARC-Record-ID": record_id, "WARC-Payload-Digest": f"sha256:{digest}"}
        if exchange.address:
            response["WARC-IP-Address"] = exchange.address
        request = {**common, "WARC-Record-ID": _record_id(), "WARC-Concurrent-To": record_id}
        self._write(
            [
                self._writer.create_warc_record(
                    exchange.url,
                    "response",
                    payload=BytesIO(exchange.payload),
                    length=len(exchange.payload),
                    warc_headers_dict=response,
                    http_headers=StatusAndHeaders(
                        _status_line(exchange.status), _received(exchange), protocol="HTTP/1.1"
                    ),
                ),
                self._writer.create_warc_record(
                    exchange.url,
                    "request",
                    warc_headers_dict=request,
                    http_headers=StatusAndHeaders(
                        f"{exchange.method} {_target(exchange.url)} HTTP/1.1",
                        list(exchange.request_headers),
                        is_http_request=True,
                    ),
                ),
            ]
        )
        return Capture(
            url=exchange.url,
            status=exchange.status,
            media_type=_media_type(exchange.response_headers),
            payload_sha256=digest,
            payload_bytes=len(exchange.payload),
            captured_at=exchange.arrived_at,
            warc_file=self.path.name,
            warc_record_id=record_id,
            warc_offset=offset,
        )

    def _write(self, records: Sequence[object]) -> None:
        start = self._stream.tell()
        try:
            for record in records:
                self._writer.write_record(record)
            self._stream.flush()
        except OSError as error:
            self._forget(start)
            raise storage_error(error, self.path) from error

    def _forget(self, start: int) -> None:
        try:
            self._stream.seek(start)
            self._stream.truncate(start)
        except OSError:
            # The disk refuses even that; `repair` cuts the incomplete record when the run is taken up.
            return

    def close(self) -> None:
        """Let go of the file.

        Raises:
            StorageError: If the last bytes cannot be written.
        """
        try:
            self._stream.close()
        except OSError as error:
            raise storage_error(error, self.path) from error


def _record_id() -> str:
    return f"<urn:uuid:{uuid4()}>"


def _date(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _target(url: str) -> str:
    path = url.split("://", 1)[-1].partition("/")[2]
    return f"/{path}"


def _received(exchange: Exchange) -> list[tuple[str, str]]:
    kept = [
        (name, value)
        for name, value in exchange.response_headers
        if name.lower() not in ("transfer-encoding", "content-length")
    ]
    return [*kept, ("Content-Length", str(len(exchange.payload)))]


def _media_type(headers: Headers) -> str | None:
    value = next((value for name, value in headers if name.lower() == "content-type"), "")
    return value.split(";")[0].strip().lower() or None
