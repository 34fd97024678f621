"""What an answer's headers say."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.ledger.captures import Capture
from lenswatch.spiders.reading.answer import Answer

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def answer(value: str) -> Answer:
    capture = Capture(
        url="https://shop.example/",
        status=429,
        media_type=None,
        payload_sha256="0" * 64,
        payload_bytes=0,
        captured_at=NOON,
        warc_file="a.warc.gz",
        warc_record_id="<urn:uuid:0>",
        warc_offset=0,
    )
    return Answer("https://shop.example/", 429, (("Retry-After", value), ("Via", "a"), ("via", "b")), b"", capture)


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(minutes=2)),
        (" 0 ", timedelta(0)),
        ("Sun, 01 Mar 2026 13:00:00 GMT", timedelta(hours=1)),
        ("Sun, 01 Mar 2026 13:00:00 -0000", timedelta(hours=1)),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, wait: timedelta) -> None:
    assert answer(value).retry_after() == NOON + wait


@given(st.text(max_size=40))
def test_any_retry_after_gives_a_time_or_none(value: str) -> None:
    found = answer(value).retry_after()

    assert found is None or found.tzinfo is not None


def test_headers_are_found_whatever_their_case() -> None:
    assert answer("1").headers_of("via") == ("a", "b")
    assert answer("1").header("retry-after") == "1"
    assert answer("1").header("etag") is None
