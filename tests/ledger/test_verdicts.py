"""Which verdict counts."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from lenswatch.core.clock import FixedClock
from lenswatch.core.listing import Listing
from lenswatch.core.verdict import Verdict
from lenswatch.ledger.listings import Listings
from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.ledger.verdicts import Verdicts, versions_digest

Make = Callable[..., Verdict]


@dataclass(frozen=True)
class Screening:
    """Screens the ledger as the operation does: what the versions have not judged, in one run."""

    runs: Runs
    listings: Listings
    verdicts: Verdicts
    clock: FixedClock

    def screen(self, verdict: Verdict, *, end: str = "finished") -> int:
        self.clock.advance(minutes=1)
        digest = versions_digest(verdict.versions)
        run_id = self.runs.begin(RunKind.SCREENING, digest)
        waiting = self.listings.unscreened(digest, 0, 100)
        self.verdicts.add([(one.revision_id, verdict) for one in waiting], run_id)
        if end != "running":
            self.runs.finish(run_id, {}, failed=end == "failed")
        return len(waiting)

    def scores(self) -> list[float]:
        return [one.verdict.score for one in self.verdicts.latest()]


@pytest.fixture
def screening(
    runs: Runs, listings: Listings, verdicts: Verdicts, clock: FixedClock, listing: Callable[..., Listing]
) -> Screening:
    listings.record(listing(), runs.begin(RunKind.CRAWL, "demo"), None)
    return Screening(runs, listings, verdicts, clock)


def test_what_was_judged_is_not_judged_again(screening: Screening, verdict: Make) -> None:
    assert (screening.screen(verdict()), screening.screen(verdict())) == (1, 0)


def test_a_verdict_reads_back_as_it_was(screening: Screening, verdict: Make) -> None:
    given = verdict(0.9731, disguise="D04")
    screening.screen(given)

    assert [one.verdict for one in screening.verdicts.latest()] == [given]


def test_new_versions_judge_again_and_count(screening: Screening, verdict: Make) -> None:
    screening.screen(verdict(0.9, lexicon="old"))
    screening.screen(verdict(0.1, lexicon="new"))

    assert screening.scores() == [0.1]


def test_a_lexicon_taken_back_counts_again(screening: Screening, verdict: Make) -> None:
    screening.screen(verdict(0.1, lexicon="good"))
    screening.screen(verdict(0.9, lexicon="bad"))
    screening.screen(verdict(0.1, lexicon="good"))

    assert screening.scores() == [0.1]


def test_a_screening_under_way_does_not_count_yet(screening: Screening, verdict: Make) -> None:
    screening.screen(verdict(0.9, lexicon="old"))
    screening.screen(verdict(0.1, lexicon="new"), end="running")

    assert screening.scores() == [0.9]


def test_a_screening_that_was_killed_counts_once_it_is_done(screening: Screening, verdict: Make) -> None:
    screening.screen(verdict(0.9), end="running")
    screening.screen(verdict(0.9))

    assert screening.scores() == [0.9]


def test_a_verdict_of_a_failed_screening_is_made_again(screening: Screening, verdict: Make) -> None:
    screening.screen(verdict(0.9), end="failed")
    assert screening.scores() == []

    assert screening.screen(verdict(0.9)) == 1
    assert screening.scores() == [0.9]


def test_a_listing_that_is_gone_is_not_cleared(screening: Screening, verdict: Make) -> None:
    screening.screen(verdict(0.9))
    screening.listings.mark_gone("https://shop.example/1")

    assert screening.scores() == [0.9]


def test_a_changed_listing_waits_for_its_own_verdict(
    screening: Screening, verdict: Make, listing: Callable[..., Listing]
) -> None:
    screening.screen(verdict(0.9))
    screening.listings.record(listing(title="换了标题"), screening.runs.begin(RunKind.CRAWL, "demo"), None)

    assert screening.scores() == []
    assert screening.screen(verdict(0.2)) == 1
    assert screening.scores() == [0.2]


def test_a_revision_without_verdict_has_none(verdicts: Verdicts) -> None:
    assert verdicts.of(1) is None
    assert verdicts.last_run() is None


def test_versions_that_differ_have_other_digests(verdict: Make) -> None:
    assert versions_digest(verdict(lexicon="a").versions) != versions_digest(verdict(lexicon="b").versions)
