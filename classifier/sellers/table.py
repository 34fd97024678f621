"""sellers.csv: what people decided of sellers, row by row."""

import re
from dataclasses import dataclass
from datetime import date

from lenswatch.classifier.sellers.decision import SellerDecision
from lenswatch.core.messages import Message, message
from lenswatch.keywords.problems import Problems
from lenswatch.keywords.row import Column, Row
from lenswatch.keywords.sheets.csv_file import read_csv
from lenswatch.keywords.table import header_of, read_table

FILE_NAME = "sellers.csv"
CONFIRMED = "confirmed"
COLUMNS = (
    Column("platform", "平台", required=True),
    Column("seller_id", "店铺ID", required=True),
    Column("decision", "决定", required=True),
    Column("decided_on", "决定日期", required=True),
    Column("source", "文号或机关", required=True),
    Column("decided_by", "决定人", required=True),
    Column("note", "备注"),
)
EMPTY = b"\xef\xbb\xbf" + header_of(COLUMNS)
"""The file without rows; the mark in front lets spreadsheets show the Chinese heads."""
_LONGEST_SOURCE = 200
_SHORTENED = re.compile(r"[0-9][.,]?[0-9]*E\+[0-9]+", re.IGNORECASE)


@dataclass(frozen=True)
class SellerTable:
    """The file, read."""

    decisions: tuple[SellerDecision, ...] = ()
    """Its good rows, in order."""
    problems: tuple[Message, ...] = ()
    """What is wrong with others, or with the file; such rows do not count."""


def read_sellers(file: str, data: bytes, today: date) -> SellerTable:
    """The rows of sellers.csv; a row with a mistake is named with its cell and left out, the others count.

    Args:
        file: Name used in messages.
        data: UTF-8, with the heads of `COLUMNS` in either language or both, in any order.
        today: No decision can be of a later day.
    """
    problems = Problems()
    sheet = read_csv(FILE_NAME, data, problems, file)
    # What a spreadsheet lost by saving as GBK cannot be told from what it kept: no row of such a file counts.
    rows = [] if sheet.gbk else [(row, _decision(row, today)) for row in read_table(sheet, COLUMNS, problems)]
    wrong = {finding.place.line for finding in problems.errors if finding.place}
    good = (one for row, one in rows if one and row.place("platform").line not in wrong)
    return SellerTable(tuple(good), tuple(finding.message for finding in problems.errors))


def _decision(row: Row, today: date) -> SellerDecision | None:
    _check(row)
    day = row.day("decided_on")
    if day and day > today:
        row.wrong("decided_on", message("{day} is yet to come; write the day of the decision.", day=day.isoformat()))
    return SellerDecision(row.text("platform"), row.text("seller_id"), day, row.text("source")) if day else None


def _check(row: Row) -> None:
    decision, source = row.text("decision"), row.text("source")
    if decision and decision != CONFIRMED:
        row.wrong(
            "decision",
            message(
                '"{value}" does not count; write confirmed, or take the row out: a decision that went the other way '
                "gives a seller no bonus.",
                value=decision,
            ),
        )
    if _SHORTENED.fullmatch(row.text("seller_id")):
        row.wrong("seller_id", message("a spreadsheet shortened the number; make the column text and type it again."))
    if len(source) > _LONGEST_SOURCE:
        row.wrong(
            "source", message("is longer than {most} characters; give the document's number.", most=_LONGEST_SOURCE)
        )
