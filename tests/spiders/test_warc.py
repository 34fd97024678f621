"""What is written is what arrived, and a file that a kill cut short is mended."""

import errno
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO, FileIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from lenswatch.core.digest import sha256_of
from lenswatch.core.errors import StorageError
from lenswatch.spiders.evidence import warc as warc_module
from lenswatch.spiders.evidence.cdxj import index_path
from lenswatch.spiders.evidence.exchange import Exchange
from lenswatch.spiders.evidence.mending import mend_folder
from lenswatch.spiders.evidence.warc import WarcFile
from lenswatch.spiders.evidence.warc_repair import repair

STEM = "shop-C20260301120000-0a1b2c"
NOON = datetime(2026, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC)


def exchange(payload: bytes = b"<p>hello", **headers: str) -> Exchange:
    return Exchange(
        url="https://shop.example/item/7?x=1",
        method="GET",
        request_headers=(("Host", "shop.example"), ("User-Agent", "lenswatch/1")),
        status=200,
        response_headers=(("Content-Type", "text/html; charset=utf-8"), *headers.items()),
        payload=payload,
        arrived_at=NOON,
        address="203.0.113.7",
    )


def opened(folder: Path, **options: int) -> WarcFile:
    return WarcFile(folder, STEM, {"software": "lenswatch/1"}, NOON, **options)


def types(path: Path) -> list[str]:
    """Record types of a file, every digest checked on the way."""
    found: list[str] = []
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            record.content_stream().read()
            found.append(record.rec_type)
    return found


def test_a_file_begins_with_its_own_description(tmp_path: Path) -> None:
    warc = opened(tmp_path)
    warc.write(exchange())
    warc.close()

    assert types(warc.path) == ["warcinfo", "response", "request"]
    assert warc.path.name == f"{STEM}-00001.warc.gz"


def test_a_capture_says_what_arrived_and_where_it_lies(tmp_path: Path) -> None:
    warc = opened(tmp_path)
    warc.write(exchange(b"first"))
    capture = warc.write(exchange(b"second"))
    warc.close()

    record = next(iter(ArchiveIterator(BytesIO(warc.path.read_bytes()[capture.warc_offset :]))))
    assert record.raw_stream.read() == b"second"
    assert record.rec_headers["WARC-Record-ID"] == capture.warc_record_id
    assert record.rec_headers["WARC-Date"] == "2026-03-01T12:00:00.250000Z"
    assert record.rec_headers["WARC-Payload-Digest"] == f"sha256:{sha256_of(b'second')}"
    assert record.format == "warc"
    assert (capture.payload_sha256, capture.media_type) == (sha256_of(b"second"), "text/html")


def test_the_request_stands_beside_the_response(tmp_path: Path) -> None:
    warc = opened(tmp_path)
    capture = warc.write(exchange())
    warc.close()

    with warc.path.open("rb") as stream:
        request = next(record for record in ArchiveIterator(stream) if record.rec_type == "request")
    assert request.http_headers.protocol == "GET"
    assert request.http_headers.statusline == "/item/7?x=1 HTTP/1.1"
    assert request.rec_headers["WARC-Concurrent-To"] == capture.warc_record_id


def test_chunks_are_joined_and_the_headers_say_so(tmp_path: Path) -> None:
    warc = opened(tmp_path)
    warc.write(exchange(b"abc", **{"Transfer-Encoding": "chunked", "Content-Length": "99"}))
    warc.close()

    with warc.path.open("rb") as stream:
        response = next(record for record in ArchiveIterator(stream) if record.rec_type == "response")
    assert response.http_headers["Content-Length"] == "3"
    assert response.http_headers["Transfer-Encoding"] is None


@settings(max_examples=40, deadline=None)
@given(cut=st.integers(min_value=1), payloads=st.lists(st.binary(max_size=300), min_size=1, max_size=4))
def test_a_file_cut_anywhere_is_mended(cut: int, payloads: list[bytes]) -> None:
    with TemporaryDirectory() as name:
        warc = opened(Path(name))
        ends = [warc.write(exchange(payload)).warc_offset for payload in payloads]
        warc.close()
        data = warc.path.read_bytes()
        kept = cut % len(data)
        warc.path.write_bytes(data[:kept])

        lost = repair(warc.path)

        whole = types(warc.path) if warc.path.exists() else []
        assert 0 <= lost <= kept
        assert whole.count("response") >= sum(end <= kept for end in ends) - 1


def test_a_sound_file_is_left_as_it_is(tmp_path: Path) -> None:
    warc = opened(tmp_path)
    warc.write(exchange())
    warc.close()
    before = warc.path.read_bytes()

    assert repair(warc.path) == 0
    assert warc.path.read_bytes() == before


def test_a_run_taken_up_mends_its_files_and_begins_the_next(tmp_path: Path) -> None:
    first = opened(tmp_path)
    first.write(exchange())
    first.close()
    with first.path.open("ab") as stream:
        stream.write(b"\x1f\x8b\x08 cut short")
    index_path(first.path).unlink()

    mend_folder(tmp_path)
    second = opened(tmp_path)
    second.close()

    assert second.path.name == f"{STEM}-00002.warc.gz"
    assert types(first.path) == ["warcinfo", "response", "request"]


def test_a_file_that_is_full_is_followed_by_the_next(tmp_path: Path) -> None:
    warc = opened(tmp_path, segment_bytes=400)
    captures = [warc.write(exchange(bytes([number]) * 500)) for number in range(3)]
    warc.close()

    assert len({capture.warc_file for capture in captures}) > 1
    assert all(types(tmp_path / name)[0] == "warcinfo" for name in warc.names)


def test_a_full_disk_leaves_no_half_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warc = opened(tmp_path)
    warc.write(exchange())

    def full(stream: FileIO, _: bytes) -> None:
        stream.write(b"\x1f\x8b half")
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(warc_module, "write_whole", full)
        with pytest.raises(StorageError, match="disk is full"):
            warc.write(exchange())
    warc.write(exchange(b"again"))
    warc.close()

    assert types(warc.path).count("response") == 2


def test_a_disk_that_is_full_where_a_file_should_begin_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warc = opened(tmp_path, segment_bytes=1)

    def full(stream: FileIO, _: bytes) -> None:
        stream.write(b"\x1f\x8b half")
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(warc_module, "write_whole", full)
        for _ in range(2):
            with pytest.raises(StorageError, match="disk is full"):
                warc.write(exchange())
    capture = warc.write(exchange(b"again"))
    warc.close()

    assert [path.name for path in sorted(tmp_path.glob("*.warc.gz"))] == list(warc.names)
    assert types(tmp_path / capture.warc_file) == ["warcinfo", "response", "request"]


ODD = st.text(st.characters(codec="latin-1"), max_size=30)


@settings(max_examples=40, deadline=None)
@given(name=ODD, value=ODD)
def test_no_header_of_a_site_begins_another_one(name: str, value: str) -> None:
    with TemporaryDirectory() as folder:
        warc = opened(Path(folder))
        warc.write(replace(exchange(), response_headers=((f"X-{name}", value), ("X-Last", "1"))))
        warc.close()

        assert types(warc.path) == ["warcinfo", "response", "request"]
        with warc.path.open("rb") as stream:
            answer = next(record for record in ArchiveIterator(stream) if record.rec_type == "response")
            assert len(answer.http_headers.headers) <= 3
