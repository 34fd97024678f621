"""What a crawl leaves in its WARC files: whole, checked by warcio's own checker, each payload kept once."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.cli import main as warcio
from warcio.recordloader import ArcWarcRecord

from lenswatch.ledger.captures import Captures
from lenswatch.ledger.payloads import Payloads
from lenswatch.ledger.store import Store
from lenswatch.spiders.crawling.crawl import crawl_sites
from lenswatch.spiders.evidence.cdxj import index_path, lines_of
from lenswatch.spiders.monitoring.tally import Tally
from tests.spiders.conftest import JPEG, Bench, Reply, Shop, category, product, site_of

pytestmark = pytest.mark.slow

NIGHT_HOURS = 24 * 8  # pictures too are asked for again


def furnish(shop: Shop) -> None:
    """Pages, a picture, a packed page, a redirect, a page without ETag; robots.txt is there already."""
    plain = product("Clock B")
    shop.replies |= {
        "/list": category("/item/1", "/item/2", "/item/3", "/item/old"),
        "/item/1": product("Clock A", image="/a.jpg"),
        "/item/2": replace(plain, headers={}),
        "/item/3": Reply(gzip.compress(product("Clock C").body), headers={"Content-Encoding": "gzip"}),
        "/item/old": Reply(status=301, headers={"Location": "/item/1"}),
        "/a.jpg": Reply(JPEG, media_type="image/jpeg"),
    }


def two_nights(shop: Shop, bench: Bench) -> None:
    furnish(shop)
    bench.crawl(shop, fetch_images=True)
    bench.clock.advance(hours=NIGHT_HOURS)
    bench.crawl(shop, fetch_images=True)


def files(bench: Bench) -> list[Path]:
    return sorted(bench.warc_folder.glob("*.warc.gz"))


def records(path: Path) -> list[ArcWarcRecord]:
    found = []
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            record.content_stream().read()
            found.append(record)
    return found


def test_warcio_finds_every_record_sound(shop: Shop, bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    two_nights(shop, bench)

    with pytest.raises(SystemExit) as ended:
        warcio(["check", "--verbose", *map(str, files(bench))])

    told = capsys.readouterr().out
    assert ended.value.code == 0
    assert "digest pass" in told
    assert "no digest to check" not in told
    assert {record.rec_type for path in files(bench) for record in records(path)} == {
        "warcinfo",
        "request",
        "response",
        "revisit",
    }


def test_a_replaying_browser_finds_what_it_needs(shop: Shop, bench: Bench) -> None:
    furnish(shop)
    crawl_sites(
        [site_of(shop, fetch_images=True)],
        bench.store,
        bench.clock,
        bench.settings,
        bench.warc_folder,
        allowed_loopback=frozenset({shop.authority}),
        operator="示例平台 trust & safety",
    )

    (path,) = files(bench)
    with path.open("rb") as stream:
        first = next(iter(ArchiveIterator(stream)))
        about = dict(line.split(": ", 1) for line in first.content_stream().read().decode().splitlines())
    assert first.rec_type == "warcinfo"
    assert about["software"].startswith("lenswatch/")
    assert about["operator"] == "示例平台 trust & safety <mail@lens.example>"
    assert (about["robots"], about["http-header-user-agent"]) == ("obey", shop.headers_of("/list")["User-Agent"])
    rest = records(path)[1:]
    for answer, question in zip(rest[::2], rest[1::2], strict=True):
        assert (answer.rec_type, question.rec_type) == ("response", "request")
        assert question.rec_headers["WARC-Concurrent-To"] == answer.rec_headers["WARC-Record-ID"]
        assert question.rec_headers["WARC-Target-URI"] == answer.rec_headers["WARC-Target-URI"]
        assert answer.rec_headers["WARC-Warcinfo-ID"] == first.rec_headers["WARC-Record-ID"]
        assert answer.rec_headers["WARC-IP-Address"] == "127.0.0.1"
    asked = {answer.rec_headers["WARC-Target-URI"].removeprefix(shop.base_url) for answer in rest[::2]}
    assert asked == {"/robots.txt", "/list", "/item/1", "/item/2", "/item/3", "/item/old", "/a.jpg"}


def test_the_second_night_keeps_no_second_copy(shop: Shop, bench: Bench) -> None:
    two_nights(shop, bench)

    first, second = (records(path) for path in files(bench))
    archived = {one.rec_headers["WARC-Record-ID"]: one.rec_headers for one in first if one.rec_type == "response"}
    profiles = {}
    for one in second:
        if one.rec_type != "revisit":
            continue
        original = archived[one.rec_headers["WARC-Refers-To"]]
        assert one.rec_headers["WARC-Refers-To-Target-URI"] == original["WARC-Target-URI"]
        assert one.rec_headers["WARC-Refers-To-Date"] == original["WARC-Date"]
        path = one.rec_headers["WARC-Target-URI"].removeprefix(shop.base_url)
        profiles[path] = one.rec_headers["WARC-Profile"].rpartition("/")[2]
    same = "identical-payload-digest"
    assert profiles == {
        "/list": same,
        "/item/1": "server-not-modified",
        "/item/2": same,
        "/item/3": same,
        "/a.jpg": same,
    }


def test_every_capture_of_both_nights_leads_to_its_payload(shop: Shop, bench: Bench) -> None:
    two_nights(shop, bench)

    payloads = Payloads(Captures(bench.store), bench.warc_folder)
    found = {
        (url.removeprefix(shop.base_url), payloads.of(number))
        for number, url in bench.store.connection.execute("SELECT id, url FROM capture").fetchall()
    }
    assert bench.row("SELECT count(*) FROM capture WHERE refers_to IS NOT NULL") == (5,)
    for path in ("/list", "/item/1", "/item/2", "/item/3", "/a.jpg"):
        reply = shop.replies[path]
        assert isinstance(reply, Reply)
        assert [payload for url, payload in found if url == path] == [reply.body]


def test_a_page_whose_archive_is_gone_is_fetched_and_kept_whole(shop: Shop, bench: Bench) -> None:
    furnish(shop)
    bench.crawl(shop)
    for path in files(bench):
        path.unlink()
    bench.clock.advance(hours=NIGHT_HOURS)
    bench.crawl(shop)

    assert "If-None-Match" not in shop.headers_of("/item/1")
    (path,) = files(bench)
    assert {record.rec_type for record in records(path)} == {"warcinfo", "request", "response"}


def test_an_index_lies_beside_each_file(shop: Shop, bench: Bench) -> None:
    two_nights(shop, bench)

    for path in files(bench):
        assert index_path(path).read_bytes() == b"".join(sorted(lines_of(path)))


def test_a_large_crawl_parts_its_files(shop: Shop, bench: Bench) -> None:
    filling = "".join(map(chr, range(0x4E00, 0x9FA5)))
    shop.replies["/list"] = category(*(f"/item/{number}" for number in range(30)))
    for number in range(30):
        page = product(f"Clock {number}").body + filling[number:].encode()
        shop.replies[f"/item/{number}"] = Reply(page)
    bench.settings = bench.settings.model_copy(update={"warc_file_bytes": 200_000})

    summary = bench.crawl(shop)

    assert len(summary.warc_files) == len(files(bench)) > 1
    assert all(records(path)[0].rec_type == "warcinfo" and index_path(path).exists() for path in files(bench))


def test_what_a_power_loss_took_is_fetched_again(shop: Shop, bench: Bench) -> None:
    """The ledger names records that never reached the disk, as where the machine stops before a file is synced."""
    furnish(shop)
    bench.crawl(shop, fetch_images=True)
    (path,) = files(bench)
    index_path(path).unlink()
    middle = bench.row("SELECT warc_offset FROM capture ORDER BY warc_offset LIMIT 1 OFFSET 2")[0]
    with path.open("r+b") as stream:
        stream.truncate(middle + 20)
        stream.seek(0, 2)
        stream.write(bytes(500))
    bench.store.connection.execute("UPDATE run SET state = 'running', summary = ?", (Tally().model_dump_json(),))

    bench.crawl(shop, fetch_images=True)

    lost = bench.row("SELECT count(*) FROM capture WHERE lost = 1")[0]
    assert lost == 4
    assert_evidence_is_whole(bench.store, bench.warc_folder)
    assert len(bench.listings()) == 3


def assert_evidence_is_whole(store: Store, folder: Path) -> None:
    """Every capture that counts, and every one a listing rests on, leads to its bytes."""
    payloads = Payloads(Captures(store), folder)
    for number, lost in store.connection.execute(
        "SELECT id, lost FROM capture WHERE lost = 0 OR id IN (SELECT capture_id FROM revision)"
    ).fetchall():
        assert not lost
        payloads.of(number)
