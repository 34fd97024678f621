"""The kinds of evidence for an expression, each a small scorer of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import sqrt

from lenswatch.keywords.mining.association import Counts, log_odds, mutual_information, newness
from lenswatch.keywords.mining.background import Background
from lenswatch.keywords.mining.general_words import GeneralWords
from lenswatch.operations.mining.collecting import Collected, Found

_LEAST_FREEDOM = 0.2
"""So much of its newness keeps an expression that always has the same neighbour."""
_ORDINARY_COUNT = 100
"""So often the dictionary counted a word, of 60 million, that any listing may happen to use it."""
_ORDINARY = 0.5
"""So much of its log-odds and mutual information keeps an ordinary word: among few listings it differs by chance."""


class Kind(StrEnum):
    """What speaks for an expression."""

    LOG_ODDS = "log_odds"
    """Said more among suspected listings than among clean ones: z-score."""
    MUTUAL_INFORMATION = "mutual_information"
    """The same as pointwise mutual information, in bits: prefers what clean listings never say."""
    NEW_WORD = "new_word"
    """Its words meet more often than by chance, between changing neighbours: nats."""
    CAMERA_NEARBY = "camera_nearby"
    """Cameras and their specifications stand beside it more than beside other words: z-score."""
    SUBSTITUTION = "substitution"
    """Stands where an otherwise equal text has another word: sellers, twice where that is a known term."""
    TITLE_CHANGE = "title_change"
    """Came into a title when a known term left it: sellers."""
    SUGGESTION = "suggestion"
    """A platform suggests it to someone who searches for a watched word: queries."""
    EMBEDDING = "embedding"
    """Nearness of meaning to the nearest watched term: cosine. Only its order counts."""


WEIGHTS: Mapping[Kind, float] = {
    Kind.LOG_ODDS: 1.0,
    Kind.MUTUAL_INFORMATION: 1.0,
    Kind.NEW_WORD: 1.0,
    Kind.CAMERA_NEARBY: 0.5,
    Kind.SUBSTITUTION: 1.0,
    Kind.TITLE_CHANGE: 1.0,
    Kind.SUGGESTION: 1.0,
    Kind.EMBEDDING: 0.5,
}
"""By judgement, not by fitting: what is seen beside anything weighs half."""


@dataclass(frozen=True)
class Instead:
    """An expression that stood in the place of another."""

    of: str
    """What it stood for, as written."""
    term_id: str | None
    """The known term in it."""
    seller: str
    listing: str


@dataclass(frozen=True)
class Suggested:
    """A platform's suggestion that holds an expression."""

    site: str
    query: str
    text: str


@dataclass(frozen=True)
class Material:
    """All that scorers look at."""

    collected: Collected
    background: Background
    words: GeneralWords
    substitutions: Mapping[str, tuple[Instead, ...]] = field(default_factory=dict)
    title_changes: Mapping[str, tuple[Instead, ...]] = field(default_factory=dict)
    suggestions: Mapping[str, tuple[Suggested, ...]] = field(default_factory=dict)

    def counts(self, found: Found) -> Counts:
        """How often an expression is said by suspected and by clean listings."""
        text = found.usage.text
        return Counts(
            found.usage.times, self.background.times[text], self.collected.units, max(self.background.units, 1)
        )


def _log_odds(material: Material, found: Found) -> float:
    return log_odds(material.counts(found)) * _novelty(material, found)


def _mutual_information(material: Material, found: Found) -> float:
    return mutual_information(material.counts(found)) * _novelty(material, found)


def _novelty(material: Material, found: Found) -> float:
    ordinary = material.words.counts.get(found.usage.text, 0) >= _ORDINARY_COUNT
    return _ORDINARY if ordinary else 1.0


def _new_word(material: Material, found: Found) -> float:
    said = newness(found.usage.text, material.counts(found), material.words, material.background)
    return said * max(_LEAST_FREEDOM, min(1.0, found.usage.freedom))


def _camera_nearby(material: Material, found: Found) -> float:
    usage, share = found.usage, material.collected.camera_share
    spread = sqrt(usage.times * share * (1 - share))
    return (usage.near_camera - usage.times * share) / spread if spread else 0.0


def _substitution(material: Material, found: Found) -> float:
    return _by_sellers(material.substitutions.get(found.usage.text, ()))


def _title_change(material: Material, found: Found) -> float:
    return _by_sellers(material.title_changes.get(found.usage.text, ()))


def _suggestion(material: Material, found: Found) -> float:
    return float(len({(one.site, one.query) for one in material.suggestions.get(found.usage.text, ())}))


def _by_sellers(instead: tuple[Instead, ...]) -> float:
    """Each seller once; twice where the word it left was a known term."""
    weights: dict[str, float] = {}
    for one in instead:
        weights[one.seller] = max(weights.get(one.seller, 0.0), 2.0 if one.term_id else 1.0)
    return sum(weights.values())


SCORERS: Mapping[Kind, Callable[[Material, Found], float]] = {
    Kind.LOG_ODDS: _log_odds,
    Kind.MUTUAL_INFORMATION: _mutual_information,
    Kind.NEW_WORD: _new_word,
    Kind.CAMERA_NEARBY: _camera_nearby,
    Kind.SUBSTITUTION: _substitution,
    Kind.TITLE_CHANGE: _title_change,
    Kind.SUGGESTION: _suggestion,
}
"""All but the embedding, which looks at every expression at once."""


def scored(material: Material) -> dict[Kind, dict[str, float]]:
    """What each scorer gives each expression, rounded so that a last bit decides no order."""
    return {
        kind: {text: round(score(material, found), 6) for text, found in material.collected.found.items()}
        for kind, score in SCORERS.items()
    }
