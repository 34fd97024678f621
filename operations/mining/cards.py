"""From evidence to an order, and from an expression to its card."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from lenswatch.keywords.mining.ranking import fused
from lenswatch.keywords.mining.units import is_han
from lenswatch.keywords.term import Term
from lenswatch.ledger.candidates import candidate_id
from lenswatch.operations.mining.card import Card, CardContext, CardContribution, CardNeighbour
from lenswatch.operations.mining.collecting import Found, spread_over_sellers
from lenswatch.operations.mining.evidence import WEIGHTS, Instead, Kind, Material, scored
from lenswatch.operations.mining.neighbours import Embedder, Neighbour, by_meaning, by_spelling, watched_terms
from lenswatch.operations.mining.role import proposed_role

_MOST_EMBEDDED = 300
"""So many of the best candidates are compared by meaning; a model takes its time."""
_MOST_EXAMPLES = 5


@dataclass(frozen=True)
class CardMaker:
    """All candidates in their order."""

    material: Material
    terms: Mapping[str, Term]
    scores: Mapping[Kind, Mapping[str, float]]
    added: Mapping[str, Mapping[Kind, float]]
    """Expression to kind to what it adds."""
    neighbours: Mapping[str, Neighbour]
    """The nearest in meaning, as far as meanings were compared."""

    @classmethod
    def build(cls, material: Material, terms: Sequence[Term], embedder: Embedder | None) -> Self:
        """Score and rank every expression."""
        scores = scored(material)
        watched = watched_terms(terms)
        neighbours: dict[str, Neighbour] = {}
        if embedder is not None:
            best = _in_order(fused(scores, WEIGHTS))[:_MOST_EMBEDDED]
            near = by_meaning(best, watched, embedder)
            neighbours = near
            scores[Kind.EMBEDDING] = {text: one.nearness for text, one in near.items()}
        return cls(material, {term.id: term for term in terms}, scores, fused(scores, WEIGHTS), neighbours)

    @property
    def in_order(self) -> list[str]:
        """Every expression, best first."""
        return _in_order(self.added)

    def best(self, decided: Iterable[str], most: int) -> tuple[Card, ...]:
        """Cards of the best that nobody has decided on, nor on a longer one that holds it.

        Of two of which one holds the other only the better is shown.
        """
        chosen: list[str] = []
        passed = tuple(decided)
        for text in self.in_order:
            if len(chosen) == most:
                break
            settled = any(text in other for other in (*passed, *chosen))
            if not settled and not any(other in text for other in chosen):
                chosen.append(text)
        return tuple(self.card(text, place) for place, text in enumerate(chosen, start=1))

    def cards_of(self, wanted: Iterable[str]) -> tuple[Card, ...]:
        """Cards of chosen expressions, if they are found at all, each with its place in the whole order."""
        places = {text: place for place, text in enumerate(self.in_order, start=1)}
        return tuple(self.card(text, places[text]) for text in wanted if text in places)

    def card(self, text: str, place: int) -> Card:
        """The card of an expression."""
        found = self.material.collected.found[text]
        instead = (*self.material.substitutions.get(text, ()), *self.material.title_changes.get(text, ()))
        clean = self.material.background.listings[text]
        return Card(
            id=candidate_id(text),
            expression=text,
            place=place,
            score=round(sum(self.added[text].values()), 4),
            evidence=self._evidence(text),
            sellers=found.usage.sellers,
            listings=len(found.usage.listings),
            clean_listings=clean,
            first_seen=found.first_seen,
            contexts=_contexts(found),
            instead_of=_examples(one.of for one in instead),
            suggested_for=_examples(one.query for one in self.material.suggestions.get(text, ())),
            nearest=self._nearest(text, instead),
            proposed_role=proposed_role(
                clean_listings=clean,
                sellers=found.usage.sellers,
                replaced_watched=any(one.term_id for one in instead),
                camera_share=found.usage.near_camera / found.usage.times,
            ),
            lang="zh" if any(map(is_han, text)) else "en",
        )

    def _evidence(self, text: str) -> tuple[CardContribution, ...]:
        adds = self.added[text]
        ordered = sorted(adds, key=lambda kind: (-adds[kind], kind))
        return tuple(
            CardContribution(kind=kind, score=round(self.scores[kind][text], 3), adds=round(adds[kind], 4))
            for kind in ordered
        )

    def _nearest(self, text: str, instead: Sequence[Instead]) -> CardNeighbour | None:
        replaced = next((one.term_id for one in instead if one.term_id), None)
        if replaced:
            return CardNeighbour(term_id=replaced, text=self.terms[replaced].text, nearness=1.0, how="replaced")
        near = self.neighbours.get(text) or by_spelling(text, watched_terms(list(self.terms.values())))
        if near is None:
            return None
        how = "meaning" if near.by_meaning else "spelling"
        return CardNeighbour(term_id=near.term_id, text=near.text, nearness=near.nearness, how=how)


def _in_order(added: Mapping[str, Mapping[Kind, float]]) -> list[str]:
    return sorted(added, key=lambda text: (-round(sum(added[text].values()), 9), text))


def _contexts(found: Found) -> tuple[CardContext, ...]:
    return tuple(
        CardContext(
            listing=one.listing,
            seller=one.seller,
            field=one.field,
            before=one.before,
            matched=one.matched,
            after=one.after,
        )
        for one in spread_over_sellers(found.contexts)
    )


def _examples(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(texts)))[:_MOST_EXAMPLES]
