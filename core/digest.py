"""Digests of bytes and of records."""

import hashlib
import json
from typing import Any

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256_of(data: bytes) -> str:
    """SHA-256 as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def canonical_json(value: Any) -> bytes:  # noqa: ANN401 - anything JSON can hold
    """The same value always gives the same bytes: sorted keys, no blanks, UTF-8."""
    return _CANONICAL.encode(value).encode()
