"""Do listings still have the fields they used to have?"""

from collections.abc import Sequence

from lenswatch.core.messages import message
from lenswatch.spiders.monitoring.alarm import Alarm, alarm
from lenswatch.spiders.monitoring.tally import Tally
from lenswatch.spiders.monitoring.usual import median, per_cent
from lenswatch.spiders.site.limit import Level, Limit

REPORTED = frozenset({"id", "title", "description", "price", "currency", "seller", "images", "url"})
"""Fields that a verdict or a report stands on. A fall of another one is a warning at the most."""


def coverage(night: Tally, earlier: Sequence[Tally], limit: Limit) -> Alarm | None:
    """An alarm where the share of listings that have a field fell by more than the limit."""
    usual = {name: median([_share(one, name) for one in earlier]) for one in earlier for name in one.filled}
    fallen = {name: share for name, share in usual.items() if _share(night, name) < share - limit.value}
    if not fallen:
        return None
    told = [f"{name} {per_cent(fallen[name])} → {per_cent(_share(night, name))}" for name in sorted(fallen)]
    level = limit.level if REPORTED & set(fallen) else Level.WARNING
    return alarm("coverage", level, message("fewer listings than usual have: {fields}", fields=", ".join(told)))


def _share(tally: Tally, field: str) -> float:
    return tally.filled.get(field, 0) / tally.listings_read
