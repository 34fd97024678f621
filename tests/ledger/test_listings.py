"""Listings and captures: evidence is added, never overwritten."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.core.clock import FixedClock
from lenswatch.core.listing import Listing
from lenswatch.ledger.captures import Capture, Captures
from lenswatch.ledger.instant import restored, stored
from lenswatch.ledger.listings import Listings, content_digest, listing_from_json, listing_key
from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.ledger.store import Store

Make = Callable[..., Listing]


@pytest.fixture
def run_id(runs: Runs) -> str:
    return runs.begin(RunKind.CRAWL, "demo")


def revisions(store: Store) -> int:
    return int(store.connection.execute("SELECT count(*) FROM revision").fetchone()[0])


def state(store: Store) -> str:
    return str(store.connection.execute("SELECT state FROM listing").fetchone()[0])


def test_the_same_offer_seen_again_is_no_new_revision(
    listings: Listings, listing: Make, run_id: str, store: Store, clock: FixedClock
) -> None:
    assert listings.record(listing(), run_id, None)
    begun = clock.now()
    clock.advance(hours=24)

    assert not listings.record(listing(captured_at=clock.now()), run_id, None)
    (found,) = listings.find("1")
    assert (revisions(store), found.first_seen, found.last_seen) == (1, begun, clock.now())


def test_a_changed_offer_is_a_new_revision_and_the_old_one_stays(
    listings: Listings, listing: Make, run_id: str, store: Store
) -> None:
    listings.record(listing(title="针孔摄像头"), run_id, None)

    assert listings.record(listing(title="桌面摆件"), run_id, None)
    (found,) = listings.find("DEMO:1")
    assert (revisions(store), found.listing.title) == (2, "桌面摆件")


def test_a_listing_reads_back_as_it_was(listings: Listings, listing: Make, run_id: str) -> None:
    seen = ({"page_url": "https://shop.example/s", "surface": "search", "rank": 3},)
    whole = listing(
        price=Decimal("129.10"),
        currency="CNY",
        attributes={"存储": "TF卡"},
        images=["https://shop.example/1.jpg"],
        seller={"id": "00012345678901234567", "name": "店"},
        seen=seen,
        published_at="2026-05-14T23:32:00+08:00",
    )
    listings.record(whole, run_id, None)

    (found,) = listings.find("1")
    assert found.listing == whole


def test_a_sighting_is_kept_once_a_run(listings: Listings, listing: Make, run_id: str, store: Store) -> None:
    shown = listing(seen=({"page_url": "https://shop.example/s", "surface": "search", "query": "灯"},))
    listings.record(shown, run_id, None)
    listings.record(shown, run_id, None)

    assert store.connection.execute("SELECT count(*) FROM sighting").fetchone() == (1,)


def test_gone_keeps_the_last_good_revision_and_a_return_is_live_again(
    listings: Listings, listing: Make, run_id: str, store: Store
) -> None:
    listings.record(listing(), run_id, None)
    listings.mark_gone("https://shop.example/1")
    assert (state(store), revisions(store)) == ("gone", 1)

    listings.seen_unchanged("https://shop.example/1", run_id)
    assert state(store) == "live"


def test_an_offer_that_moved_is_known_by_its_new_address(
    listings: Listings, listing: Make, run_id: str, store: Store
) -> None:
    listings.record(listing(), run_id, None)
    listings.record(listing(url="https://shop.example/new/1"), run_id, None)
    listings.mark_gone("https://shop.example/new/1")

    assert (state(store), revisions(store)) == ("gone", 1)


def test_unknown_listings_are_none(listings: Listings) -> None:
    assert listings.find("nothing") == []


def test_the_key_is_platform_and_id_else_the_address(listing: Make) -> None:
    by_address = listing_key(listing(id=None))

    assert listing_key(listing()) == "DEMO:1"
    assert by_address.startswith("DEMO:url-")
    assert by_address == listing_key(listing(id=None, title="另一个标题"))
    with pytest.raises(ValueError, match="needs an id or a url"):
        listing_key(listing(id=None, url=None))


def test_where_and_when_it_was_seen_is_no_content(listing: Make) -> None:
    elsewhere = listing(
        url="https://shop.example/1?from=ad",
        captured_at="2026-11-22T02:00:00+08:00",
        seen=({"page_url": "https://shop.example/"},),
        read_from={"price": "json-ld"},
    )

    assert content_digest(elsewhere) == content_digest(listing())
    assert content_digest(listing(price=1)) != content_digest(listing())


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_price_is_exact_after_storage(price: Decimal) -> None:
    kept = listing_from_json(Listing(title="灯", price=price).model_dump_json(exclude_none=True))

    assert kept.price == price


@given(st.datetimes(timezones=st.timezones()), st.datetimes(timezones=st.timezones()))
def test_stored_times_sort_as_times(one: datetime, other: datetime) -> None:
    try:
        texts = stored(one), stored(other)
    except OverflowError:  # the first and last day of the calendar have no UTC
        return

    assert restored(texts[0]) == one.astimezone(UTC)
    assert (texts[0] < texts[1]) == (restored(texts[0]) < restored(texts[1]))


def test_a_time_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="no offset"):
        stored(datetime(2026, 11, 22))  # noqa: DTZ001 - the naive time is the case


def test_a_capture_reads_back_as_it_was(store: Store, clock: FixedClock, run_id: str) -> None:
    capture = Capture(
        url="https://shop.example/1",
        status=200,
        media_type=None,
        payload_sha256="ab" * 32,
        payload_bytes=10,
        captured_at=clock.now(),
        warc_file="1.warc.gz",
        warc_record_id="<urn:uuid:1>",
        warc_offset=0,
    )
    captures = Captures(store)

    assert captures.get(captures.add(capture, run_id)) == capture
    assert captures.get(999) is None
