"""The two shares, as exact fractions: 0.499 is not one half, and 0.30 of two references is not 0.60 of one."""

from fractions import Fraction
from typing import Annotated

from pydantic import Field

from lenswatch.core.record import Record

HALF = Fraction(1, 2)
"""From here an expert looks; the number itself belongs to it (民法典 1259)."""


class Share(Record):
    """Parts matched of all parts: pictures and blocks of 200 characters, each counting one."""

    matched: Annotated[int, Field(ge=0)]
    """How many of them."""
    of: Annotated[int, Field(ge=0)]
    """How many there are."""

    @property
    def exact(self) -> Fraction | None:
        """The share; None where there are no parts to speak of."""
        return Fraction(self.matched, self.of) if self.of else None

    @property
    def shown(self) -> str:
        """Three decimals, cut off and never rounded up to the threshold; "–" where there are no parts."""
        if self.exact is None:
            return "–"
        thousandths = int(self.exact * 1000)
        return f"{thousandths // 1000}.{thousandths % 1000:03}"

    @property
    def at_least_half(self) -> bool:
        """Whether it reaches one half."""
        return self.exact is not None and self.exact >= HALF
