"""Feed files of a night: each content once, unfinished ones later, bad ones named; the folder is the platform's."""

import os
from pathlib import Path

import pytest

from lenswatch.operations.nightly.feeds import shown_name
from tests.operations.nightly.conftest import SPY, WALL_CLOCK, House, feed_row


def test_a_content_is_imported_once_whatever_its_name(house: House) -> None:
    house.deliver("monday.jsonl", feed_row(1, WALL_CLOCK))
    first = house.night()
    house.deliver("copy-of-monday.jsonl", feed_row(1, WALL_CLOCK))
    second = house.night()

    assert [feed.new_or_changed for feed in first.feeds] == [1]
    assert (second.feeds, second.feeds_imported_before) == ((), 2)
    assert house.rows("SELECT count(*) FROM run WHERE kind = 'import'") == [(1,)]


def test_a_file_that_goes_back_to_an_earlier_content_is_imported_again(house: House) -> None:
    for title in (WALL_CLOCK, SPY, WALL_CLOCK):
        house.deliver("listings.jsonl", feed_row(1, title))
        house.night()
        house.clock.advance(days=1)

    assert house.rows("SELECT count(*) FROM revision") == [(3,)]
    assert len(house.rows("SELECT 1 FROM night_step WHERE kind = 'import' AND state = 'done'")) == 3


def test_nothing_in_the_folder_is_moved_or_changed(house: House) -> None:
    file = house.deliver("a.jsonl", feed_row(1, WALL_CLOCK))
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    house.night()

    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    assert list(house.feeds.iterdir()) == [file]


@pytest.mark.parametrize(("name", "minutes_ago"), [("a.jsonl.part", 60), ("a.tmp", 60), ("a.jsonl", 0.5)])
def test_a_file_still_being_written_is_left_for_later_and_named(house: House, name: str, minutes_ago: float) -> None:
    house.deliver(name, feed_row(1, WALL_CLOCK), minutes_ago=minutes_ago)
    summary = house.night()

    assert (summary.feeds, summary.feeds_being_written, summary.exit_code) == ((), (name,), 0)
    assert f"{name}: still being written; left for the next night" in [c.en for c in summary.consequences]


def test_a_file_left_for_later_is_imported_by_the_next_night(house: House) -> None:
    house.deliver("a.jsonl", feed_row(1, WALL_CLOCK), minutes_ago=0)
    house.night()
    house.clock.advance(hours=24)

    assert [feed.new_or_changed for feed in house.night().feeds] == [1]


def test_bad_rows_are_counted_and_named_and_end_with_2(house: House) -> None:
    house.deliver("a.jsonl", feed_row(1, WALL_CLOCK), '{"id": "2", "title": "x", "price": "9"}')
    summary = house.night()
    (feed,) = summary.feeds

    assert (summary.exit_code, feed.new_or_changed, feed.refused) == (2, 1, 1)
    assert feed.refused_rows[0].en == "line 2: price must be a number such as 129.0, not text"


def test_a_broken_file_costs_itself_only_and_is_tried_again(house: House) -> None:
    house.deliver("a.parquet", "no parquet")
    house.deliver("b.jsonl", feed_row(1, SPY))
    first, second = house.night(), house.night()

    assert [(feed.file, feed.status, feed.new_or_changed) for feed in first.feeds] == [
        ("a.parquet", "failed", None),
        ("b.jsonl", "done", 1),
    ]
    assert (first.exit_code, first.bands.flag, first.draft.listings) == (2, 1, 1)
    assert [feed.file for feed in second.feeds] == ["a.parquet"]


def test_a_missing_folder_is_a_failure_and_no_empty_feed(house: House) -> None:
    house.feeds.rmdir()
    summary = house.night()

    assert summary.exit_code == 2
    assert [feed.new_or_changed for feed in summary.feeds] == [None]
    assert "no such folder" in summary.consequences[1].en


def test_a_folder_without_anything_new_is_said(house: House) -> None:
    assert any("no new feed file tonight" in sentence.en for sentence in house.night().consequences)


def test_an_empty_file_is_asked_about(house: House) -> None:
    house.deliver("a.jsonl")

    assert any("holds not a single listing" in sentence.en for sentence in house.night().consequences)


def test_what_is_no_feed_is_named(house: House) -> None:
    house.deliver("readme.txt", "hello")
    house.deliver(".hidden", "hello")

    assert house.night().feeds_not_read == ("readme.txt",)


def test_a_name_of_broken_bytes_can_be_imported_and_told(house: House) -> None:
    path = os.fsencode(house.feeds / "a") + b"\xff.jsonl"
    Path(os.fsdecode(path)).write_text(feed_row(1, WALL_CLOCK), encoding="utf-8")
    os.utime(path, (0, 0))

    assert [(feed.file, feed.new_or_changed) for feed in house.night().feeds] == [("a\\udcff.jsonl", 1)]


def test_a_name_cannot_write_to_the_terminal() -> None:
    assert shown_name("a\x1b[2J\n.jsonl") == "a\\x1b[2J\\n.jsonl"
