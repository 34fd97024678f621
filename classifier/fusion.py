"""Additive fusion: every detector's points are summed in log-odds.

One thing said many times is one reason, not many: within a code each term counts once, the strongest in full, the
next by half, the third by a quarter, others not at all. Points of one sign never change those of the other, so a
covert signal never lowers a score and a counter-signal never raises it.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from lenswatch.classifier.points import to_log_odds
from lenswatch.core.record import made
from lenswatch.core.signal import Box, Signal, SignalSource, Span, polarity_of

_SHARES = (4, 2, 1)
"""Quarters that the strongest, second and third term of one code give."""


class Observation(NamedTuple):
    """What a detector saw, before fusion gives it points."""

    source: SignalSource
    code: str
    points: int
    """Points it would give alone, signed."""
    field: str
    span: Span
    matched: str
    term: str | None = None
    rule: str | None = None
    reasons: tuple[str, ...] = ()
    picture: str | None = None
    box: Box | None = None

    @property
    def reason(self) -> tuple[str, str]:
        """What makes two observations the same reason."""
        return self.code, self.rule or self.term or ""


def fuse(observations: Sequence[Observation]) -> tuple[Signal, ...]:
    """Give each observation its share of points; the order is kept."""
    if not observations:
        return ()
    return tuple(map(_signal, observations, _shares(observations)))


def total_points(signals: Sequence[Signal], prior: int) -> int:
    """Prior and signals together.

    Args:
        signals: All of them.
        prior: Points before any signal.
    """
    return prior + sum(round(signal.weight * 10_000) for signal in signals)


def _shares(observations: Sequence[Observation]) -> list[int]:
    if len(observations) == 1:
        return [observations[0].points]
    by_code: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for index, seen in enumerate(observations):
        if seen.points:
            by_code[seen.code, seen.points > 0].append(index)
    shares = [0] * len(observations)
    for indices in by_code.values():
        if len(indices) == 1:
            shares[indices[0]] = observations[indices[0]].points
            continue
        reasons: set[tuple[str, str]] = set()
        for index in sorted(indices, key=lambda i: -abs(observations[i].points)):
            seen = observations[index]
            if seen.reason not in reasons and len(reasons) < len(_SHARES):
                shares[index] = int(seen.points * _SHARES[len(reasons)] / _SHARES[0])
                reasons.add(seen.reason)
    return shares


def _signal(seen: Observation, points: int) -> Signal:
    weight = to_log_odds(points)
    return made(
        Signal,
        source=seen.source,
        code=seen.code,
        weight=weight,
        polarity=polarity_of(weight),
        field=seen.field,
        span=seen.span,
        picture=seen.picture,
        box=seen.box,
        term=seen.term,
        rule=seen.rule,
        matched=seen.matched,
        reasons=seen.reasons,
    )
