"""The lexicon: the curators' tables, checked and loaded as one value."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Self

from lenswatch.core.clock import CHINA
from lenswatch.core.digest import canonical_json, sha256_of
from lenswatch.core.errors import LexiconError
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords import emergencies, switched_off
from lenswatch.keywords.checks import check_exclusions, check_groups, check_rules, check_terms
from lenswatch.keywords.derived import Derived
from lenswatch.keywords.emergencies import Emergency, read_emergencies
from lenswatch.keywords.exclusion import Exclusion, read_exclusions
from lenswatch.keywords.folding import shipped_table
from lenswatch.keywords.problems import LexiconErrors, Problems
from lenswatch.keywords.row import Row
from lenswatch.keywords.rule import ContextRule, read_rules
from lenswatch.keywords.switched_off import SwitchedOff, read_switched_off
from lenswatch.keywords.table import header_of
from lenswatch.keywords.term import State, Term, read_terms
from lenswatch.keywords.variants import Policy, Replacements, read_replacements
from lenswatch.keywords.weights import Weights, read_weights

__all__ = ["Lexicon", "LexiconErrors", "read_tables", "shipped_keywords"]

_TERMS = "terms/"
_SINGLE = ("context.csv", "exclusions.csv", "variants.csv", "weights.csv")
SWITCHED_OFF, EMERGENCIES = "switched_off.csv", "emergencies.csv"
_MAY_BE_ABSENT = (SWITCHED_OFF, EMERGENCIES)


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
                switched off or was activated in an emergency, switched_off.csv and emergencies.csv.

        Raises:
            LexiconErrors: With every problem found, each naming file, line, column and cell.
        """
        return cls.parse(read_tables(folder))

    @classmethod
    def parse(cls, data: Mapping[str, bytes]) -> Self:
        """As `load`, of tables given by their paths in the folder; see `read_tables`."""
        problems = Problems()
        tables = _Tables(data, Taxonomy.load(), problems)
        rows = tables.terms()
        terms = tuple(sorted((term for term, _ in rows), key=lambda term: term.id))
        known = {term.id for term in terms} | {f"%{group}" for term in terms for group in term.groups}
        rules = tables.rules(terms, known)
        check_groups(rows, rules)
        lexicon = cls(
            terms=terms,
            rules=rules,
            exclusions=tables.exclusions(known),
            weights=read_weights("weights.csv", tables.data["weights.csv"], problems),
            replacements=read_replacements("variants.csv", tables.data["variants.csv"], problems),
            switched_off=tables.switched_off(terms),
            emergencies=tables.emergencies(),
        )
        problems.raise_if_any()
        return lexicon

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
class _Tables:
    """The files of a lexicon, read one after another into one list of problems."""

    data: Mapping[str, bytes]
    taxonomy: Taxonomy
    problems: Problems

    def terms(self) -> list[tuple[Term, Row]]:
        rows = [
            pair
            for name, data in self.data.items()
            if name.startswith(_TERMS)
            for pair in read_terms(name, data, self.taxonomy, Policy, self.problems)
        ]
        check_terms(rows)
        return rows

    def rules(self, terms: Sequence[Term], known: Container[str]) -> tuple[ContextRule, ...]:
        rows = list(read_rules("context.csv", self.data["context.csv"], self.taxonomy, known, self.problems))
        check_rules(rows, terms)
        return tuple(sorted((rule for rule, _ in rows), key=lambda rule: rule.id))

    def switched_off(self, terms: Sequence[Term]) -> SwitchedOff:
        data = self.data.get(SWITCHED_OFF, header_of(switched_off.COLUMNS))
        return read_switched_off(SWITCHED_OFF, data, {term.id: term for term in terms}, self.problems)

    def emergencies(self) -> tuple[Emergency, ...]:
        data = self.data.get(EMERGENCIES, header_of(emergencies.COLUMNS))
        return tuple(read_emergencies(EMERGENCIES, data, self.problems))

    def exclusions(self, known: Container[str]) -> tuple[Exclusion, ...]:
        rows = list(read_exclusions("exclusions.csv", self.data["exclusions.csv"], self.taxonomy, known, self.problems))
        check_exclusions(rows)
        return tuple(sorted((exclusion for exclusion, _ in rows), key=lambda exclusion: exclusion.id))


def read_tables(folder: Path | Traversable) -> Mapping[str, bytes]:
    """Bytes of each table by its path in the folder, in order of path.

    Raises:
        LexiconErrors: If a table is missing.
    """
    problems = Problems()
    paths = {name: folder.joinpath(name) for name in _SINGLE}
    paths |= {name: path for name in _MAY_BE_ABSENT if (path := folder.joinpath(name)).is_file()}
    terms = folder.joinpath(_TERMS)
    if terms.is_dir():
        paths |= {f"{_TERMS}{path.name}": path for path in terms.iterdir() if path.name.endswith(".csv")}
    else:
        problems.add_error(LexiconError("{folder}: the folder terms is missing; is this a lexicon?", folder=folder))
    data = {}
    for name, path in sorted(paths.items()):
        if path.is_file():
            data[name] = path.read_bytes()
        else:
            problems.add_error(LexiconError("{file}: the table is missing in {folder}.", file=name, folder=folder))
    problems.raise_if_any()
    return data


def _digest(content: object) -> str:
    return sha256_of(canonical_json(_plain(content)))


def _plain(value: object) -> object:
    """Dates as text: JSON has none."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, (str, int, float)) else str(value)
