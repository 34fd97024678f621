"""A site whose last crawl is not sound stays out of the draft, and the draft says so."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from lenswatch.classifier.screener import Screener
from lenswatch.core.clock import FixedClock
from lenswatch.core.config import Bands, Config
from lenswatch.core.errors import UserError
from lenswatch.core.listing import Listing
from lenswatch.core.messages import message
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.ledger.listings import Listings
from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.ledger.store import Store
from lenswatch.operations.drafting import draft_from_ledger
from lenswatch.operations.screening import screen_ledger
from lenswatch.operations.workspace import Workspace
from lenswatch.reports.draft import DraftReport
from lenswatch.reports.verify_draft import read_draft
from lenswatch.reports.withheld import EverythingWithheldError
from lenswatch.spiders.monitoring.alarm import Alarm, alarm
from lenswatch.spiders.monitoring.summary import CrawlSummary
from lenswatch.spiders.site.limit import Level

SUSPECT = "挂钟 针孔摄像头"
ALARM = alarm("item_count", Level.ERROR, message("only {found} listings seen, {least} expected", found=3, least="100"))


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener.build(Lexicon.load(shipped_keywords()), Taxonomy.load(), Config())


@dataclass
class Desk:
    """A workspace, and the nights that pass in it."""

    workspace: Workspace
    store: Store
    clock: FixedClock
    screener: Screener

    def read(self, source: str, *ids: str, alarms: tuple[Alarm, ...] = (), price: int = 10, end: bool = True) -> None:
        """Listings read by the crawl of a site, or by an import where the source is a file."""
        runs, kind = Runs(self.store, self.clock), RunKind.IMPORT if "." in source else RunKind.CRAWL
        self.clock.advance(hours=24)
        run_id = runs.begin(kind, source)
        for number in ids:
            listing = Listing(id=number, platform="SHOP", title=SUSPECT, price=Decimal(price), currency="CNY")
            Listings(self.store, self.clock).record(listing, run_id, None)
        summary = CrawlSummary(site=source, platform="SHOP", run_id=run_id, alarms=alarms)
        if end:
            runs.finish(run_id, summary.model_dump(mode="json"), failed=not summary.sound)

    def draft(self, *include: str) -> DraftReport:
        """Screen, and draft."""
        self.clock.advance(hours=1)
        screen_ledger(self.store, self.screener, self.clock)
        return draft_from_ledger(self.store, self.workspace, Taxonomy.load(), self.clock, include_withheld=include)


@pytest.fixture
def desk(tmp_path: Path, screener: Screener) -> Iterator[Desk]:
    workspace = Workspace.create(tmp_path / "ws")
    with Store.open(workspace.ledger) as store:
        yield Desk(workspace, store, FixedClock(datetime(2026, 11, 20, tzinfo=UTC)), screener)


def column(draft: DraftReport, name: str) -> list[str]:
    return sorted(read_draft(draft.folder).sheets["str_items.csv"].column(name))


def test_every_site_sound_nothing_is_withheld(desk: Desk) -> None:
    desk.read("shop", "1")
    draft = desk.draft()

    assert (column(draft, "listing_id"), draft.withheld) == (["1"], ())
    assert "Sites left out: none." in (draft.folder / "README_en.txt").read_text(encoding="utf-8")


def test_an_unsound_site_is_left_out_and_the_others_stay(desk: Desk) -> None:
    desk.read("shop", "1")
    earlier = desk.draft()
    desk.read("shop", "1", "2", alarms=(ALARM,))
    first_failed = desk.clock.now()
    desk.read("shop", "1", "2", alarms=(ALARM,))
    desk.read("other", "3")
    draft = desk.draft()

    (withheld,) = draft.withheld
    assert column(draft, "listing_id") == ["3"]
    assert (withheld.site, withheld.platform, withheld.since) == ("shop", "SHOP", first_failed)
    assert (withheld.listings, withheld.last_reported) == (2, earlier.folder.name)
    assert [str(reason) for reason in withheld.reasons] == ["only 3 listings seen, 100 expected"]


def test_readme_and_schema_tell_the_gap_in_both_languages(desk: Desk) -> None:
    desk.read("other", "3")
    desk.read("shop", "1", alarms=(ALARM,))
    draft = desk.draft()
    zh, en = ((draft.folder / f"README_{language}.txt").read_text(encoding="utf-8") for language in ("zh", "en"))
    (gap,) = json.loads((draft.folder / "schema.json").read_text(encoding="utf-8"))["withheld"]

    assert "SITES LEFT OUT OF THIS DRAFT" in en
    assert "* SHOP, site shop, not sound since 2026-11-22T08:00:00+08:00" in en
    assert "only 3 listings seen, 100 expected" in en
    assert "最近一次采集不可靠" in zh
    assert "* SHOP（网站 shop）" in zh
    assert (gap["site"], gap["listings"], gap["last_reported"]) == ("shop", 1, None)
    assert gap["reasons"][0]["en"] == "only 3 listings seen, 100 expected"
    assert read_draft(draft.folder).problems == ()


def test_what_an_import_read_too_stays_in_as_it_was_read_there(desk: Desk) -> None:
    desk.read("feed.jsonl", "1", price=10)
    desk.read("shop", "1", "2", price=99, alarms=(ALARM,))
    draft = desk.draft()

    assert column(draft, "price") == ["10.00"]
    assert draft.withheld[0].listings == 1


def test_what_a_sound_site_read_too_stays_in(desk: Desk) -> None:
    desk.read("other", "1")
    desk.read("shop", "1", alarms=(ALARM,))

    assert column(desk.draft(), "listing_id") == ["1"]


def test_a_sound_crawl_brings_the_site_back(desk: Desk) -> None:
    desk.read("shop", "1", price=10)
    desk.read("shop", "1", price=99, alarms=(ALARM,))
    desk.read("shop", "1", price=11)
    draft = desk.draft()

    assert (column(draft, "price"), draft.withheld) == (["11.00"], ())


def test_words_only_an_unsound_crawl_read_are_not_believed_by_the_next_sound_one(desk: Desk) -> None:
    desk.read("shop", "1", "2", price=10)
    desk.read("shop", "1", price=99, alarms=(ALARM,))
    desk.read("shop", "2", price=10)

    assert column(desk.draft(), "price") == ["10.00", "10.00"]


def test_a_crawl_that_has_not_ended_changes_nothing_yet(desk: Desk) -> None:
    desk.read("shop", "1", price=10)
    desk.read("shop", "1", price=99, end=False)
    draft = desk.draft()

    assert (column(draft, "price"), draft.withheld) == (["10.00"], ())


def test_a_first_crawl_that_has_not_ended_is_no_ground_for_a_report(desk: Desk) -> None:
    desk.read("feed.jsonl", "1")
    desk.read("shop", "2", end=False)
    draft = desk.draft()

    assert column(draft, "listing_id") == ["1"]
    assert [str(reason) for reason in draft.withheld[0].reasons] == ["its first crawl has not ended"]


def test_where_everything_is_withheld_no_draft_is_written(desk: Desk) -> None:
    desk.read("shop", "1", alarms=(ALARM,))

    with pytest.raises(EverythingWithheldError, match="the last crawl of shop was not sound") as caught:
        desk.draft()
    assert [one.site for one in caught.value.withheld] == ["shop"]
    assert not desk.workspace.reports.exists()


def test_a_person_may_include_a_site_all_the_same_and_the_draft_says_so(desk: Desk) -> None:
    desk.read("shop", "1", alarms=(ALARM,))
    draft = desk.draft("shop")
    readme = (draft.folder / "README_en.txt").read_text(encoding="utf-8")

    assert column(draft, "listing_id") == ["1"]
    assert (draft.withheld, [one.site for one in draft.included_anyway]) == ((), ["shop"])
    assert "INCLUDED THOUGH THE LAST CRAWL WAS NOT SOUND" in readme
    assert read_draft(draft.folder).problems == ()


def test_a_draft_made_against_advice_is_not_the_one_that_stands(desk: Desk) -> None:
    desk.read("shop", "1")
    sound = desk.draft()
    desk.read("shop", "1", alarms=(ALARM,))
    desk.read("other", "2")
    desk.draft("shop")

    assert desk.draft().withheld[0].last_reported == sound.folder.name


def test_only_a_withheld_site_can_be_included_all_the_same(desk: Desk) -> None:
    desk.read("shop", "1")

    with pytest.raises(UserError, match="--include-withheld shop: this site is not withheld; withheld are: –"):
        desk.draft("shop")


def test_the_same_state_drafts_the_same_bytes(desk: Desk) -> None:
    desk.read("other", "2")
    desk.read("shop", "1", alarms=(ALARM,))

    assert desk.draft().folder == desk.draft().folder


def test_bands_changed_after_the_screening_are_refused(desk: Desk) -> None:
    desk.read("shop", "1")
    desk.draft()
    stricter = Config(bands=Bands(review=0.2, flag=0.99))
    desk.workspace = Workspace(desk.workspace.root, stricter)

    with pytest.raises(UserError, match="changed after the last screening"):
        desk.draft()
