"""Price ranges over listings, one for each currency."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from lenswatch.core.listing import Listing
from lenswatch.core.money import minor_units


@dataclass(frozen=True)
class PriceRange:
    """Lowest and highest price asked in one currency."""

    currency: str | None
    """ISO 4217; None where the page does not name one: never guessed."""
    low: Decimal
    """Major units."""
    high: Decimal
    """Major units."""

    @property
    def low_minor(self) -> int | None:
        """Lowest price in minor units; None without a currency, or where it is no whole number of them."""
        return None if self.currency is None else minor_units(self.low, self.currency)

    @property
    def high_minor(self) -> int | None:
        """Highest price in minor units; None likewise."""
        return None if self.currency is None else minor_units(self.high, self.currency)


def price_ranges(listings: Iterable[Listing]) -> tuple[PriceRange, ...]:
    """Ranges of the prices asked: the currency of most listings first, then by code, unnamed currency last."""
    asked: defaultdict[str | None, list[Decimal]] = defaultdict(list)
    counts: defaultdict[str | None, int] = defaultdict(int)
    for listing in listings:
        amounts = [amount for amount in (listing.price, listing.price_high) if amount is not None]
        if amounts:
            asked[listing.currency] += amounts
            counts[listing.currency] += 1
    order = sorted(asked, key=lambda currency: (currency is None, -counts[currency], currency or ""))
    return tuple(PriceRange(currency, min(asked[currency]), max(asked[currency])) for currency in order)
