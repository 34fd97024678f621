"""Did prices change all at once? Then a currency or a decimal point may have been misread."""

from collections.abc import Sequence

from lenswatch.core.messages import message
from lenswatch.spiders.monitoring.alarm import Alarm, alarm
from lenswatch.spiders.monitoring.tally import Tally
from lenswatch.spiders.monitoring.usual import median, per_cent
from lenswatch.spiders.site.limit import Limit


def price_changes(night: Tally, earlier: Sequence[Tally], limit: Limit) -> Alarm | None:
    """An alarm where the share of listings with another price or currency rose by more than the limit."""
    rate, usual = _rate(night), median([_rate(one) for one in earlier])
    if rate <= usual + limit.value:
        return None
    return alarm(
        "price_changes",
        limit.level,
        message(
            "{rate} of the listings have another price or currency than at the last sound crawl, usually {usual}",
            rate=per_cent(rate),
            usual=per_cent(usual),
        ),
    )


def _rate(tally: Tally) -> float:
    return tally.prices_changed / tally.prices_compared
