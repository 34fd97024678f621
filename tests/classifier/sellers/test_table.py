"""sellers.csv: a wrong row is named with its cell and what to do, and costs that row only."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.classifier.sellers.table import EMPTY, SellerTable, read_sellers

TODAY = date(2026, 11, 22)
HEAD = EMPTY.decode("utf-8-sig")
GOOD = "P,s7,confirmed,2026-03-02,沪公示〔2026〕7号,陈晓,\n"


def read(*rows: str, head: str = HEAD) -> SellerTable:
    return read_sellers("team/sellers.csv", (head + "".join(rows)).encode(), TODAY)


def test_a_new_file_holds_heads_and_no_decision() -> None:
    assert read_sellers("sellers.csv", EMPTY, TODAY) == SellerTable()
    assert HEAD.startswith("平台|platform,店铺ID|seller_id,")


def test_a_good_row_is_read_with_heads_in_either_language_and_dates_as_spreadsheets_write_them() -> None:
    english = read(
        "P,s7,confirmed,2026/3/2,doc 7,x,\n", head="platform,seller_id,decision,decided_on,source,decided_by,note\n"
    )
    chinese = read("P,s7,confirmed,2026年3月2日,doc 7,x,\n", head="平台,店铺ID,决定,决定日期,文号或机关,决定人,备注\n")

    assert english == chinese
    assert [(one.seller_id, one.decided_on, one.source) for one in english.decisions] == [
        ("s7", date(2026, 3, 2), "doc 7")
    ]


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        ("P,s8,rejected,2026-03-02,doc,x,", "decision", "take the row out"),
        ("P,s8,confirmed,2026-13-02,doc,x,", "decided_on", "is not a date"),
        ("P,s8,confirmed,2027-01-01,doc,x,", "decided_on", "is yet to come"),
        ("P,s8,confirmed,2026-03-02,,x,", "source", "is empty"),
        ("P,s8,confirmed,2026-03-02,doc,,", "decided_by", "is empty"),
        ("P,1.23457E+15,confirmed,2026-03-02,doc,x,", "seller_id", "make the column text"),
        (",s8,confirmed,2026-03-02,doc,x,", "platform", "is empty"),
        ("P,=1+1,confirmed,2026-03-02,doc,x,", "seller_id", "starts like a formula"),
        (f"P,s8,confirmed,2026-03-02,{'长' * 201},x,", "source", "longer than 200"),
        ("P,s8,confirmed,2026-03-02,doc", "source", "the row has 5 cells"),
    ],
)
def test_a_wrong_row_is_named_and_the_others_count(row: str, column: str, what: str) -> None:
    table = read(GOOD, f"{row}\n", GOOD.replace("s7", "s9"))

    assert [one.seller_id for one in table.decisions] == ["s7", "s9"]
    assert any(what in str(problem) for problem in table.problems)
    assert all(
        str(problem).startswith("team/sellers.csv:3:") and f"({column})" in str(problem) for problem in table.problems
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (HEAD.replace("|source", "|sauce").encode() + GOOD.encode(), "文号或机关|source"),
        ((HEAD + GOOD).encode("gb18030"), "CSV UTF-8"),
        (b"", "lacks the column"),
        ((HEAD + 'P,"s7').encode(), "quotation marks"),
    ],
)
def test_a_file_that_cannot_be_read_counts_nothing_and_says_why(data: bytes, what: str) -> None:
    table = read_sellers("sellers.csv", data, TODAY)

    assert table.decisions == ()
    assert any(what in str(problem) for problem in table.problems)


@given(st.binary(max_size=80) | st.text(max_size=60).map(lambda text: (HEAD + text).encode("utf-8", "replace")))
def test_no_file_whatever_it_holds_stops_the_reading(data: bytes) -> None:
    table = read_sellers("sellers.csv", data, TODAY)

    assert all(one.platform and one.seller_id and one.source and one.decided_on <= TODAY for one in table.decisions)
