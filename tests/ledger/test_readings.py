"""Who read which words of a listing, and what may be believed."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from lenswatch.core.listing import Listing
from lenswatch.ledger.listings import Listings
from lenswatch.ledger.readings import Choice, Readings
from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.ledger.store import Store

Make = Callable[..., Listing]
Read = Callable[..., None]


@pytest.fixture
def read(runs: Runs, listings: Listings, listing: Make) -> Read:
    def read_(source: str, *, price: str = "10", sound: bool = True, kind: RunKind = RunKind.CRAWL) -> None:
        run_id = runs.begin(kind, source)
        listings.record(listing(price=Decimal(price), currency="CNY"), run_id, None)
        runs.finish(run_id, {}, failed=not sound)

    return read_


def rows(store: Store) -> list[tuple[object, ...]]:
    query = "SELECT kind, subject, revision_id, sound FROM reading ORDER BY kind, subject, revision_id"
    return store.connection.execute(query).fetchall()


def test_a_newer_sound_reading_replaces_the_older_one(store: Store, read: Read) -> None:
    read("shop", price="10")
    read("shop", price="11")

    assert rows(store) == [("crawl", "shop", 2, 1)]


def test_an_unsound_reading_replaces_nothing(store: Store, read: Read) -> None:
    read("shop", price="10")
    read("shop", price="99", sound=False)

    assert rows(store) == [("crawl", "shop", 1, 1), ("crawl", "shop", 2, 0)]
    assert Readings(store).last_price("DEMO:1", "shop") == (10.0, "CNY")


def test_the_same_words_read_soundly_later_are_believed(store: Store, read: Read) -> None:
    read("shop", sound=False)
    read("shop")

    assert rows(store) == [("crawl", "shop", 1, 1)]


def test_imports_of_any_file_are_one_source(store: Store, read: Read) -> None:
    read("monday.jsonl", kind=RunKind.IMPORT)
    read("tuesday.jsonl", price="11", kind=RunKind.IMPORT)

    assert rows(store) == [("import", "", 2, 1)]


def test_a_listing_another_source_read_is_not_left_out(store: Store, read: Read) -> None:
    read("shop")
    choice = Choice(withheld=frozenset({"shop"}))
    assert Readings(store).left_out(choice) == {"shop": 1}

    read("feed.jsonl", price="11", kind=RunKind.IMPORT)
    assert Readings(store).left_out(choice) == {}


def test_a_page_not_modified_confirms_nothing_an_unsound_crawl_read(
    store: Store, runs: Runs, listings: Listings, read: Read
) -> None:
    read("shop", sound=False)
    run_id = runs.begin(RunKind.CRAWL, "shop")
    listings.seen_unchanged("https://shop.example/1", run_id)
    runs.finish(run_id, {})

    assert rows(store) == [("crawl", "shop", 1, 0)]
