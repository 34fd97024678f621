"""From what the lexicon read to what fusion weighs."""

from lenswatch.classifier.fusion import Observation
from lenswatch.classifier.points import to_points
from lenswatch.core.signal import SignalSource
from lenswatch.keywords.reading import Reading, RuleHit, TermHit


def observations_of(reading: Reading) -> tuple[Observation, ...]:
    """Terms, then rules. A term of several codes gives its points under the first and is seen under all."""
    seen: list[Observation] = []
    for hit in reading.terms:
        seen += _of_term(hit)
    seen += [_of_rule(hit) for hit in reading.rules]
    return tuple(seen)


def _of_term(hit: TermHit) -> list[Observation]:
    return [
        Observation(
            source=SignalSource.LEXICON,
            code=code,
            points=to_points(hit.weight) if index == 0 else 0,
            field=hit.field,
            span=hit.span,
            matched=hit.matched,
            term=hit.term_id,
            rule=hit.excluded_by,
        )
        for index, code in enumerate(hit.signals)
    ]


def _of_rule(hit: RuleHit) -> Observation:
    return Observation(
        source=SignalSource.RULE,
        code=hit.signal,
        points=to_points(hit.weight),
        field=hit.field,
        span=hit.span,
        matched=hit.matched,
        rule=hit.rule_id,
    )
