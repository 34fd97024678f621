"""The lexicon: the curators' tables, checked and loaded as one value."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Self

from lenswatch.core.digest import canonical_json, sha256_of
from lenswatch.core.errors import LexiconError
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.checks import check_exclusions, check_groups, check_rules, check_terms
from lenswatch.keywords.exclusion import Exclusion, read_exclusions
from lenswatch.keywords.folding import shipped_table
from lenswatch.keywords.problems import LexiconErrors, Problems
from lenswatch.keywords.row import Row
from lenswatch.keywords.rule import ContextRule, read_rules
from lenswatch.keywords.term import Term, read_terms
from lenswatch.keywords.variants import Policy, Replacements, read_replacements
from lenswatch.keywords.weights import Weights, read_weights

__all__ = ["Lexicon", "LexiconErrors", "shipped_keywords"]

_TERMS = "terms/"
_SINGLE = ("context.csv", "exclusions.csv", "variants.csv", "weights.csv")


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
            folder: Holds terms/*.csv, context.csv, exclusions.csv, weights.csv and variants.csv.

        Raises:
            LexiconErrors: With every problem found, each naming file, line, column and cell.
        """
        problems = Problems()
        data = _read(folder, problems)
        problems.raise_if_any()
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
        )
        problems.raise_if_any()
        return lexicon

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

    def exclusions(self, known: Container[str]) -> tuple[Exclusion, ...]:
        rows = list(read_exclusions("exclusions.csv", self.data["exclusions.csv"], self.taxonomy, known, self.problems))
        check_exclusions(rows)
        return tuple(sorted((exclusion for exclusion, _ in rows), key=lambda exclusion: exclusion.id))


def _read(folder: Path | Traversable, problems: Problems) -> Mapping[str, bytes]:
    """Bytes of each table by its path in the folder; a missing one is noted."""
    paths = {name: folder.joinpath(name) for name in _SINGLE}
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
