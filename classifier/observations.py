"""From what the lexicon read to what fusion weighs."""

from dataclasses import dataclass

from lenswatch.classifier.fusion import Observation
from lenswatch.classifier.points import to_points
from lenswatch.core.signal import SignalSource
from lenswatch.keywords.reading import Reading, RuleHit, TermHit


@dataclass(frozen=True)
class Shares:
    """What a curator's point counts beside the text model."""

    covert: float = 1.0
    """Of points for a camera."""
    counter: float = 1.0
    """Of points against one."""

    def points(self, weight: float) -> int:
        """Points of a weight of the lexicon."""
        return to_points(weight * (self.covert if weight > 0 else self.counter))


WHOLE = Shares()


def observations_of(reading: Reading, shares: Shares = WHOLE) -> tuple[Observation, ...]:
    """Terms, then rules. A term of several codes gives its points under the first and is seen under all."""
    seen: list[Observation] = []
    for hit in reading.terms:
        if hit.signals:
            seen += _of_term(hit, shares)
    seen += [_of_rule(hit, shares) for hit in reading.rules]
    return tuple(seen)


def _of_term(hit: TermHit, shares: Shares) -> list[Observation]:
    return [
        Observation(
            SignalSource.LEXICON,
            code,
            shares.points(hit.weight) if index == 0 else 0,
            hit.field,
            hit.span,
            hit.matched,
            hit.term_id,
            hit.excluded_by,
        )
        for index, code in enumerate(hit.signals)
    ]


def _of_rule(hit: RuleHit, shares: Shares) -> Observation:
    return Observation(
        source=SignalSource.RULE,
        code=hit.signal,
        points=shares.points(hit.weight),
        field=hit.field,
        span=hit.span,
        matched=hit.matched,
        rule=hit.rule_id,
    )
