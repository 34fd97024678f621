"""The main job, whole: the demo against its truth file, twice."""

from collections.abc import Iterator

import pytest

from lenswatch.core.clock import SystemClock
from lenswatch.core.verdict import Band
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import JudgedListing, Verdicts
from lenswatch.operations.demo.catalogue import DemoTruth, load_catalogue, load_truth
from lenswatch.operations.demo.run import DemoResult, run_demo
from lenswatch.operations.demo.server import DemoMarketplace

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def marketplace() -> DemoMarketplace:
    return DemoMarketplace(load_catalogue())


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, marketplace: DemoMarketplace) -> DemoResult:
    return run_demo(tmp_path_factory.mktemp("demo"), SystemClock(), marketplace)


@pytest.fixture(scope="module")
def judged(first: DemoResult) -> dict[str, JudgedListing]:
    with Store.open(first.workspace.ledger) as store:
        return {one.stored.listing.id or "": one for one in Verdicts(store, SystemClock()).latest()}


@pytest.fixture(scope="module")
def truth() -> dict[str, DemoTruth]:
    return {row.id: row for row in load_truth()}


def test_every_listing_is_crawled_and_judged_once(
    judged: dict[str, JudgedListing], truth: dict[str, DemoTruth]
) -> None:
    assert judged.keys() == truth.keys()


def test_each_covert_seller_is_suspected(judged: dict[str, JudgedListing], truth: dict[str, DemoTruth]) -> None:
    covert = {row.seller for row in truth.values() if row.label == "covert"}

    assert covert <= {truth[id_].seller for id_ in flagged(judged)}


def test_no_honest_listing_enters_the_draft(judged: dict[str, JudgedListing], truth: dict[str, DemoTruth]) -> None:
    assert [truth[id_].id for id_ in flagged(judged) if truth[id_].label != "covert"] == []


def test_most_covert_listings_are_suspected(judged: dict[str, JudgedListing], truth: dict[str, DemoTruth]) -> None:
    covert = [id_ for id_, row in truth.items() if row.label == "covert"]

    assert len([id_ for id_ in covert if judged[id_].verdict.band is Band.FLAG]) >= 0.6 * len(covert)


def flagged(judged: dict[str, JudgedListing]) -> Iterator[str]:
    return (id_ for id_, one in judged.items() if one.verdict.band is Band.FLAG)


def test_what_the_page_shows_is_what_the_ledger_holds(judged: dict[str, JudgedListing]) -> None:
    wrong = []
    for shown in load_catalogue().listings:
        held = judged[shown.id].stored.listing
        seller = held.seller.id if held.seller else None
        if (held.title, held.price, held.currency, seller) != (shown.title, shown.price, shown.currency, shown.seller):
            wrong.append((shown.id, held.title, held.price, held.currency, seller))

    assert wrong == []


def test_the_forbidden_page_was_never_asked_for(first: DemoResult, marketplace: DemoMarketplace) -> None:
    assert first.crawls
    assert not [address for address, _ in marketplace.requests if address.startswith("/private/")]


def test_draft_holds_the_suspects_and_says_that_it_is_a_draft(first: DemoResult) -> None:
    text = (first.draft.folder / "str_items.csv").read_text(encoding="utf-8-sig")

    assert first.draft.item_count == len(first.suspects)
    assert all((one.stored.listing.id or "?") in text for one in first.suspects)
    assert text.count('"DRAFT"') == first.draft.item_count


def test_second_run_fetches_nothing_unchanged_and_finds_nothing_new(
    first: DemoResult, marketplace: DemoMarketplace
) -> None:
    before = {path.name: path.read_bytes() for path in first.draft.folder.iterdir()}
    marketplace.forget_requests()

    again = run_demo(first.workspace.root, SystemClock(), marketplace)

    answers = {status for (address, status), _ in marketplace.requests.items() if address != "/robots.txt"}
    assert answers == {304}
    assert [crawl.listings_new + crawl.listings_changed for crawl in again.crawls] == [0, 0]
    assert again.screening.screened == 0
    assert {path.name: path.read_bytes() for path in again.draft.folder.iterdir()}.keys() == before.keys()
