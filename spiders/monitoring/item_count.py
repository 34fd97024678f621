"""Are there as many listings as usual?"""

from collections.abc import Sequence

from lenswatch.core.messages import message
from lenswatch.spiders.monitoring.alarm import Alarm, alarm
from lenswatch.spiders.monitoring.tally import Tally
from lenswatch.spiders.monitoring.usual import median, spread
from lenswatch.spiders.site.limit import Limit

_SPREADS = 3
_UNSTEADY_LEAST = 0.1
"""However unsteady a site is, fewer than this share of the usual number is odd."""


def item_count(night: Tally, earlier: Sequence[Tally], limit: Limit) -> Alarm | None:
    """An alarm where far fewer listings were seen than usual, and fewer than the site's own ups and downs explain."""
    counts = [one.listings for one in earlier]
    usual = median(counts)
    floor = min(limit.value * usual, max(usual - _SPREADS * spread(counts), _UNSTEADY_LEAST * usual))
    if night.listings >= floor:
        return None
    return alarm(
        "item_count",
        limit.level,
        message("only {found} listings seen, usually {usual}", found=night.listings, usual=f"{usual:g}"),
    )
