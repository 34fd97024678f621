"""Fixed-point log-odds: the same signals give the same score on every machine."""

import math

SCALE = 10_000
"""Points in one unit of log-odds; weights have 4 decimals."""


def to_points(log_odds: float) -> int:
    """Log-odds as whole points."""
    return round(log_odds * SCALE)


def to_log_odds(points: int) -> float:
    """Points as log-odds with 4 decimals; a whole number over 10,000 has no more."""
    return points / SCALE


def to_score(points: int) -> float:
    """Logistic of the points in [0, 1], rounded to 4 decimals before any band is cut."""
    log_odds = points / SCALE
    if log_odds >= 0:
        return round(1 / (1 + math.exp(-log_odds)), 4)
    return round(1 - 1 / (1 + math.exp(log_odds)), 4)
