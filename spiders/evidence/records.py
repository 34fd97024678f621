"""The bytes of WARC 1.1 records, one gzip member each.

warcio reads them and checks them in the tests. It does not write them: it compresses at level 9 and builds each record
from parsed headers, which took most of a page's time in a crawl.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from uuid import uuid4

from isal import isal_zlib

from lenswatch.ledger.captures import Original
from lenswatch.spiders.evidence.drawn import Drawn
from lenswatch.spiders.evidence.exchange import Exchange, Headers

_LEVEL = 2
"""Of ISA-L: a twentieth of zlib's time at level 9, for files a sixth larger."""
_GZIP = 16 + isal_zlib.MAX_WBITS
_PROFILES = "http://netpreserve.org/warc/1.1/revisit"


def record_id() -> str:
    """A new WARC-Record-ID."""
    return f"<urn:uuid:{uuid4()}>"


def warc_date(instant: datetime) -> str:
    """WARC-Date to the microsecond."""
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def warcinfo(identifier: str, filename: str, written_at: datetime, fields: Mapping[str, str]) -> bytes:
    """The record a file begins with.

    Args:
        identifier: Its WARC-Record-ID.
        filename: Name of the file.
        written_at: When it was begun.
        fields: What it says of the crawl; empty values are left out.
    """
    body = _lines((name, value) for name, value in fields.items() if value).encode()
    named = (
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", identifier),
        ("WARC-Filename", filename),
        ("WARC-Date", warc_date(written_at)),
        ("Content-Type", "application/warc-fields"),
    )
    return _packed(named, body, b"")


def response(exchange: Exchange, identifier: str, info_id: str) -> bytes:
    """The answer, whole."""
    named = (*_about("response", exchange, identifier, info_id), _payload_digest(exchange.payload_sha256))
    return _packed(named, _answer_head(exchange, len(exchange.payload)), exchange.payload)


def revisit(exchange: Exchange, identifier: str, info_id: str, original: Original) -> bytes:
    """The headers of an answer whose payload lies in an earlier record.

    The server said so itself ("not modified"), or the payload it sent has the digest of the earlier one.
    """
    unmodified = exchange.status == HTTPStatus.NOT_MODIFIED
    profile = "server-not-modified" if unmodified else "identical-payload-digest"
    named = [
        *_about("revisit", exchange, identifier, info_id),
        ("WARC-Profile", f"{_PROFILES}/{profile}"),
        ("WARC-Refers-To", original.warc_record_id),
        ("WARC-Refers-To-Target-URI", original.url),
        ("WARC-Refers-To-Date", warc_date(original.captured_at)),
        _payload_digest(original.payload_sha256),
    ]
    if not unmodified:
        named.append(("WARC-Truncated", "length"))
    return _packed(named, _answer_head(exchange, None if unmodified else len(exchange.payload)), b"")


def conversion(drawn: Drawn, identifier: str, info_id: str) -> bytes:
    """A document that a browser drew from a response."""
    named = (
        ("WARC-Type", "conversion"),
        ("WARC-Record-ID", identifier),
        ("WARC-Date", warc_date(drawn.drawn_at)),
        ("WARC-Target-URI", drawn.source.url),
        ("WARC-Warcinfo-ID", info_id),
        ("WARC-Refers-To", drawn.source.warc_record_id),
        ("Rendered-With", drawn.browser),
        ("Content-Type", "text/html;charset=utf-8"),
        _payload_digest(drawn.sha256),
    )
    return _packed(named, b"", drawn.html)


def request(exchange: Exchange, info_id: str, answered_by: str) -> bytes:
    """What was asked; `answered_by` is the WARC-Record-ID of the answer."""
    named = (*_about("request", exchange, record_id(), info_id), ("WARC-Concurrent-To", answered_by))
    target = "/" + exchange.url.split("://", 1)[-1].partition("/")[2]
    head = f"{exchange.method} {target} HTTP/1.1\r\n{_lines(exchange.request_headers)}\r\n"
    return _packed(named, head.encode("latin-1"), b"")


def _about(kind: str, exchange: Exchange, identifier: str, info_id: str) -> Headers:
    message = "request" if kind == "request" else "response"
    named = (
        ("WARC-Type", kind),
        ("WARC-Record-ID", identifier),
        ("WARC-Date", warc_date(exchange.arrived_at)),
        ("WARC-Target-URI", exchange.url),
        ("WARC-Warcinfo-ID", info_id),
        ("Content-Type", f"application/http;msgtype={message}"),
    )
    return (*named, ("WARC-IP-Address", exchange.address)) if exchange.address else named


def _payload_digest(digest: str) -> tuple[str, str]:
    return ("WARC-Payload-Digest", f"sha256:{digest}")


def _answer_head(exchange: Exchange, length: int | None) -> bytes:
    try:
        phrase = HTTPStatus(exchange.status).phrase
    except ValueError:
        phrase = ""
    left_out = {"transfer-encoding"} if length is None else {"transfer-encoding", "content-length"}
    kept = [(name, value) for name, value in exchange.response_headers if name.lower() not in left_out]
    if length is not None:
        kept.append(("Content-Length", str(length)))  # chunks are joined: the length is that of the payload kept
    return f"HTTP/1.1 {exchange.status} {phrase}\r\n{_lines(kept)}\r\n".encode("latin-1")


def _lines(fields: Iterable[tuple[str, str]]) -> str:
    """Header lines; a line break inside a value cannot begin another header."""
    lines = [f"{name}: {value}" for name, value in fields]
    text = "\r\n".join((*lines, ""))
    if text.count("\n") == text.count("\r") == len(lines):
        return text
    return "".join(line.replace("\r", " ").replace("\n", " ") + "\r\n" for line in lines)


def _packed(fields: Iterable[tuple[str, str]], head: bytes, payload: bytes) -> bytes:
    block_digest = hashlib.sha256(head)
    block_digest.update(payload)
    digest_and_length = (
        ("WARC-Block-Digest", f"sha256:{block_digest.hexdigest()}"),
        ("Content-Length", str(len(head) + len(payload))),
    )
    member = isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, _GZIP)
    begin = f"WARC/1.1\r\n{_lines((*fields, *digest_and_length))}\r\n".encode()
    parts = (begin + head, payload, b"\r\n\r\n")
    return b"".join((*(member.compress(part) for part in parts), member.flush()))
