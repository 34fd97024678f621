"""The lexicon: the curators' tables, checked and loaded as one value."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Self

from lenswatch.core.clock import CHINA
from lenswatch.core.digest import canonical_json, sha256_of
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.checks import check_exclusions, check_groups, check_rules, check_terms
from lenswatch.keywords.derived import Derived
from lenswatch.keywords.emergencies import Emergency, read_emergencies
from lenswatch.keywords.exclusion import Exclusion, read_exclusions
from lenswatch.keywords.folding import shipped_table
from lenswatch.keywords.problems import LexiconErrors, Problems
from lenswatch.keywords.row import Row
from lenswatch.keywords.rule import ContextRule, read_rules
from lenswatch.keywords.sheets.csv_file import read_csv
from lenswatch.keywords.sheets.losses import found_lost
from lenswatch.keywords.sheets.sheet import EMERGENCIES, SWITCHED_OFF, TERMS
from lenswatch.keywords.sheets.source import Tables, read_tables
from lenswatch.keywords.switched_off import SwitchedOff, read_switched_off
from lenswatch.keywords.term import State, Term, read_terms
from lenswatch.keywords.variants import Policy, Replacements, read_replacements
from lenswatch.keywords.weights import Weights, read_weights

__all__ = ["Lexicon", "LexiconErrors", "shipped_keywords"]


@dataclass(frozen=True)
class Lexicon:
    """Everything curators own."""

    terms: tuple[Term, ...]
    """Terms of every state, by id."""
    rules: tuple[ContextRule, ...]
    """Context rules, by id."""
    exclusions: tuple[Exclusion, ...]
    """Exclusions, by id."""
    weights: Weights
    replacements: Replacements
    switched_off: SwitchedOff = field(default_factory=SwitchedOff)
    emergencies: tuple[Emergency, ...] = ()
    """Activations that wait for a second person."""
    release: str | None = None
    """Name of the release it was read from, such as "7-1a2b3c4d"; None for tables as they stand."""
    derived: Derived | None = field(default=None, repr=False, compare=False)
    """Spellings its release lists; None has them derived."""

    @classmethod
    def load(cls, folder: Path | Traversable) -> Self:
        """Read and check a lexicon.

        Args:
            folder: Holds terms/*.csv, context.csv, exclusions.csv, weights.csv, variants.csv and, where something is
                switched off or was activated in an emergency, switched_off.csv and emergencies.csv; in place of each
                may stand an .xlsx. Or one workbook with all tables.

        Raises:
            LexiconErrors: With every problem found, each naming file, line, column and cell.
        """
        problems = Problems()
        tables = read_tables(folder, problems)
        problems.raise_if_any()
        found_lost(folder, tables, problems)
        lexicon = cls.read(tables, problems)[0]
        problems.raise_if_any()
        return lexicon

    @classmethod
    def parse(cls, data: Mapping[str, bytes]) -> Self:
        """The lexicon in the bytes of CSV files, by their paths in the folder; raises as `load`."""
        problems = Problems()
        tables = {name: read_csv(name, content, problems) for name, content in data.items()}
        lexicon = cls.read(tables, problems)[0]
        problems.raise_if_any()
        return lexicon

    @classmethod
    def read(cls, tables: Tables, problems: Problems) -> tuple[Self, "LexiconRows"]:
        """The lexicon in some tables, with the rows it was read from.

        Args:
            tables: All that `SINGLE` names, and the terms.
            problems: Takes what is wrong; where there is an error, the lexicon is of no use.
        """
        taxonomy = Taxonomy.load()
        terms = _terms(tables, taxonomy, problems)
        in_order = tuple(sorted((term for term, _ in terms), key=lambda term: term.id))
        known = {term.id for term in in_order} | {f"%{group}" for term in in_order for group in term.groups}
        rules = list(read_rules(tables["context.csv"], taxonomy, known, problems))
        check_rules(rules, in_order)
        exclusions = list(read_exclusions(tables["exclusions.csv"], taxonomy, known, problems))
        check_exclusions(exclusions)
        check_groups(terms, [rule for rule, _ in rules])
        lexicon = cls(
            terms=in_order,
            rules=tuple(sorted((rule for rule, _ in rules), key=lambda rule: rule.id)),
            exclusions=tuple(sorted((exclusion for exclusion, _ in exclusions), key=lambda one: one.id)),
            weights=read_weights(tables["weights.csv"], problems),
            replacements=read_replacements(tables["variants.csv"], problems),
            switched_off=_switched_off(tables, in_order, problems),
            emergencies=_emergencies(tables, problems),
        )
        return lexicon, LexiconRows(terms, rules, exclusions)

    @cached_property
    def terms_digest(self) -> str:
        """SHA-256 of the terms and of what turns them into patterns: replacements and folding."""
        content = [asdict(term) for term in self.terms]
        made_of = [content, self.replacements.table, shipped_table().digest]
        return _digest(made_of + ([self.switched_off.table] if any(self.switched_off.table) else []))

    @cached_property
    def rules_digest(self) -> str:
        """SHA-256 of context rules, exclusions and weights."""
        weights = [[role, severity, *scores] for (role, severity), scores in sorted(self.weights.table.items())]
        return _digest([[asdict(rule) for rule in self.rules], [asdict(entry) for entry in self.exclusions], weights])

    def in_force(self, at: datetime) -> Self:
        """This lexicon as it counts at a moment: terms out of their dates or lapsed emergencies are suspended.

        So its digest says which terms counted, and a verdict can be made again without asking what day it is.
        """
        lapsed, day = self.lapsed(at), at.astimezone(CHINA).date()
        terms = tuple(
            replace(term, state=State.SUSPENDED)
            if term.active and (term.id in lapsed or not term.valid_on(day))
            else term
            for term in self.terms
        )
        return self if terms == self.terms else replace(self, terms=terms)

    def lapsed(self, at: datetime) -> frozenset[str]:
        """Ids of active terms whose emergency ended before anybody reviewed it."""
        over = {emergency.term_id for emergency in self.emergencies if emergency.until <= at}
        return frozenset(term.id for term in self.terms if term.active and term.id in over)

    def changes_after(self, at: datetime) -> datetime | None:
        """The next moment at which other terms may be in force; None if dates play no part."""
        moments = [emergency.until for emergency in self.emergencies if emergency.until > at]
        if any(term.active and (term.valid_from or term.valid_to) for term in self.terms):
            today = at.astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)
            moments.append(today + timedelta(days=1))
        return min(moments, default=None)


def shipped_keywords() -> Traversable:
    """The folder of the lexicon that ships with lenswatch."""
    return files("lenswatch").joinpath("keywords")


@dataclass(frozen=True)
class LexiconRows:
    """What was read, each with its row, in the order of the files."""

    terms: Sequence[tuple[Term, Row]]
    rules: Sequence[tuple[ContextRule, Row]]
    exclusions: Sequence[tuple[Exclusion, Row]]


def _terms(tables: Tables, taxonomy: Taxonomy, problems: Problems) -> list[tuple[Term, Row]]:
    named = [sheet for name, sheet in sorted(tables.items()) if name.startswith(TERMS)]
    rows = [pair for sheet in named for pair in read_terms(sheet, taxonomy, Policy, problems)]
    check_terms(rows)
    return rows


def _switched_off(tables: Tables, terms: Sequence[Term], problems: Problems) -> SwitchedOff:
    sheet = tables.get(SWITCHED_OFF)
    return read_switched_off(sheet, {term.id: term for term in terms}, problems) if sheet else SwitchedOff()


def _emergencies(tables: Tables, problems: Problems) -> tuple[Emergency, ...]:
    sheet = tables.get(EMERGENCIES)
    return tuple(read_emergencies(sheet, problems)) if sheet else ()


def _digest(content: object) -> str:
    return sha256_of(canonical_json(_plain(content)))


def _plain(value: object) -> object:
    """Dates as text: JSON has none."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, (str, int, float)) else str(value)
