"""The lexicon: the curators' tables, checked and loaded as one value."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Self

from lenswatch.core.digest import canonical_json, sha256_of
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.checks import check_exclusions, check_groups, check_rules, check_terms
from lenswatch.keywords.exclusion import Exclusion, read_exclusions
from lenswatch.keywords.folding import shipped_table
from lenswatch.keywords.problems import LexiconErrors, Problems
from lenswatch.keywords.row import Row
from lenswatch.keywords.rule import ContextRule, read_rules
from lenswatch.keywords.sheets.losses import found_lost
from lenswatch.keywords.sheets.sheet import TERMS
from lenswatch.keywords.sheets.source import Tables, read_tables
from lenswatch.keywords.term import Term, read_terms
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

    @classmethod
    def load(cls, folder: Path | Traversable) -> Self:
        """Read and check a lexicon.

        Args:
            folder: Holds terms/*.csv, context.csv, exclusions.csv, weights.csv and variants.csv; in place of each may
                stand an .xlsx. Or one workbook with all tables.

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
        )
        return lexicon, LexiconRows(terms, rules, exclusions)

    @cached_property
    def terms_digest(self) -> str:
        """SHA-256 of the terms and of what turns them into patterns: replacements and folding."""
        content = [asdict(term) for term in self.terms]
        return _digest([content, self.replacements.table, shipped_table().digest])

    @cached_property
    def rules_digest(self) -> str:
        """SHA-256 of context rules, exclusions and weights."""
        weights = [[role, severity, *scores] for (role, severity), scores in sorted(self.weights.table.items())]
        return _digest([[asdict(rule) for rule in self.rules], [asdict(entry) for entry in self.exclusions], weights])


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


def _digest(content: object) -> str:
    return sha256_of(canonical_json(_plain(content)))


def _plain(value: object) -> object:
    """Dates as text: JSON has none."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, (str, int, float)) else str(value)
