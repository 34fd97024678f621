"""One decision of people on one seller."""

from dataclasses import dataclass
from datetime import date, timedelta

_YEARS = 2


@dataclass(frozen=True)
class SellerDecision:
    """A suspicion about a seller that people or an authority confirmed."""

    platform: str
    """As listings name it."""
    seller_id: str
    """The platform's identifier of the shop, as listings show it."""
    decided_on: date
    source: str
    """Document number, or the authority."""

    @property
    def last_day(self) -> date:
        """The last day on which it counts: the same day two years later, the month's last where there is none.

        Two years are those of art. 13 of the 2014 order on repeated penalties; how they are counted follows art. 201
        and 202 of the Civil Code.
        """
        try:
            return self.decided_on.replace(year=self.decided_on.year + _YEARS)
        except ValueError:  # 29 February
            return self.decided_on.replace(year=self.decided_on.year + _YEARS, month=3, day=1) - timedelta(days=1)

    def counts_on(self, day: date) -> bool:
        """Whether it counts on a day."""
        return self.decided_on <= day <= self.last_day
