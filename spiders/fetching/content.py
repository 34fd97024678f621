"""Undoing Content-Encoding with a bound on the size."""

import zlib
from collections.abc import Sequence

from lenswatch.core.messages import Message, message

ACCEPT_ENCODING = "gzip, deflate"
"""What `decoded` can undo."""
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_MOST_LAYERS = 3


class ContentError(Exception):
    """A body that cannot be read."""

    def __init__(self, problem: Message) -> None:
        super().__init__(str(problem))
        self.problem = problem


def decoded(body: bytes, encodings: Sequence[str], limit: int) -> bytes:
    """The body behind its Content-Encoding.

    Args:
        body: Payload as received.
        encodings: Values of the Content-Encoding header, in order.
        limit: Bytes the result may have.

    Raises:
        ContentError: If it is cut short, broken, too large when unpacked, packed too often, or in a way nobody asked
            for.
    """
    names = [name.strip().lower() for value in encodings for name in value.split(",")]
    names = [name for name in names if name not in ("", "identity")]
    if len(names) > _MOST_LAYERS:
        raise ContentError(message("packed {count} times over", count=len(names)))
    for name in reversed(names):
        if name not in ("gzip", "x-gzip", "deflate"):
            raise ContentError(message("packed as {encoding}, which was not asked for", encoding=name))
        body = _unpacked(body, limit) if body else body
    if len(body) > limit:
        raise ContentError(too_large(limit))
    return body


def _unpacked(body: bytes, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    try:
        while body:
            member = zlib.decompressobj(_GZIP_OR_ZLIB)
            parts.append(member.decompress(body, limit + 1 - size))
            size += len(parts[-1])
            if size > limit:
                raise ContentError(too_large(limit))
            if not member.eof:
                raise ContentError(message("the packed body is cut short"))
            # Some servers pad the stream with zeros; another member begins with its own magic number.
            body = member.unused_data if member.unused_data.startswith(b"\x1f\x8b") else b""
    except zlib.error as error:
        raise ContentError(message("the packed body is broken")) from error
    return b"".join(parts)


def too_large(limit: int) -> Message:
    """The complaint about a page that is too large."""
    return message("larger than {limit} bytes", limit=limit)
