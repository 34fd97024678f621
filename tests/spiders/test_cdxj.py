"""The index beside a WARC file says where each response lies, and is made anew where it is missing or old."""

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from lenswatch.ledger.captures import Capture, Original
from lenswatch.spiders.evidence.cdxj import index_path, is_indexed, lines_of
from lenswatch.spiders.evidence.exchange import Exchange
from lenswatch.spiders.evidence.mending import Mended, mend_folder
from lenswatch.spiders.evidence.warc import WarcFile

NOON = datetime(2026, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC)
STEM = "shop-C20260301120000-0a1b2c"


def exchange(url: str, payload: bytes = b"<p>hello", status: int = 200, media_type: str = "text/html") -> Exchange:
    headers = (("Content-Type", f"{media_type}; charset=utf-8"), ("ETag", '"1"')) if media_type else ()
    return Exchange(url, "GET", (("Host", "shop.example"),), status, headers, payload, NOON, "203.0.113.7")


def original_of(capture: Capture) -> Original:
    return Original(
        capture_id=7, **{name: getattr(capture, name) for name in Original.model_fields if name != "capture_id"}
    )


def written(folder: Path, exchanges: Sequence[Exchange]) -> WarcFile:
    warc = WarcFile(folder, STEM, {"software": "lenswatch/1"}, NOON)
    for one in exchanges:
        warc.write(one)
    warc.close()
    return warc


def fields(line: bytes) -> tuple[str, str, dict[str, str]]:
    key, timestamp, rest = line.decode().split(" ", 2)
    return key, timestamp, json.loads(rest)


def test_each_line_leads_to_its_record(tmp_path: Path) -> None:
    warc = written(tmp_path, [exchange("https://shop.example/b"), exchange("https://www.shop.example/a?y=2&x=1", b"a")])

    lines = index_path(warc.path).read_bytes().splitlines()

    assert [fields(line)[:2] for line in lines] == [
        ("example,shop)/a?x=1&y=2", "20260301120000"),
        ("example,shop)/b", "20260301120000"),
    ]
    for line in lines:
        told = fields(line)[2]
        data = warc.path.read_bytes()[int(told["offset"]) :][: int(told["length"])]
        (record,) = ArchiveIterator(BytesIO(data))
        assert record.rec_headers["WARC-Target-URI"] == told["url"]
        assert record.rec_headers["WARC-Payload-Digest"] == f"sha256:{told['digest']}"
        assert (told["mime"], told["status"], told["filename"]) == ("text/html", "200", warc.path.name)


def test_a_revisit_is_shown_as_one(tmp_path: Path) -> None:
    warc = WarcFile(tmp_path, STEM, {}, NOON)
    first = warc.write(exchange("https://shop.example/a"))
    warc.write(exchange("https://shop.example/a", b"", 304, ""), original_of(first))
    warc.close()

    told = [fields(line)[2] for line in index_path(warc.path).read_bytes().splitlines()]
    assert {(one["mime"], one["status"]) for one in told} == {("text/html", "200"), ("warc/revisit", "304")}
    assert len({one["digest"] for one in told}) == 1


URLS = st.sampled_from(["https://shop.example/a", "https://shop.example/a/b?x=1", "https://b.example/%E9%92%88"])
EXCHANGES = st.lists(
    st.builds(
        exchange,
        URLS,
        st.binary(max_size=40),
        st.sampled_from([200, 404, 599]),
        st.sampled_from(["", "text/html", "Image/JPEG"]),
    ),
    max_size=6,
)


@settings(max_examples=30, deadline=None)
@given(exchanges=EXCHANGES)
def test_an_index_made_anew_is_the_one_that_was_written(exchanges: list[Exchange]) -> None:
    with TemporaryDirectory() as name:
        warc = written(Path(name), exchanges)
        index = index_path(warc.path).read_bytes()

        assert index == b"".join(sorted(lines_of(warc.path)))
        assert index.splitlines() == sorted(index.splitlines())


def test_a_missing_or_old_index_is_made_anew(tmp_path: Path) -> None:
    warc = written(tmp_path, [exchange("https://shop.example/a")])
    index, expected = index_path(warc.path), index_path(warc.path).read_bytes()
    index.write_bytes(b"of yesterday\n")
    os.utime(index, ns=(0, 0))

    assert not is_indexed(warc.path)
    assert mend_folder(tmp_path) == (Mended(warc.path.name, warc.path.stat().st_size),)
    assert index.read_bytes() == expected
    index.unlink()
    mend_folder(tmp_path)
    assert index.read_bytes() == expected
    assert mend_folder(tmp_path) == ()


def test_a_file_of_which_nothing_is_left_goes_with_its_index(tmp_path: Path) -> None:
    path = tmp_path / f"{STEM}-00001.warc.gz"
    path.write_bytes(b"\x1f\x8b half a record")

    assert mend_folder(tmp_path) == (Mended(path.name, 0),)
    assert list(tmp_path.iterdir()) == []


def test_an_index_that_was_being_written_is_thrown_away(tmp_path: Path) -> None:
    warc = written(tmp_path, [exchange("https://shop.example/a")])
    half = tmp_path / f".{index_path(warc.path).name}.4711.part"
    half.write_bytes(b"half a li")
    theirs = tmp_path / ".holiday.cdxj.4711.part"
    theirs.write_bytes(b"not ours")

    mend_folder(tmp_path)

    assert not half.exists()
    assert theirs.exists()
    assert is_indexed(warc.path)


@pytest.mark.parametrize("name", ["holiday.warc.gz", f"{STEM}-1.warc.gz", f"{STEM}-00001.warc"])
def test_files_that_are_not_ours_are_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x1f\x8b half a record")

    assert mend_folder(tmp_path) == ()
    assert (tmp_path / name).read_bytes() == b"\x1f\x8b half a record"
