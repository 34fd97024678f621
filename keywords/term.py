"""A term: one expression a curator owns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lenswatch.core.messages import message
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.problems import Problems
from lenswatch.keywords.row import Column, Row
from lenswatch.keywords.sheets.sheet import Sheet
from lenswatch.keywords.table import read_table


class Role(StrEnum):
    """What a term does when it is seen."""

    BLOCK = "block"
    """Names the device itself: enough for a flag."""
    ALERT = "alert"
    """Strong wording; enough for a person to look."""
    CONTEXT = "context"
    """Innocent alone; counts through context rules."""
    COVER_STORY = "cover_story"
    """A pretext under which devices are sold; innocent alone."""
    PURPOSE = "purpose"
    """Says what recordings are for."""
    DISGUISE = "disguise"
    """An everyday thing a camera may hide in; innocent alone."""
    FEATURE = "feature"
    """Something a camera can do."""
    COUNTER = "counter"
    """Speaks against a covert camera."""


class State(StrEnum):
    """Where a term stands in its life; only active terms are matched."""

    PROPOSED = "proposed"
    UNDER_REVIEW = "under_review"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    RETIRED = "retired"


LANGUAGES = ("zh", "en", "ja", "ko", "de", "es", "fr", "ru")
MOST_SEVERE = 5
_NEEDS_SIGNAL = {Role.BLOCK, Role.ALERT, Role.COUNTER}
COLUMNS = (
    Column("id", "编号", required=True),
    Column("term", "词语", required=True),
    Column("lang", "语言", required=True),
    Column("role", "角色", required=True),
    Column("severity", "严重度", required=True),
    Column("state", "状态", required=True),
    Column("signals", "信号"),
    Column("disguise", "伪装类别"),
    Column("variants", "变体"),
    Column("context_rule", "语境规则"),
    Column("source_url", "来源"),
    Column("source_date", "来源日期"),
    Column("evidence_note", "证据说明", required=True),
    Column("owner", "负责人"),
    Column("reviewer", "复核人"),
    Column("valid_from", "生效日期"),
    Column("valid_to", "失效日期"),
    Column("reason", "理由"),
)


@dataclass(frozen=True)
class Term:
    """One row of a terms table; fields as in `COLUMNS`."""

    id: str
    text: str
    lang: str
    role: Role
    severity: int
    """1 to 5; with the role it selects the weight."""
    state: State
    signals: tuple[str, ...]
    """Codes of taxonomy.json; the first takes the weight. Empty for a noun that shows nothing by itself."""
    disguise: str | None
    """D00 to D16."""
    variants: tuple[str, ...]
    """Policies by which other spellings are derived; see `lenswatch.keywords.variants`."""
    groups: tuple[str, ...]
    """Names under which context rules select it: "camera" answers to %camera. Column context_rule."""
    source: str
    """Address or publication, with its date behind a blank; empty for a term its evidence note calls authored."""
    note: str
    valid_from: date | None
    valid_to: date | None

    @property
    def active(self) -> bool:
        """Whether it is matched."""
        return self.state is State.ACTIVE

    def valid_on(self, day: date | None) -> bool:
        """Whether its dates allow a day, ends included; None asks nothing."""
        if day is None:
            return True
        return (self.valid_from or day) <= day <= (self.valid_to or day)


def read_terms(
    sheet: Sheet, taxonomy: Taxonomy, policies: Iterable[str], problems: Problems
) -> Iterator[tuple[Term, Row]]:
    """The terms of a table, each with its row for later checks."""
    known_policies = tuple(policies)
    for row in read_table(sheet, COLUMNS, problems):
        yield _term(row, taxonomy, known_policies), row


def _term(row: Row, taxonomy: Taxonomy, policies: tuple[str, ...]) -> Term:
    if not row.text("source_url") and "authored" not in row.text("evidence_note"):
        row.wrong("source_url", message('is empty; name the source, or write "authored" into evidence_note.'))
    valid_from, valid_to = row.day("valid_from"), row.day("valid_to")
    if valid_from and valid_to and valid_to < valid_from:
        row.wrong("valid_to", message("is before valid_from; exchange the two dates."))
    return Term(
        id=row.text("id"),
        text=row.text("term"),
        lang=row.choice("lang", LANGUAGES),
        role=Role(row.choice("role", list(Role))),
        severity=row.whole("severity", 1, MOST_SEVERE),
        state=State(row.choice("state", list(State))),
        signals=_signals(row, taxonomy),
        disguise=_disguise(row, taxonomy),
        variants=row.choices("variants", policies, message("a policy of variants.csv")),
        groups=row.items("context_rule"),
        source=f"{row.text('source_url')} {row.day_or_text('source_date')}".strip(),
        note=row.text("evidence_note"),
        valid_from=valid_from,
        valid_to=valid_to,
    )


def _signals(row: Row, taxonomy: Taxonomy) -> tuple[str, ...]:
    counter = row.text("role") == Role.COUNTER
    if row.text("role") in _NEEDS_SIGNAL and not row.items("signals"):
        row.wrong("signals", message("is empty; a term of this role needs a signal, which takes its points."))
    allowed = taxonomy.counter_signals if counter else taxonomy.signals
    what = message("a counter-signal of taxonomy.json") if counter else message("a signal of taxonomy.json")
    return row.choices("signals", allowed, what)


def _disguise(row: Row, taxonomy: Taxonomy) -> str | None:
    code = row.text("disguise")
    if code and code not in taxonomy.disguises:
        row.wrong("disguise", message('"{code}" is not a disguise of taxonomy.json (D00 to D16).', code=code))
    return code if code in taxonomy.disguises else None
