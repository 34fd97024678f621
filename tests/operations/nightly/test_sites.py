"""Sites at night: one that fails costs itself, one that may not be believed is never told as "nothing there"."""

from datetime import timedelta

import pytest

from lenswatch.core.errors import UserError
from lenswatch.operations.nightly.window import LEAST_RESERVE
from lenswatch.spiders.crawling import spider
from tests.operations.nightly.conftest import BEGUN, SPY, WALL_CLOCK, House, feed_row, walled
from tests.spiders.conftest import Reply

pytestmark = pytest.mark.slow


def sentences(house: House) -> list[str]:
    return [sentence.en for sentence in house.night().consequences]


def test_a_whole_night_brings_sites_and_feeds_into_one_draft(two_shops: House) -> None:
    two_shops.deliver("a.jsonl", feed_row(1, SPY), feed_row(2, WALL_CLOCK))
    summary = two_shops.night()

    assert [(site.site, site.status, site.listings) for site in summary.sites] == [
        ("first", "done", 6),
        ("second", "done", 6),
    ]
    assert (summary.exit_code, summary.screened, summary.bands.flag, summary.bands.clear) == (0, 14, 3, 11)
    assert (summary.draft.sellers, summary.draft.listings) == (3, 3)


def test_a_site_behind_robot_checks_is_not_told_as_empty(two_shops: House) -> None:
    two_shops.night()
    walled(two_shops.shops["first"])
    two_shops.clock.advance(days=1)
    summary = two_shops.night()
    first, second = summary.sites

    assert (first.status, first.listings, first.listings_new, first.gone) == ("withheld", None, None, None)
    assert (first.last_reported, second.last_reported) == ("2026-11-21", "2026-11-22")
    assert (summary.exit_code, summary.bands.flag) == (3, 2)
    assert summary.changes
    assert (summary.changes.no_longer_suspected, summary.changes.gone) == ((), ())
    (told,) = [sentence.en for sentence in summary.consequences if sentence.en.startswith("first: not reported")]
    assert told.endswith("last night's list stands; this does not mean nothing is there")
    assert "of the answers were robot checks" in told


def test_a_site_never_reported_has_no_list_to_stand(two_shops: House) -> None:
    walled(two_shops.shops["first"])

    assert any("no earlier night reported it either" in sentence for sentence in sentences(two_shops))


def test_a_site_that_is_down_is_unavailable_and_the_others_go_on(two_shops: House) -> None:
    site = two_shops.workspace.sites / "first.toml"
    site.write_text(
        site.read_text(encoding="utf-8").replace(two_shops.shops["first"].base_url, "http://127.0.0.1:9"),
        encoding="utf-8",
    )
    two_shops.shops["first"].base_url = "http://127.0.0.1:9"
    summary = two_shops.night()
    first, second = summary.sites

    assert (first.status, first.listings, first.blocked) == ("withheld", None, None)
    assert (second.status, second.listings, summary.exit_code) == ("done", 6, 3)


def test_a_wrong_site_file_costs_that_site_only_and_ends_with_2(two_shops: House) -> None:
    (two_shops.workspace.sites / "bad.toml").write_text('name = "bad"\n', encoding="utf-8")
    summary = two_shops.night()

    assert [(site.site, site.status) for site in summary.sites][-1] == ("bad", "failed")
    assert (summary.exit_code, summary.bands.flag) == (2, 2)
    assert any("bad.toml" in sentence.en for sentence in summary.consequences)


def test_the_graver_of_two_codes_is_the_exit_code(two_shops: House) -> None:
    (two_shops.workspace.sites / "bad.toml").write_text('name = "bad"\n', encoding="utf-8")
    walled(two_shops.shops["first"])

    assert two_shops.night().exit_code == 3


def test_a_fault_in_one_site_stops_no_other_and_ends_with_4(two_shops: House, monkeypatch: pytest.MonkeyPatch) -> None:
    read = spider.SiteSpider.read

    def fall_over(self: spider.SiteSpider, response: object, source: object) -> object:
        if self.crawl.site.name == "first":
            raise ZeroDivisionError
        return read(self, response, source)  # type: ignore[arg-type]

    monkeypatch.setattr(spider.SiteSpider, "read", fall_over)
    summary = two_shops.night()

    assert [(site.site, site.status) for site in summary.sites] == [("first", "failed"), ("second", "done")]
    assert (summary.exit_code, summary.bands.flag) == (4, 1)
    assert "ZeroDivisionError" in two_shops.workspace.log.read_text(encoding="utf-8")


def test_crawling_ends_in_time_and_what_waits_is_named(two_shops: House) -> None:
    shop = two_shops.shops["first"]
    shop.fill(40)
    finish_by = BEGUN + LEAST_RESERVE + timedelta(minutes=2)
    listed = shop.replies["/list"]
    assert isinstance(listed, Reply)
    clock = two_shops.clock
    answer = shop.answer

    def slow(path: str, headers: object) -> Reply:
        clock.advance(seconds=20)
        return answer(path, headers)  # type: ignore[arg-type]

    shop.answer = slow  # type: ignore[method-assign]
    summary = two_shops.night(f"{finish_by:%H:%M}+00:00")
    first = summary.sites[0]

    assert first.waiting
    assert first.waiting > 20
    assert summary.finished_at < finish_by
    assert summary.draft.status == "done"
    assert any(f"{first.waiting} pages wait for the next night" in sentence.en for sentence in summary.consequences)


def test_a_night_out_of_time_still_screens_and_drafts(two_shops: House) -> None:
    two_shops.deliver("a.jsonl", feed_row(1, SPY))
    summary = two_shops.night(f"{BEGUN + timedelta(minutes=1):%H:%M}+00:00")

    assert [(site.status, site.listings, site.answers) for site in summary.sites] == [("not done", None, None)] * 2
    assert (summary.draft.listings, summary.exit_code) == (1, 3)
    assert any("there was no time left for it" in sentence.en for sentence in summary.consequences)


def test_a_listing_that_is_gone_is_told_with_its_last_capture_and_stays_suspected(two_shops: House) -> None:
    two_shops.night()
    del two_shops.shops["first"].replies["/item/0"]
    two_shops.clock.advance(days=1)
    summary = two_shops.night()

    assert summary.changes
    (gone,) = summary.changes.gone
    assert gone.capture
    assert gone.capture.warc_file.endswith(".warc.gz")
    assert summary.bands.flag == 2
    two_shops.clock.advance(days=1)
    changes = two_shops.night().changes
    assert changes
    assert changes.gone == ()


def test_without_sites_and_feeds_there_is_nothing_to_do(house: House) -> None:
    from lenswatch.operations.nightly.night import run_night  # noqa: PLC0415 - beside its only use
    from lenswatch.operations.nightly.options import Asked  # noqa: PLC0415 - beside its only use

    with pytest.raises(UserError, match="nothing to do at night"):
        run_night(house.workspace, Asked(None, None, None), house.clock)
