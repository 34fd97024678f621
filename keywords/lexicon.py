"""The lexicon: the curators' tables, checked and loaded as one value."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Self

from lenswatch.core.digest import canonical_json, sha256_of
from lenswatch.core.errors import LexiconError
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.checks import check_exclusions, check_rules, check_terms
from lenswatch.keywords.exclusion import Exclusion, read_exclusions
from lenswatch.keywords.folding import shipped_table
from lenswatch.keywords.problems import LexiconErrors, Problems
from lenswatch.keywords.rule import ContextRule, read_rules
from lenswatch.keywords.term import Term, read_terms
from lenswatch.keywords.variants import POLICIES, Replacements, read_replacements
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
            folder: Holds terms/*.csv, context.csv, exclusions.csv, weights.csv and variants.csv.

        Raises:
            LexiconErrors: With every problem found, each naming file, line, column and cell.
        """
        problems = Problems()
        taxonomy = Taxonomy.load()
        texts = _read(folder, problems)
        replacements = read_replacements("variants.csv", texts.get("variants.csv", b""), problems)
        rows = [
            pair
            for name, data in texts.items()
            if name.startswith("terms/")
            for pair in read_terms(name, data, taxonomy, POLICIES, problems)
        ]
        check_terms(rows)
        ids = {term.id: term.state for term, _ in rows}
        rules = list(read_rules("context.csv", texts.get("context.csv", b""), taxonomy, ids, problems))
        check_rules(rules, [term for term, _ in rows])
        exclusions = list(read_exclusions("exclusions.csv", texts.get("exclusions.csv", b""), taxonomy, ids, problems))
        check_exclusions(exclusions)
        weights = read_weights("weights.csv", texts.get("weights.csv", b""), problems)
        problems.raise_if_any()
        return cls(
            terms=tuple(sorted((term for term, _ in rows), key=lambda term: term.id)),
            rules=tuple(sorted((rule for rule, _ in rules), key=lambda rule: rule.id)),
            exclusions=tuple(sorted((exclusion for exclusion, _ in exclusions), key=lambda exclusion: exclusion.id)),
            weights=weights,
            replacements=replacements,
        )

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


def _read(folder: Path | Traversable, problems: Problems) -> Mapping[str, bytes]:
    texts = {}
    paths = {name: folder.joinpath(name) for name in ("context.csv", "exclusions.csv", "variants.csv", "weights.csv")}
    terms = folder.joinpath("terms")
    if terms.is_dir():
        paths |= {f"terms/{path.name}": path for path in terms.iterdir() if path.name.endswith(".csv")}
    else:
        problems.add_error(LexiconError("{folder}: the folder terms is missing; is this a lexicon?", folder=folder))
    for name, path in sorted(paths.items()):
        if path.is_file():
            texts[name] = path.read_bytes()
        else:
            problems.add_error(LexiconError("{file}: the table is missing in {folder}.", file=name, folder=folder))
    return texts


def _digest(content: object) -> str:
    return sha256_of(canonical_json(_plain(content)))


def _plain(value: object) -> object:
    """Dates as text: JSON has none."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, (str, int, float)) else str(value)
