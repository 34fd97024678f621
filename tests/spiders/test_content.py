"""Content-Encoding is undone within a bound, or refused with a reason."""

import gzip
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.spiders.fetching.content import ContentError, decoded

LIMIT = 10_000


@given(st.binary(max_size=2000))
def test_what_was_packed_is_unpacked(body: bytes) -> None:
    assert decoded(gzip.compress(body), ["gzip"], LIMIT) == body
    assert decoded(zlib.compress(body), ["deflate"], LIMIT) == body
    assert decoded(gzip.compress(zlib.compress(body)), ["deflate, gzip"], LIMIT) == body
    assert decoded(gzip.compress(body) + gzip.compress(body) + b"\0\0", ["x-gzip"], LIMIT) == body * 2
    assert decoded(body, ["identity"], LIMIT) == body


@given(st.binary(min_size=1, max_size=500), st.integers(min_value=1, max_value=20))
def test_a_body_cut_short_is_refused(body: bytes, cut: int) -> None:
    packed = gzip.compress(body)

    with pytest.raises(ContentError, match="cut short"):
        decoded(packed[: max(1, len(packed) - cut)], ["gzip"], LIMIT)


@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_are_unpacked_or_refused(body: bytes) -> None:
    with suppress(ContentError):
        decoded(body, ["gzip"], LIMIT)


@pytest.mark.parametrize(
    ("body", "encoding", "told"),
    [
        (gzip.compress(bytes(LIMIT + 1), mtime=0), "gzip", "larger than"),
        (gzip.compress(gzip.compress(bytes(10_000_000), mtime=0), mtime=0), "gzip, gzip", "larger than"),
        (bytes(LIMIT + 1), "identity", "larger than"),
        (b"<html>", "gzip", "is broken"),
        (b"?", "br", "packed as br"),
        (b"?", "zstd", "packed as zstd"),
        (b"?", "gzip, gzip, gzip, gzip", "packed 4 times over"),
    ],
)
def test_what_cannot_be_read_is_refused(body: bytes, encoding: str, told: str) -> None:
    with pytest.raises(ContentError, match=told):
        decoded(body, [encoding], LIMIT)


def test_an_empty_body_is_empty_however_it_is_called() -> None:
    assert decoded(b"", ["gzip"], LIMIT) == b""
