"""The miner finds the expressions that were put into the demo marketplace for it and that no term covers."""

import csv
from importlib.resources import files

import pytest

from lenswatch.core.clock import SystemClock
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.ledger.store import Store
from lenswatch.operations.demo.catalogue import load_catalogue
from lenswatch.operations.demo.run import DemoResult
from lenswatch.operations.mining.known import KnownTerms
from lenswatch.operations.mining.mine import Knowledge, MineOrder, mine


@pytest.fixture(scope="module")
def planted() -> list[str]:
    table = files("lenswatch.operations.demo") / "marketplace" / "planted.csv"
    return [row["expression"] for row in csv.DictReader(table.read_text("utf-8").splitlines())]


def test_twelve_expressions_are_planted_with_three_sellers_each_and_no_term_covers_them(planted: list[str]) -> None:
    known = KnownTerms.build(Lexicon.load(shipped_keywords()))
    sellers = {text: {one.seller for one in load_catalogue().listings if text in one.description} for text in planted}

    assert len(planted) == 12
    assert [text for text in planted if len(sellers[text]) < 3 or known.covers(text)] == []


@pytest.mark.slow
def test_at_least_nine_of_twelve_are_among_the_first_25(first_demo: DemoResult, planted: list[str]) -> None:
    with Store.open(first_demo.workspace.ledger) as store:
        knowledge = Knowledge.build(Lexicon.load(first_demo.workspace.keywords or shipped_keywords()))
        cards = mine(store, knowledge, MineOrder(top=25), SystemClock()).cards

    assert len({card.expression for card in cards} & set(planted)) >= 9
