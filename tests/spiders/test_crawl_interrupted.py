"""A crawl that is killed, stopped or starved of disk loses nothing and records nothing twice."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
from io import FileIO
from pathlib import Path
from threading import Event
from typing import Self

import pytest
from warcio.archiveiterator import ArchiveIterator

from lenswatch.core.errors import StorageError, WorkspaceError
from lenswatch.core.exit_code import ExitCode
from lenswatch.core.listing import Listing
from lenswatch.ledger.leases import Leases
from lenswatch.ledger.listings import Listings
from lenswatch.ledger.store import Store
from lenswatch.spiders.evidence import warc
from lenswatch.spiders.monitoring.tally import Tally
from tests.spiders.conftest import SETTINGS, Bench, Reply, Shop

pytestmark = pytest.mark.slow

PAGES, AT_ONCE = 60, 4


def start(shop: Shop, folder: Path) -> subprocess.Popen[str]:
    """Begin, or take up, a crawl in another process."""
    script = Path(__file__).parent / "crawl_process.py"
    return subprocess.Popen(
        [sys.executable, str(script), str(folder), shop.base_url, str(AT_ONCE)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def warc_problems(folder: Path) -> list[str]:
    """What warcio's own check finds in the files of a folder."""
    problems: list[str] = []
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests=True):
                record.content_stream().read()
                problems += record.digest_checker.problems
    return problems


def record_ids(folder: Path) -> set[str]:
    found: set[str] = set()
    for path in folder.glob("*.warc.gz"):
        with path.open("rb") as stream:
            found |= {record.rec_headers["WARC-Record-ID"] for record in ArchiveIterator(stream)}
    return found


class Crawls:
    """Crawls of one workspace, one after the other, each to be killed."""

    def __init__(self, shop: Shop, folder: Path) -> None:
        self.shop, self.folder = shop, folder
        script = Path(__file__).parent / "crawl_process.py"
        self.process = subprocess.Popen(
            [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def begin(self, contact: str) -> int:
        """Start the next crawl; returns its process number."""
        assert self.process.stdin
        self.process.stdin.write(f"{self.folder} {self.shop.base_url} {AT_ONCE} {contact}\n")
        self.process.stdin.flush()
        return int(self.line().removeprefix("started "))

    def line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline()

    def uncommitted(self, contact: str) -> set[str]:
        """What a crawl asked for and did not commit."""
        with self.shop.changed:
            asked = {path for path, headers in self.shop.requests if contact in headers["User-Agent"]}
        with Store.open(self.folder / "ledger.db") as store:
            done = {row[0] for row in store.connection.execute("SELECT address FROM frontier WHERE state = 'done'")}
        return asked - {address.removeprefix(self.shop.base_url) for address in done} - {"/robots.txt"}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()


def test_a_crawl_killed_fifty_times_loses_nothing(shop: Shop, tmp_path: Path) -> None:
    kills, pages, chance = 50, 800, random.Random(20261122)  # noqa: S311 - the same moments in every run
    shop.fill(pages)
    with Crawls(shop, tmp_path) as crawls:
        for number in range(kills):
            contact = f"crawl-{number}@lens.example"
            process = crawls.begin(contact)
            if number % 2:
                shop.wait_for(len(shop.requests) + chance.randint(1, 25))
            else:
                shop.wait_for(sys.maxsize, at_most=chance.uniform(0, 0.3))
            os.kill(process, signal.SIGKILL)
            assert crawls.line() == "ended -9\n"
            assert len(crawls.uncommitted(contact)) <= AT_ONCE
        crawls.begin("mail@lens.example")
        summary = json.loads(crawls.line())
        assert crawls.line() == "ended 0\n"

    with Store.open(tmp_path / "ledger.db") as store:
        rows = dict(store.connection.execute("SELECT listing_key, count(*) FROM revision GROUP BY listing_key"))
        captured = {row[0] for row in store.connection.execute("SELECT warc_record_id FROM capture")}
        counted = store.connection.execute("SELECT sum(requests) FROM host_load").fetchone()[0]
    assert (len(rows), set(rows.values())) == (pages, {1})
    assert (summary["listings_new"], summary["pages"], summary["failed"]) == (pages, pages + 1, 0)
    again = shop.asked().total() - (pages + 1)
    sys.stdout.write(f"{kills} kills: {again} of {pages + 1} pages fetched again\n")
    assert again <= kills * AT_ONCE
    assert counted >= len(shop.requests)
    assert warc_problems(tmp_path / "warc") == []
    assert captured <= record_ids(tmp_path / "warc")


def test_ctrl_c_lets_pages_under_way_finish_and_the_crawl_can_be_taken_up(shop: Shop, tmp_path: Path) -> None:
    shop.fill(PAGES)
    process = start(shop, tmp_path)
    shop.wait_for(10)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)

    with Store.open(tmp_path / "ledger.db") as store:
        states = dict(store.connection.execute("SELECT state, count(*) FROM frontier GROUP BY state"))
        run = store.connection.execute("SELECT state FROM run").fetchone()
    assert (process.returncode, run) == (130, ("running",))
    assert "run the same command again" in told
    assert "leased" not in states
    assert states["waiting"] > 0

    output, _ = start(shop, tmp_path).communicate(timeout=60)
    assert json.loads(output)["listings_new"] == PAGES
    assert shop.asked().total() == PAGES + 1


def test_a_second_ctrl_c_stops_at_once(shop: Shop, tmp_path: Path) -> None:
    gate = Event()
    shop.fill(5)
    shop.replies |= {f"/item/{number}": Reply(gate=gate) for number in range(5)}
    process = start(shop, tmp_path)
    shop.wait_for(3)
    process.send_signal(signal.SIGINT)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.3)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=20)
    gate.set()

    assert (process.returncode, told) == (130, "stopped at once; pages under way will be fetched again")


def test_a_full_disk_under_the_ledger_stops_the_crawl_and_loses_nothing(shop: Shop, bench: Bench) -> None:
    shop.fill(PAGES)
    pages = bench.row("PRAGMA page_count")[0]
    bench.store.connection.execute(f"PRAGMA max_page_count = {pages + 8}")

    with pytest.raises(StorageError, match="Free some space") as caught:
        bench.crawl(shop)
    kept = len(bench.listings())
    bench.store.connection.execute("PRAGMA max_page_count = 1000000")
    summary = bench.crawl(shop)

    assert caught.value.exit_code == ExitCode.OUTSIDE_ERROR
    assert 0 < kept < PAGES
    assert (summary.listings_new, len(bench.listings())) == (PAGES, PAGES)


def test_a_full_disk_under_the_warc_file_stops_the_crawl_and_loses_nothing(
    shop: Shop, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.fill(PAGES)
    write, written = warc.write_whole, []

    def full_after_a_while(stream: FileIO, data: bytes) -> None:
        written.append(data)
        if len(written) > 20:
            stream.write(b"\x1f\x8b half a record")
            raise OSError(errno.ENOSPC, "No space left on device")
        write(stream, data)

    with monkeypatch.context() as patched:
        patched.setattr(warc, "write_whole", full_after_a_while)
        with pytest.raises(StorageError, match="the disk is full"):
            bench.crawl(shop)
    assert 0 < len(bench.listings()) < PAGES
    summary = bench.crawl(shop)

    assert (summary.listings_new, len(bench.listings())) == (PAGES, PAGES)
    assert warc_problems(bench.warc_folder) == []


def test_a_visit_that_cannot_be_recorded_keeps_none_of_its_group_out(
    shop: Shop, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.fill(PAGES)
    record = Listings.record

    def faulty(self: Listings, listing: Listing, run_id: str, capture_id: int | None) -> bool:
        if listing.title == "Clock 5":
            raise RuntimeError("a fault of lenswatch")
        return record(self, listing, run_id, capture_id)

    with monkeypatch.context() as patched:
        patched.setattr(Listings, "record", faulty)
        with pytest.raises(RuntimeError, match="a fault of lenswatch"):
            bench.crawl(shop)
    asked, kept = set(shop.asked()) - {"/list"}, {listing.title for listing in bench.listings()}
    summary = bench.crawl(shop)

    assert "/item/5" in asked
    assert len(asked) - len(kept) <= 1 + SETTINGS.concurrent_requests // 2
    assert (summary.listings_new, len(bench.listings())) == (PAGES, PAGES)


def test_two_crawls_of_one_workspace_do_not_run_at_once(shop: Shop, bench: Bench) -> None:
    shop.fill(1)
    bench.store.connection.execute(
        "INSERT INTO lease VALUES ('crawl', 'elsewhere:1', '2026-03-01T01:00:00+00:00', '2099-01-01T00:00:00+00:00')"
    )

    with pytest.raises(WorkspaceError, match="elsewhere:1"):
        bench.crawl(shop)
    assert shop.requests == []


def test_a_crawl_in_another_process_is_respected_until_it_is_dead(shop: Shop, bench: Bench) -> None:
    gate = Event()
    shop.replies["/list"] = Reply(gate=gate)
    with Crawls(shop, bench.folder) as crawls:
        process = crawls.begin("mail@lens.example")
        shop.wait_for(2)  # robots.txt and the list
        with pytest.raises(WorkspaceError, match=f":{process}"):
            bench.crawl(shop)
        os.kill(process, signal.SIGKILL)
        assert crawls.line() == "ended -9\n"
        gate.set()

        assert bench.crawl(shop).visits == 0  # the list is due months from now by this test's clock
    assert len(shop.requests) == 2


def test_the_workspace_is_free_after_a_crawl(shop: Shop, bench: Bench) -> None:
    shop.fill(1)
    bench.crawl(shop)

    Leases(bench.store, bench.clock, 60).take("crawl")
    assert bench.row("SELECT count(*) FROM lease") == (1,)


def test_a_crawl_taken_up_days_later_also_visits_what_is_due_again(shop: Shop, bench: Bench) -> None:
    shop.fill(3)
    bench.crawl(shop)
    interrupted = "UPDATE run SET state = 'running', summary = ?"
    bench.store.connection.execute(interrupted, (Tally().model_dump_json(),))

    assert bench.crawl(shop).visits == 0
    bench.store.connection.execute(interrupted, (Tally().model_dump_json(),))
    bench.clock.advance(hours=48)
    assert bench.crawl(shop).unchanged == 4
