"""The index beside each WARC file, in CDXJ: sort key, time, and a JSON object a line, sorted by bytes.

Tools that serve or search archives want one; ReplayWeb.page and `warcio` read the WARC file alone.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from lenswatch.core.files import written_aside
from lenswatch.spiders.evidence.search_key import search_key

WARC_SUFFIX, INDEX_SUFFIX = ".warc.gz", ".cdxj"
REVISIT = "warc/revisit"
"""Media type under which an index shows a record that refers to an earlier one."""


@dataclass(frozen=True)
class Entry:
    """One response, or revisit, of a WARC file."""

    url: str
    arrived_at: datetime
    media_type: str
    """Content-Type without parameters, "unk" where there is none, REVISIT for a revisit."""
    status: str
    """HTTP status."""
    digest: str
    """WARC-Payload-Digest without the name of the algorithm, as indexes show it."""
    offset: int
    """Where the record starts, in bytes."""
    length: int
    """Bytes of the compressed record."""

    def line(self, filename: str) -> bytes:
        """The line of the index, with its line break."""
        instant = self.arrived_at.astimezone(UTC)
        fields = {
            "url": self.url,
            "mime": self.media_type,
            "status": self.status,
            "digest": self.digest,
            "length": str(self.length),
            "offset": str(self.offset),
            "filename": filename,
        }
        return f"{search_key(self.url)} {instant:%Y%m%d%H%M%S} {json.dumps(fields)}\n".encode()


def index_path(warc: Path) -> Path:
    """Where the index of a WARC file lies: beside it."""
    return warc.with_name(warc.name.removesuffix(WARC_SUFFIX) + INDEX_SUFFIX)


def is_indexed(warc: Path) -> bool:
    """Whether a WARC file has an index that is not older than itself."""
    try:
        return index_path(warc).stat().st_mtime_ns >= warc.stat().st_mtime_ns
    except FileNotFoundError:
        return False


def write_index(warc: Path, lines: Iterable[bytes]) -> None:
    """Write the index of a WARC file that is whole.

    Raises:
        StorageError: If the disk is full or refuses.
    """
    with written_aside(index_path(warc)) as stream:
        stream.writelines(sorted(lines))


def lines_of(warc: Path) -> Iterator[bytes]:
    """The lines of an index, read from the WARC file itself, in the order of the file."""
    with warc.open("rb") as stream:
        records = ArchiveIterator(stream)
        for record in records:
            if record.rec_type not in ("response", "revisit"):
                continue
            headers = record.rec_headers
            content_type = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
            status = record.http_headers.get_statuscode() if record.http_headers else "-"
            records.read_to_end(record)
            yield Entry(
                url=headers["WARC-Target-URI"],
                arrived_at=datetime.fromisoformat(headers["WARC-Date"]),
                media_type=REVISIT if record.rec_type == "revisit" else media_type(content_type) or "unk",
                status=status,
                digest=headers.get_header("WARC-Payload-Digest", "-").rpartition(":")[2],
                offset=records.get_record_offset(),
                length=records.get_record_length(),
            ).line(warc.name)


def media_type(content_type: str) -> str | None:
    """A Content-Type without its parameters; None where it is empty."""
    return content_type.partition(";")[0].strip().lower() or None
