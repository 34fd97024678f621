"""One run of the demo that several test files look at."""

from collections.abc import Mapping

import pytest

from lenswatch.core.clock import SystemClock
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import JudgedListing, Verdicts
from lenswatch.operations.demo.catalogue import DemoTruth, load_truth
from lenswatch.operations.demo.run import DemoResult, run_demo
from lenswatch.operations.demo.server import DemoMarketplace


@pytest.fixture(scope="package")
def demo_marketplace() -> DemoMarketplace:
    return DemoMarketplace()


@pytest.fixture(scope="package")
def first_demo(tmp_path_factory: pytest.TempPathFactory, demo_marketplace: DemoMarketplace) -> DemoResult:
    """The demo, run once in an empty folder."""
    return run_demo(tmp_path_factory.mktemp("demo"), SystemClock(), demo_marketplace)


@pytest.fixture(scope="package")
def judged(first_demo: DemoResult) -> Mapping[str, JudgedListing]:
    """Every listing of the ledger with its verdict, by its id."""
    with Store.open(first_demo.workspace.ledger) as store:
        return {one.stored.listing.id or "": one for one in Verdicts(store, SystemClock()).latest()}


@pytest.fixture(scope="package")
def truth(first_demo: DemoResult) -> Mapping[str, DemoTruth]:
    """What the listings of the shops that were crawled are, by their id."""
    left_out = {one.site.removeprefix("demo-") for one in first_demo.left_out}
    return {row.id: row for row in load_truth() if row.shop not in left_out}
