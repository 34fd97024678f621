"""From a capture to the bytes it stands for, or to an error that names file and record."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lenswatch.core.clock import FixedClock
from lenswatch.core.digest import sha256_of
from lenswatch.core.errors import EvidenceError
from lenswatch.core.exit_code import ExitCode
from lenswatch.ledger.captures import Capture, Captures
from lenswatch.ledger.payloads import Payloads
from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.ledger.store import Store
from lenswatch.spiders.evidence.exchange import Exchange
from lenswatch.spiders.evidence.warc import WarcFile

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Archived:
    """A WARC file with one page and two later visits that refer to it."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.captures, self.folder = Captures(store), folder
        self.run_id = Runs(store, FixedClock(NOON)).begin(RunKind.CRAWL, "shop")
        self.warc = WarcFile(folder, "shop-C20260301120000-0a1b2c", {}, NOON)
        self.page = self.write(b"<p>hello")
        self.same = self.write(b"<p>hello")
        self.unmodified = self.write(b"", 304)
        self.warc.close()
        self.payloads = Payloads(self.captures, folder)

    def write(self, payload: bytes, status: int = 200) -> int:
        exchange = Exchange("https://shop.example/1", "GET", (), status, (), payload, NOON)
        original = self.captures.holding(sha256_of(payload or b"<p>hello"))
        return self.captures.add(self.warc.write(exchange, original), self.run_id)

    def capture(self, number: int) -> Capture:
        capture = self.captures.get(number)
        assert capture is not None
        return capture


@pytest.fixture
def archived(tmp_path: Path, store: Store) -> Archived:
    return Archived(tmp_path / "warc", store)


def test_every_visit_leads_to_the_bytes(archived: Archived) -> None:
    for number in (archived.page, archived.same, archived.unmodified):
        assert archived.payloads.of(number) == b"<p>hello"


def test_a_revisit_names_the_record_that_holds_the_payload(archived: Archived) -> None:
    page, same, unmodified = (archived.capture(n) for n in (archived.page, archived.same, archived.unmodified))

    assert page.original is None
    assert page.warc_record_id == same.payload_record_id == unmodified.payload_record_id
    assert same.warc_record_id != same.payload_record_id
    assert (unmodified.status, unmodified.payload_sha256, unmodified.payload_bytes) == (304, page.payload_sha256, 8)


def test_a_file_that_is_gone_is_named_with_its_record(archived: Archived) -> None:
    archived.warc.path.unlink()

    with pytest.raises(EvidenceError) as caught:
        archived.payloads.of(archived.same)
    told = str(caught.value)
    assert archived.warc.path.name in told
    assert archived.capture(archived.page).warc_record_id in told
    assert caught.value.exit_code == ExitCode.OUTSIDE_ERROR


def test_altered_bytes_are_told(archived: Archived) -> None:
    data = bytearray(archived.warc.path.read_bytes())
    place = archived.capture(archived.page).warc_offset
    data[place + 300] ^= 1
    archived.warc.path.write_bytes(data)

    with pytest.raises(EvidenceError, match=r"-00001\.warc\.gz: record <urn:uuid:.* was damaged or altered"):
        archived.payloads.of(archived.page)


def test_a_record_that_was_exchanged_is_told(archived: Archived) -> None:
    data = archived.warc.path.read_bytes()
    archived.warc.path.write_bytes(data[archived.capture(archived.page).warc_offset :])

    with pytest.raises(EvidenceError, match="altered"):
        archived.payloads.of(archived.page)


def test_an_unknown_capture_is_told(archived: Archived) -> None:
    with pytest.raises(EvidenceError, match="no capture 999 in the ledger"):
        archived.payloads.of(999)


def test_what_a_power_loss_took_is_noted_and_never_referred_to(archived: Archived) -> None:
    page = archived.capture(archived.page)

    lost = archived.captures.lose(page.warc_file, page.warc_offset)

    assert [(one.url, one.site) for one in lost] == [("https://shop.example/1", "shop")] * 3
    assert archived.captures.holding(page.payload_sha256) is None
    assert archived.captures.lose(page.warc_file, 0) == ()
