"""Is nothing new where there is usually a lot? Then the lists may no longer be read."""

from collections.abc import Sequence

from lenswatch.core.messages import message
from lenswatch.spiders.monitoring.alarm import Alarm, alarm
from lenswatch.spiders.monitoring.tally import Tally
from lenswatch.spiders.monitoring.usual import median
from lenswatch.spiders.site.limit import Limit


def new_listings(night: Tally, earlier: Sequence[Tally], limit: Limit) -> Alarm | None:
    """An alarm where no listing is new, though usually at least as many are as the limit says."""
    usual = median([one.listings_new for one in earlier])
    if night.listings_new > 0 or usual < max(limit.value, 1):
        return None
    return alarm("new_listings", limit.level, message("no listing is new, usually {usual}", usual=f"{usual:g}"))
