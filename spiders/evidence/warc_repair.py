"""Mending WARC files that a kill cut short."""

import zlib
from pathlib import Path

_GZIP = 16 + zlib.MAX_WBITS


def repair(path: Path) -> int:
    """Cut an incomplete record that a kill left at the end; a file without one complete record is removed.

    Returns:
        How many bytes were cut.
    """
    size = path.stat().st_size
    end = _end_of_last_record(path)
    if end == 0:
        path.unlink()
    elif end < size:
        with path.open("r+b") as stream:
            stream.truncate(end)
    return size - end


def _end_of_last_record(path: Path) -> int:
    end = position = 0
    member = zlib.decompressobj(_GZIP)
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 16):
            position += len(chunk)
            try:
                while chunk:
                    member.decompress(chunk)
                    chunk = member.unused_data
                    if member.eof:
                        end = position - len(chunk)
                        member = zlib.decompressobj(_GZIP)
            except zlib.error:
                return end
    return end
