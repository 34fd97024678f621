"""A night knows what was decided of sellers, and says what is wrong in the file."""

from lenswatch.classifier.sellers.table import EMPTY
from tests.operations.nightly.conftest import WALL_CLOCK, House, feed_row

GOOD, BAD = "FEED,s1,confirmed,2026-03-02,doc 7,x,\n", "FEED,s2,rejected,2026-03-02,doc 8,x,\n"


def test_a_wrong_row_of_sellers_is_told_in_the_summary_and_the_others_count(house: House) -> None:
    house.workspace.sellers.write_bytes(EMPTY + (GOOD + BAD).encode())
    house.deliver("a.jsonl", feed_row(1, WALL_CLOCK))
    summary = house.night()

    assert summary.exit_code == 2
    assert any("sellers.csv:3:3: cell C3 (decision)" in one.en for one in summary.consequences)
    assert house.rows("SELECT verdict ->> '$.versions.sellers' IS NOT NULL FROM verdict") == [(1,)]
    assert house.rows(
        "SELECT count(*) FROM verdict, json_each(verdict, '$.signals') WHERE value ->> 'term' = 'doc 7'"
    ) == [(1,)]


def test_a_new_decision_has_nothing_judged_anew(house: House) -> None:
    house.deliver("a.jsonl", feed_row(1, WALL_CLOCK))
    house.night()
    house.workspace.sellers.write_bytes(EMPTY + GOOD.encode())

    assert house.night().screened == 0
