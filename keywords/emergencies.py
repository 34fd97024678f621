"""Terms activated in an emergency: they count for 72 hours, and longer only once a second person has agreed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lenswatch.core.messages import message
from lenswatch.keywords.problems import Problems
from lenswatch.keywords.row import Column, Row
from lenswatch.keywords.sheets.sheet import Sheet
from lenswatch.keywords.table import read_table

EMERGENCY = timedelta(hours=72)
COLUMNS = (
    Column("id", "编号", required=True),
    Column("until", "截止时间", required=True),
    Column("valid_to_before", "原失效日期"),
    Column("actor", "执行人", required=True),
    Column("reason", "理由", required=True),
)


@dataclass(frozen=True)
class Emergency:
    """One activation that waits for its second person. Written by `lexicon promote --emergency`, never by hand."""

    term_id: str
    until: datetime
    """From here the term counts as suspended."""
    valid_to_before: date | None
    """The term's last day before the emergency shortened it."""
    actor: str
    reason: str

    @property
    def cells(self) -> Sequence[str]:
        """Its row, in the order of `COLUMNS`."""
        before = self.valid_to_before.isoformat() if self.valid_to_before else ""
        return (self.term_id, self.until.isoformat(timespec="seconds"), before, self.actor, self.reason)


def read_emergencies(sheet: Sheet, problems: Problems) -> Iterator[Emergency]:
    """The rows of emergencies.csv."""
    for row in read_table(sheet, COLUMNS, problems):
        until = _instant(row)
        if until:
            yield Emergency(row.text("id"), until, row.day("valid_to_before"), row.text("actor"), row.text("reason"))


def _instant(row: Row) -> datetime | None:
    try:
        until = datetime.fromisoformat(row.text("until"))
    except ValueError:
        until = None
    if until is None or until.tzinfo is None:
        row.wrong(
            "until",
            message('"{value}" is not a time such as 2026-11-25T10:00:00+08:00.', value=row.text("until")),
        )
        return None
    return until
