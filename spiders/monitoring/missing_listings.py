"""Do pages that should show a listing show one?"""

from collections.abc import Sequence

from lenswatch.core.messages import message
from lenswatch.spiders.monitoring.alarm import Alarm, alarm
from lenswatch.spiders.monitoring.tally import Tally
from lenswatch.spiders.monitoring.usual import median, per_cent
from lenswatch.spiders.site.limit import Limit


def missing_listings(night: Tally, earlier: Sequence[Tally], limit: Limit) -> Alarm | None:
    """An alarm where the share of listing pages without a listing rose by more than the limit."""
    rate, usual = _rate(night), median([_rate(one) for one in earlier])
    if rate <= usual + limit.value:
        return None
    return alarm(
        "missing_listings",
        limit.level,
        message(
            "{rate} of the pages that should show a listing show none, usually {usual}",
            rate=per_cent(rate),
            usual=per_cent(usual),
        ),
    )


def _rate(tally: Tally) -> float:
    return tally.listings_missing / (tally.listings_missing + tally.listings_read)
