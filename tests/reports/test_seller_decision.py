"""A decision on the shop stands in a draft as what it is: nothing that was seen in the listing, and no finding."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lenswatch.core.signal import Signal, SignalSource
from lenswatch.core.taxonomy import SELLER_DECIDED, Taxonomy
from lenswatch.core.verdict import Band
from lenswatch.ledger.verdicts import JudgedListing
from tests.reports.conftest import Case

DECIDED = Signal(
    source=SignalSource.SELLER,
    code=SELLER_DECIDED,
    weight=0.7,
    polarity="+",
    field="seller.id",
    span=(0, 11),
    matched="13800138000",
    term="市监〔2026〕7号 违法销售",
    reasons=("2026-03-02",),
)


def decided(one: JudgedListing) -> JudgedListing:
    verdict = one.verdict
    return replace(one, verdict=verdict.model_copy(update={"signals": (*verdict.signals, DECIDED)}))


@pytest.fixture
def rows(tmp_path: Path) -> Callable[[str], list[dict[str, str]]]:
    """Rows of a table of a draft in which every seller was decided on before."""
    case = Case.read("ordinary")
    assert any(one.verdict.band is Band.FLAG for one in case.judged)
    draft = replace(case, judged=tuple(map(decided, case.judged))).draft(tmp_path, "en")

    def read(table: str) -> list[dict[str, str]]:
        with (draft.folder / table).open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))

    return read


def test_the_facts_name_day_and_source_and_say_that_it_is_not_about_the_listing(
    rows: Callable[[str], list[dict[str, str]]],
) -> None:
    told = "该店铺：2026-03-02的决定，「市监〔2026〕7号 违法销售」（与本商品本身无关）（店铺ID「13800138000」，+0.70）"

    assert all(told in row["reasons"] for row in rows("str_items.csv"))
    assert all(told in row["facts"] for row in rows("str_reports.csv"))


def test_nothing_in_the_tables_speaks_of_two_penalties(rows: Callable[[str], list[dict[str, str]]]) -> None:
    overstated = {
        SELLER_DECIDED,
        Taxonomy.load().name(SELLER_DECIDED, "zh"),
        Taxonomy.load().name(SELLER_DECIDED, "en"),
    }
    tables = ("str_reports.csv", "str_items.csv", "str_indicators.csv")
    cells = [cell for table in tables for row in rows(table) for cell in row.values()]

    assert [cell for cell in cells if any(words in cell for words in overstated)] == []


def test_the_indicators_give_its_points_and_source_under_no_code(rows: Callable[[str], list[dict[str, str]]]) -> None:
    found = [row for row in rows("str_indicators.csv") if row["source"] == "seller"]

    assert found
    assert {(row["code"], row["points_for"], row["field"], row["term"]) for row in found} == {
        ("", "0.7000", "seller.id", "市监〔2026〕7号 违法销售")
    }
    assert all(row["code_text"].startswith("该店铺：2026-03-02的决定") for row in found)
