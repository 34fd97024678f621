"""What is added up: listings, sellers, platforms, examples, terms and working time."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.core.clock import FixedClock
from lenswatch.core.config import Impact
from lenswatch.core.errors import UserError
from lenswatch.core.verdict import Band
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.ledger.sellers import SellerKey, roll_up
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import Verdicts
from lenswatch.operations.impact.baseline import Origin
from lenswatch.operations.impact.ceilings import breaches, reviewer_time
from lenswatch.operations.impact.lawful import look_alikes
from lenswatch.operations.impact.moves import move_of
from lenswatch.operations.impact.report import LawfulHits, Moves
from lenswatch.operations.impact.sampling import Few
from tests.operations.impact.conftest import BEGUN, TITLES, Team, listing

FEW = "terms/few.csv"
ADDED = "N1,台灯,zh,alert,5,active,CONCEAL_CLAIM,,,,,,authored,,,,,"


def edited(team: Team) -> None:
    """A term comes, and one goes."""
    team.replace(FEW, "block,5,active", "block,5,retired")
    team.append(FEW, ADDED.replace("alert", "block"))


def bands_of_sellers(store: Store) -> dict[SellerKey, Band]:
    """The worst band of each seller, as a draft would roll them up."""
    rolled = roll_up(Verdicts(store, FixedClock(BEGUN)).latest())
    return {one.key: Band.FLAG if one.flagged else Band.REVIEW if one.review_count else Band.CLEAR for one in rolled}


def test_listings_and_sellers_move_as_in_a_real_screening(team: Team) -> None:
    listings, sellers = team.standing(), bands_of_sellers(team.store)
    edited(team)

    report = team.trial().run()
    team.screen()

    moved = Counter(move_of(band, team.standing()[key][1]) for key, (_, band) in listings.items())
    after = bands_of_sellers(team.store)
    sold = Counter(move_of(band, after[key]) for key, band in sellers.items())
    assert report.listings.model_dump() == {name: moved[name] for name in Moves.model_fields}  # type: ignore[index]  # a Move is a text
    assert report.sellers.model_dump() == {name: sold[name] for name in Moves.model_fields}  # type: ignore[index]  # a Move is a text
    assert report.listings.newly_flagged
    assert report.listings.no_longer_flagged


def test_platforms_add_up_to_the_whole(team: Team) -> None:
    edited(team)

    report = team.trial().run()

    for kind in ("listings", "sellers"):
        summed = Counter[str]()
        for platform in report.platforms:
            summed.update(getattr(platform, kind).model_dump())
        assert dict(summed) == getattr(report, kind).model_dump()
    assert [one.platform for one in report.platforms] == ["P", "Q"]


def test_a_seller_with_another_flagged_listing_stays_flagged(team: Team) -> None:
    team.add([listing(901, "针孔摄像头"), listing(905, "spy cam")])  # of one seller
    team.screen()
    team.replace(FEW, "block,5,active", "block,5,retired")

    report = team.trial().run()

    assert {one.id: one.seller_id for one in report.samples}["Q:901"] == "S100"
    assert report.sellers.no_longer_flagged < report.listings.no_longer_flagged


def test_an_example_names_what_moved_it(team: Team) -> None:
    team.append(FEW, ADDED)

    (sample, *_) = [one for one in team.trial().run().samples if one.title == "台灯"]

    assert (sample.move, sample.band_before, sample.band_after) == ("newly_review", Band.CLEAR, Band.REVIEW)
    assert [(one.by, one.field, one.matched, one.before) for one in sample.reasons] == [("N1", "title", "台灯", 0)]
    assert sample.score_before < sample.score_after


@given(st.sets(st.text(min_size=1, max_size=3), max_size=9), st.integers(0, 5))
def test_examples_do_not_depend_on_the_order(keys: set[str], most: int) -> None:
    orders = [sorted(keys), sorted(keys, reverse=True)]
    kept = []
    for order in orders:
        few = Few[str](most)
        for key in order:
            few.add(key, key)
        kept.append(few.things())

    assert kept[0] == kept[1]
    assert len(kept[0]) == min(most, len(keys))


def test_edited_terms_are_counted_by_their_way_of_writing(team: Team) -> None:
    team.replace(FEW, "针孔摄像头,zh,block,5", "针孔摄像头,zh,block,1")

    terms = {(one.term, one.policy): (one.before, one.after) for one in team.trial().run().terms}

    assert terms == {("T1", None): (4, 4), ("T1", "pinyin"): (1, 1), ("T1", "sound"): (1, 1)}


def test_clear_listings_cost_no_memory(team: Team) -> None:
    team.store.connection.execute("DELETE FROM verdict WHERE band <> 'clear'")
    team.store.connection.execute("DELETE FROM reading WHERE revision_id NOT IN (SELECT revision_id FROM verdict)")
    team.append(FEW, "N1,没有人写,zh,alert,5,active,CONCEAL_CLAIM,,,,,,authored,,,,,")

    report = team.trial().run()

    assert report.compared > 5
    assert (report.rescored, report.samples, report.platforms) == (0, (), ())


def test_working_time_counts_the_days_on_which_listings_came() -> None:
    time = reviewer_time(
        Impact(minutes_per_listing=6), Moves(newly_flagged=30, newly_review=20, no_longer_flagged=9), 10
    )

    assert (time.listings, time.hours_once, time.hours_per_day) == (50, 5, 0.5)
    assert reviewer_time(Impact(), Moves(), 0).days == 1


CEILINGS = Impact(
    most_newly_flagged=10,
    most_newly_flagged_share=0.1,
    most_lawful_newly_flagged=1,
    most_hours_per_day=2.5,
    most_lawful_newly_review=2,
)  # 50 listings of 3 minutes are 2.5 hours
NO_HITS = LawfulHits(
    rows=9,
    flagged_before=0,
    flagged_after=0,
    review_before=0,
    review_after=0,
    newly_flagged=1,
    newly_review=2,
    samples=(),
)


@pytest.mark.parametrize(
    ("flagged", "review", "compared", "lawful", "named"),
    [
        (10, 40, 100, (1, 2), []),
        (11, 0, 1000, (1, 2), ["most_newly_flagged"]),
        (10, 0, 99, (1, 2), ["most_newly_flagged_share"]),
        (0, 0, 0, (2, 3), ["most_lawful_newly_flagged", "most_lawful_newly_review"]),
        (10, 41, 1000, (0, 0), ["most_hours_per_day"]),
    ],
)
def test_each_ceiling_is_exceeded_only_above_it(
    flagged: int, review: int, compared: int, lawful: tuple[int, int], named: list[str]
) -> None:
    moved = Moves(newly_flagged=flagged, newly_review=review)
    hits = NO_HITS.model_copy(update={"newly_flagged": lawful[0], "newly_review": lawful[1]})

    found = breaches(CEILINGS, compared, moved, hits, reviewer_time(CEILINGS, moved, 1))

    assert [one.setting for one in found] == [f"impact.{name}" for name in named]


def test_only_the_listings_of_a_run_are_compared(team: Team) -> None:
    team.add([listing(700, "台灯 新款")])
    newest = team.screen()
    imported = next(Runs(team.store, team.clock).ended(RunKind.IMPORT)).id
    team.append(FEW, ADDED)

    assert team.trial().run().compared == len(TITLES) + 1
    for run in (newest, "last", imported):
        report = team.trial(run=run).run()
        assert (report.compared, report.listings.newly_review) == (1, 1)


def test_an_unknown_run_or_one_of_another_kind_is_refused(team: Team) -> None:
    report = Runs(team.store, team.clock).begin(RunKind.REPORT, "draft")

    with pytest.raises(UserError, match="unknown"):
        team.trial(run="S1")
    with pytest.raises(UserError, match="no screening, crawl or import"):
        team.trial(run=report)


def test_a_listing_that_was_never_judged_is_judged_for_the_comparison(team: Team) -> None:
    team.add([listing(700, "台灯 新款")])
    team.append(FEW, ADDED)

    report = team.trial().run()

    assert (report.compared, report.judged_here, report.left_out) == (len(TITLES) + 1, 1, 0)
    assert "P:700" in {one.id for one in report.samples}


def test_without_the_tables_of_before_a_listing_that_was_never_judged_is_left_out(team: Team) -> None:
    team.append(FEW, ADDED)
    team.screen()
    team.add([listing(700, "台灯 新款")])
    team.replace(FEW, "block,5,active", "block,5,retired")

    report = team.trial().run()

    assert (report.compared_with.origin, report.compared, report.left_out) == (Origin.LOST, len(TITLES), 1)


def test_a_release_can_be_named_on_both_sides(team: Team) -> None:
    team.append(FEW, ADDED.replace("alert,5", "feature,1"))
    second = team.release().manifest.name

    there, back = team.trial(against="1"), team.trial(lexicon="1", against=second)

    assert (there.baseline.release or "").startswith("1-")
    assert (back.baseline.release, back.named) == (second, there.baseline.release)
    assert there.run().rescored == back.run().rescored == 2


def test_a_term_can_be_tried_before_it_is_promoted_or_retired(team: Team) -> None:
    team.append(FEW, ADDED.replace("active", "proposed"))

    alone, promoted, retired = team.trial(), team.trial(active=("N1",)), team.trial(lexicon="1", retired=("T1", "T2"))

    assert [trial.run().listings.newly_review for trial in (alone, promoted)] == [0, 2]
    assert retired.run().listings.no_longer_flagged == 4
    with pytest.raises(UserError, match="N2"):
        team.trial(active=("N2",))


def test_after_a_lexicon_was_taken_back_the_old_one_counts_as_before(team: Team) -> None:
    first = Lexicon.load(team.keywords)
    team.append(FEW, ADDED.replace("alert,5", "feature,1"))
    team.screen(team.release().lexicon())
    team.screen(first)  # finds every verdict there already

    report = team.trial().run()

    assert (report.compared_with.release or "").startswith("1-")
    assert (report.rescored, report.judged_here) == (2, 0)


@pytest.mark.parametrize("named", ["9", "zz", "1-00000000"])
def test_an_unknown_release_is_refused(team: Team, named: str) -> None:
    with pytest.raises(UserError, match="release"):
        team.trial(against=named)


def test_the_look_alikes_are_the_rows_of_the_corpus_that_are_no_covert_cameras(team: Team) -> None:
    rows = look_alikes()
    fans = [row for row in rows if "风扇" in row.title]
    team.append(FEW, "N1,风扇,zh,block,5,active,CONCEAL_CLAIM;IMG,,,,,,authored,,,,,")

    report = replace(team.trial(samples=1), look_alikes=fans).run()

    assert len(rows) > 2000
    assert (report.lawful.rows, report.lawful.flagged_before) == (len(fans), 0)
    assert report.lawful.newly_flagged == report.lawful.flagged_after > 1
    assert [one.move for one in report.lawful.samples] == ["newly_flagged"]
    assert [one.setting for one in report.breaches] == ["impact.most_lawful_newly_flagged"]
