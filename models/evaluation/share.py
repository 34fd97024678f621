"""A share with its counts and what chance allows."""

from math import sqrt
from typing import Annotated, Self

from pydantic import Field

from lenswatch.core.record import Record

Z95 = 1.959963984540054
"""Standard normal deviate of a two-sided 95 % interval."""
SMALL = 10
"""Cells of fewer rows are marked: their share says next to nothing."""


class Share(Record):
    """So many of so many."""

    found: Annotated[float, Field(ge=0)]
    """How many; a fraction only where rows of equal score share the last place."""
    total: Annotated[int, Field(ge=0)]
    """Of how many."""
    share: Annotated[float, Field(ge=0, le=1)] | None
    """Found by total, 4 decimals; None where there is nothing to find it among."""
    low: float | None
    """Lower end of Wilson's 95 % interval, 4 decimals."""
    high: float | None
    """Upper end."""
    small: bool
    """Whether the total is below `SMALL`."""

    @classmethod
    def of(cls, found: float, total: int) -> Self:
        """The share of a count."""
        if not total:
            return cls(found=found, total=0, share=None, low=None, high=None, small=True)
        low, high = wilson(found, total)
        return cls(
            found=round(found, 4),
            total=total,
            share=round(found / total, 4),
            low=round(low, 4),
            high=round(high, 4),
            small=total < SMALL,
        )


def wilson(found: float, total: int, z: float = Z95) -> tuple[float, float]:
    """Wilson's score interval of a share (E. B. Wilson, JASA 22, 1927, 209-212).

    Args:
        found: From 0 to `total`.
        total: At least 1.
        z: Standard normal deviate of the confidence wanted.

    Returns:
        Lower and upper end, both in [0, 1].
    """
    share = found / total
    spread = 1 + z * z / total
    middle = (share + z * z / (2 * total)) / spread
    reach = z / spread * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return max(0.0, middle - reach), min(1.0, middle + reach)
