"""The summary: what is new and why, nothing unavailable shown as 0, both languages, whole or not there."""

import json
from pathlib import Path

import pytest

from lenswatch.core.errors import StorageError
from lenswatch.core.messages import Catalogue, message
from lenswatch.operations.nightly import pages
from lenswatch.operations.nightly.summary import NightSummary
from lenswatch.operations.nightly.told import Told, joined
from lenswatch.operations.nightly.wording import figure, summary_lines
from tests.operations.nightly.conftest import SPY, WALL_CLOCK, House, feed_row


def retire_a_term(house: House) -> None:
    """The curator takes back the term that names the thing."""
    table = house.workspace.root / "keywords" / "terms" / "few.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = (line.replace(",active,", ",retired,") if line.startswith("T1,") else line for line in lines)
    table.write_text("".join(changed), encoding="utf-8")


def break_the_lexicon(house: House) -> None:
    table = house.workspace.root / "keywords" / "terms" / "few.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",block,", ",bloc,"), encoding="utf-8")


def folder_of(house: House, summary: NightSummary) -> Path:
    return house.workspace.nights / f"{summary.date}-{summary.night}"


def test_what_is_new_is_told_with_its_reason(house: House) -> None:
    house.deliver("a.jsonl", feed_row(1, WALL_CLOCK), feed_row(2, SPY), feed_row(3, SPY, "s2"))
    house.night()
    house.deliver("b.jsonl", feed_row(1, SPY), feed_row(2, WALL_CLOCK), feed_row(4, SPY, "s9"))
    changes = house.night().changes

    assert changes
    assert [(note.key, note.because) for note in changes.new_suspects] == [
        ("FEED:1", ("listing",)),
        ("FEED:4", ("new listing",)),
    ]
    assert [(note.key, note.because) for note in changes.no_longer_suspected] == [("FEED:2", ("listing",))]
    assert [(seller.id, seller.name) for seller in changes.new_sellers] == [("s9", "shop s9")]


def test_a_listing_suspected_no_longer_by_another_lexicon_is_told_so(house: House) -> None:
    house.deliver("a.jsonl", feed_row(1, "针孔摄像头"))
    house.night()
    retire_a_term(house)
    summary = house.night()

    assert summary.changes
    assert [note.because for note in summary.changes.no_longer_suspected] == [("lexicon",)]
    assert (summary.bands_before.flag if summary.bands_before else None, summary.bands.flag) == (1, 0)


def test_the_first_night_has_nothing_to_compare_with_and_says_so(house: House) -> None:
    house.deliver("a.jsonl", feed_row(1, SPY))
    summary = house.night()

    assert (summary.compared_with, summary.changes, summary.bands_before) == (None, None, None)
    assert "New since the last night: unavailable" in list(summary_lines(summary, Catalogue.load("en")))


def test_without_a_screening_no_figure_of_tonight_is_0(house: House) -> None:
    house.deliver("a.jsonl", feed_row(1, SPY))
    house.night()
    break_the_lexicon(house)
    house.deliver("b.jsonl", feed_row(2, SPY))
    summary = house.night()
    text = "\n".join(summary_lines(summary, Catalogue.load("en")))

    assert summary.exit_code == 2
    assert summary.bands.model_dump() == {"flag": None, "review": None, "clear": None}
    assert (summary.screened, summary.changes, summary.draft.listings, summary.unjudged) == (None, None, None, 1)
    assert "Listings now: unavailable suspected, unavailable for a person to look at, unavailable clear" in text
    assert "few.csv" in summary.consequences[0].en
    assert len(house.drafts) == 1


def test_a_night_without_screening_is_no_night_to_compare_with(house: House) -> None:
    house.deliver("a.jsonl", feed_row(1, SPY))
    first = house.night()
    table = house.workspace.root / "keywords" / "terms" / "few.csv"
    good = table.read_bytes()
    break_the_lexicon(house)
    house.night()
    table.write_bytes(good)
    house.deliver("b.jsonl", feed_row(2, SPY))
    third = house.night()

    assert third.compared_with
    assert third.compared_with.night == first.night
    assert third.changes
    assert [note.key for note in third.changes.new_suspects] == ["FEED:2"]


def test_nothing_new_leaves_the_draft_as_it_stands(house: House) -> None:
    house.deliver("a.jsonl", feed_row(1, SPY))
    first = house.night()
    house.clock.advance(days=1)
    second = house.night()

    assert (second.draft.folder, second.draft.stands_since) == (first.draft.folder, first.date)
    assert len(house.drafts) == 1
    assert any("the one of 2026-11-21 stands" in sentence.en for sentence in second.consequences)


def test_a_night_that_drew_up_nothing_tells_no_duration(house: House) -> None:
    house.deliver("a.jsonl", feed_row(1, SPY))
    house.night()
    house.night()

    assert house.night("23:59+00:00").draft.listings == 1


def test_a_draft_that_was_taken_away_is_drawn_up_again(house: House) -> None:
    house.deliver("a.jsonl", feed_row(1, SPY))
    first = house.night()
    (house.workspace.root / str(first.draft.folder)).rename(house.workspace.root / "elsewhere")
    second = house.night()

    assert second.draft.stands_since is None
    assert (second.draft.listings, len(house.drafts)) == (1, 1)


def test_the_files_are_those_of_the_summary_in_both_languages(house: House) -> None:
    house.deliver("a.jsonl", feed_row(1, SPY))
    summary = house.night()
    folder = folder_of(house, summary)
    text = (folder / "summary.txt").read_text(encoding="utf-8")

    assert {file.name for file in folder.iterdir()} == {"summary.json", "summary.txt"}
    assert NightSummary.model_validate_json((folder / "summary.json").read_bytes()) == summary
    for language in ("en", "zh"):
        assert "\n".join(summary_lines(summary, Catalogue.load(language))) in text


def test_a_full_disk_leaves_no_half_summary_and_the_next_start_ends_the_night(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.deliver("a.jsonl", feed_row(1, SPY))

    def full(*_: object) -> None:
        raise StorageError("{path}: the disk is full.", path="nights")

    with monkeypatch.context() as patched:
        patched.setattr(pages, "publish", full)
        with pytest.raises(StorageError):
            house.night()
    assert not house.workspace.nights.exists()
    summary = house.night()

    assert (summary.starts, summary.draft.listings) == (2, 1)


def test_every_sentence_of_the_json_stands_in_both_languages(house: House) -> None:
    summary = json.loads(house.night().model_dump_json())

    assert summary["consequences"]
    assert all(sentence.keys() == {"en", "zh"} for sentence in summary["consequences"])


def test_a_site_not_reported_is_told_in_chinese_by_its_consequence() -> None:
    told = Catalogue.load("zh").show(
        "{site}: not reported tonight ({reason}); last night's list stands; this does not mean nothing is there",
        site="京东",
        reason="拦截率 40%",
    )

    assert told == "京东：今晚未报告（拦截率 40%），昨日名单沿用，不代表无问题"


def test_a_figure_that_could_not_be_obtained_is_a_word_in_both_languages() -> None:
    assert [Catalogue.load(language).show(figure(None)) for language in ("en", "zh")] == ["unavailable", "未取得"]
    assert figure(0) == "0"


def test_a_message_is_kept_with_the_messages_inside_it() -> None:
    text = message("{file}: {reason}", file=Path("a"), reason=joined([message("is missing"), message("is empty")]))
    kept = Told.model_validate_json(Told.of(text).model_dump_json())

    assert str(kept.message) == "a: is missing; is empty"
    assert Catalogue.load("zh").show(Told.of(message("must be a number such as 129.0, not text")).message) != str(text)
