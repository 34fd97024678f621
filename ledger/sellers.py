"""Roll-up: what is suspected of one seller on one platform."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from lenswatch.core.ground import Ground
from lenswatch.core.seller import Seller
from lenswatch.core.verdict import Band
from lenswatch.ledger.listings import StoredListing
from lenswatch.ledger.period import Period
from lenswatch.ledger.prices import PriceRange, price_ranges
from lenswatch.ledger.verdicts import JudgedListing


@dataclass(frozen=True, order=True)
class SellerKey:
    """Whose listings are counted together."""

    platform: str
    """Code of the marketplace; "" where the feed named none."""
    seller_id: str | None
    """The platform's seller id; None is "seller not shown"."""
    listing_key: str | None
    """The one listing counted where no seller is shown; such listings are never merged. Else None."""


@dataclass(frozen=True)
class SellerRollup:
    """One seller on one platform, or one listing that shows no seller.

    Grounds, prices, sales and times are those of the flagged listings; where none is flagged, of all.
    """

    key: SellerKey
    seller: Seller
    """As shown: each field by the listing seen last that shows it."""
    flagged: tuple[JudgedListing, ...]
    """Highest score first."""
    review_count: int
    clear_count: int
    max_score: float
    """Highest score of all listings, in [0, 1]."""
    first_seen: datetime
    last_seen: datetime
    grounds: tuple[Ground, ...]
    """Each distinct evaluation of a ground no element of which is ruled out, by code. Evaluations of different
    listings are not merged: elements met by two devices are not met by one."""
    prices: tuple[PriceRange, ...]
    """One for each currency shown, commonest first."""
    public_sales: int | None
    """Sum of the sales counts shown; None where none is. Never a turnover."""

    @property
    def flagged_count(self) -> int:
        """Listings in band flag."""
        return len(self.flagged)

    @property
    def ground_codes(self) -> tuple[str, ...]:
        """Codes of the grounds, sorted."""
        return tuple(sorted({ground.code for ground in self.grounds}))

    @property
    def unknown_elements(self) -> tuple[str, ...]:
        """Elements that at least one flagged listing does not tell, sorted."""
        return tuple(sorted(set(chain.from_iterable(ground.unknown for ground in self.grounds))))


def roll_up(judged: Iterable[JudgedListing], period: Period | None = None) -> tuple[SellerRollup, ...]:
    """Group listings by platform and seller, those of the period only if one is given.

    Returns:
        By platform, then highest score first, then seller id: the same listings in any order give the same roll-up.
    """
    groups: defaultdict[SellerKey, list[JudgedListing]] = defaultdict(list)
    for one in judged:
        if period is None or period.holds(one):
            groups[seller_key(one.stored)].append(one)
    rollups = (_roll_up_one(key, sorted(group, key=_worst_first)) for key, group in groups.items())
    return tuple(sorted(rollups, key=_order))


def _order(rollup: SellerRollup) -> tuple[str, float, str, str]:
    key = rollup.key
    return (key.platform, -rollup.max_score, key.seller_id or "", key.listing_key or "")


def seller_key(stored: StoredListing) -> SellerKey:
    """With whose listings this one is counted."""
    listing = stored.listing
    seller_id = (listing.seller.id if listing.seller else None) or None
    return SellerKey(listing.platform or "", seller_id, None if seller_id else stored.key)


def _worst_first(one: JudgedListing) -> tuple[float, str]:
    return (-one.verdict.score, one.stored.key)


def _roll_up_one(key: SellerKey, group: Sequence[JudgedListing]) -> SellerRollup:
    flagged = tuple(one for one in group if one.verdict.band is Band.FLAG)
    told = flagged or group
    sales = [one.stored.listing.public_sales for one in told]
    return SellerRollup(
        key=key,
        seller=_latest_shown(key, group),
        flagged=flagged,
        review_count=sum(one.verdict.band is Band.REVIEW for one in group),
        clear_count=sum(one.verdict.band is Band.CLEAR for one in group),
        max_score=max(one.verdict.score for one in group),
        first_seen=min(one.stored.first_seen for one in told),
        last_seen=max(one.stored.last_seen for one in told),
        grounds=_distinct_grounds(told),
        prices=price_ranges(one.stored.listing for one in told),
        public_sales=sum(count for count in sales if count is not None) if any(c is not None for c in sales) else None,
    )


def alleged_grounds(one: JudgedListing) -> tuple[Ground, ...]:
    """Grounds of a listing no element of which is ruled out: a ground is met only by all of its elements."""
    return tuple(ground for ground in one.verdict.grounds if not ground.not_met)


def _distinct_grounds(group: Iterable[JudgedListing]) -> tuple[Ground, ...]:
    found = {(ground.code, ground.met, ground.unknown): ground for one in group for ground in alleged_grounds(one)}
    return tuple(found[key] for key in sorted(found))


def _latest_shown(key: SellerKey, group: Iterable[JudgedListing]) -> Seller:
    newest_last = sorted(group, key=lambda one: (one.stored.last_seen, one.stored.key))
    shown: dict[str, str] = {}
    for one in newest_last:
        if one.stored.listing.seller:
            shown |= {name: text for name, text in one.stored.listing.seller if text}
    return Seller.model_validate(shown | {"id": key.seller_id})
