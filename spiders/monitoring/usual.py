"""What is usual: the middle of earlier nights, which one odd night does not move."""

from collections.abc import Sequence
from statistics import median

__all__ = ["median", "per_cent", "spread"]

_MAD_TO_SIGMA = 1.4826
"""The median absolute deviation of a normal distribution, times this, is its standard deviation."""


def spread(values: Sequence[float]) -> float:
    """The median absolute deviation, scaled to a standard deviation."""
    middle = median(values)
    return _MAD_TO_SIGMA * median([abs(value - middle) for value in values])


def per_cent(share: float) -> str:
    """A share in [0, 1] for people."""
    return f"{share:.0%}"
