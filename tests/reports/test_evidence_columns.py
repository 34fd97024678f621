"""The evidence columns of a draft name the record that holds the bytes."""

import csv
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from lenswatch.ledger.captures import Original
from tests.reports.conftest import Case


def test_a_visit_that_refers_to_an_earlier_one_leads_to_the_earlier_record(tmp_path: Path) -> None:
    case = Case.read("ordinary")
    number, capture = next(iter(case.captures.items()))
    original = Original(
        capture_id=1,
        url=capture.url,
        media_type="text/html",
        payload_sha256=capture.payload_sha256,
        payload_bytes=capture.payload_bytes,
        captured_at=datetime(2026, 11, 1, tzinfo=UTC),
        warc_file="first-night.warc.gz",
        warc_record_id="<urn:uuid:first>",
        warc_offset=0,
    )
    captures = case.captures | {number: capture.model_copy(update={"original": original})}

    draft = replace(case, captures=captures).draft(tmp_path)

    with (draft.folder / "str_items.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    (row,) = (row for row in rows if row["存档文件|warc_file"] == "first-night.warc.gz")
    assert row["存档记录|warc_record_id"] == "<urn:uuid:first>"
    assert row["页面数据哈希|page_sha256"] == capture.payload_sha256
    assert row["采集时间|captured_at"].startswith("2026-11-2")
