"""How far a night may differ from the site's own earlier ones before somebody should look."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from lenswatch.core.record import Record
from lenswatch.spiders.site.limit import Level, Limit


def _limit_or_off(value: Any) -> Any:  # noqa: ANN401 - validates whatever a file held
    if value is False:
        return None
    if isinstance(value, Mapping | Limit):
        return value
    if value is True or not isinstance(value, int | float):
        raise ValueError("give a number, a table of value and level, or false to switch it off")
    return {"value": value}


def _share(limit: Limit | None) -> Limit | None:
    if limit is not None and limit.value > 1:
        raise ValueError("value is a share of 1, such as 0.5 for one half")
    return limit


Share = Annotated[Limit | None, AfterValidator(_share), BeforeValidator(_limit_or_off)]
"""A share in [0, 1]; in a file a bare number is of level error, and false switches the monitor off."""
Number = Annotated[Limit | None, BeforeValidator(_limit_or_off)]
"""A number of 0 or more, likewise."""


class Monitors(Record):
    """Thresholds of the monitors; each compares a night with the site's own last sound ones."""

    item_count: Share = Limit(value=0.5)
    """An alarm below this share of the usual number of listings, if the site is not that unsteady by itself."""
    coverage: Share = Limit(value=0.3)
    """By how much the share of listings that have a field may fall; for fields that no report stands on a
    warning at the most."""
    block_rate: Share = Limit(value=0.2)
    """By how much the share of robot checks and login walls may rise."""
    error_rate: Share = Limit(value=0.2)
    """By how much the share of visits that failed may rise."""
    missing_listings: Share = Limit(value=0.2)
    """By how much the share of listing pages without a listing may rise."""
    price_changes: Share = Limit(value=0.5)
    """By how much the share of listings with another price or currency than at the last sound crawl may rise."""
    new_keys: Share = Limit(value=0.2, level=Level.WARNING)
    """Share of the listings read that may have a key in their data that no earlier crawl met."""
    new_listings: Number = Limit(value=10, level=Level.WARNING)
    """A night without any new listing is odd where there are usually this many."""
