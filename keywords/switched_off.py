"""Disguised spellings that curators switched off, one by one or a whole policy of a term."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace

from lenswatch.core.messages import message
from lenswatch.keywords.normalise import normalise
from lenswatch.keywords.problems import Problems
from lenswatch.keywords.row import Column, Row
from lenswatch.keywords.sheets.sheet import Sheet
from lenswatch.keywords.table import read_table
from lenswatch.keywords.term import Term
from lenswatch.keywords.variants import Policy

COLUMNS = (
    Column("id", "编号", required=True),
    Column("policy", "方式"),
    Column("spelling", "写法"),
    Column("reason", "理由", required=True),
    Column("actor", "执行人", required=True),
    Column("date", "日期", required=True),
)


@dataclass(frozen=True)
class SwitchedOff:
    """What is not matched although a term's column variants allows it."""

    policies: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Term id to policies that are off as a whole."""
    spellings: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Term id to normal forms of single spellings that are off, by whatever policy they would be found."""

    def applied(self, term: Term) -> Term:
        """The term without the policies that are off."""
        off = self.policies.get(term.id)
        if not off:
            return term
        return replace(term, variants=tuple(policy for policy in term.variants if policy not in off))

    def covers(self, term_id: str, form: str) -> bool:
        """Whether a spelling, in normal form, is off for a term."""
        return form in self.spellings.get(term_id, ())

    @property
    def table(self) -> list[list[object]]:
        """What is off, in a fixed order and without who and why: what a digest is made of."""
        named = (self.policies, self.spellings)
        return [[[term_id, sorted(off)] for term_id, off in sorted(mapping.items())] for mapping in named]


def read_switched_off(sheet: Sheet, terms: Mapping[str, Term], problems: Problems) -> SwitchedOff:
    """The table of what is switched off.

    Args:
        sheet: The table as it stands in its file.
        terms: Terms of the lexicon by id.
        problems: Takes what is wrong.
    """
    policies: dict[str, frozenset[str]] = {}
    spellings: dict[str, frozenset[str]] = {}
    for row in read_table(sheet, COLUMNS, problems):
        row.day("date")
        policy = row.choice("policy", list(Policy)) if row.text("policy") else ""
        term_id = row.text("id")
        if not _is_known(row, terms):
            continue
        if row.text("spelling"):
            form = _form(row, terms[term_id])
            spellings[term_id] = spellings.get(term_id, frozenset()) | ({form} if form else set())
        elif policy:
            policies[term_id] = policies.get(term_id, frozenset()) | {policy}
        else:
            row.wrong("policy", message("name a policy, a spelling or both; to take back the whole term, suspend it."))
    return SwitchedOff(policies, spellings)


def _is_known(row: Row, terms: Container[str]) -> bool:
    if row.text("id") in terms:
        return True
    row.wrong("id", message("no term has the id {id}; check the spelling.", id=row.text("id")))
    return False


def _form(row: Row, term: Term) -> str:
    text = row.text("spelling")
    form = normalise(text).text
    if form in {"", normalise(term.text).text}:
        row.wrong("spelling", message('"{text}" reads as the term itself; suspend the term instead.', text=text))
    return form
