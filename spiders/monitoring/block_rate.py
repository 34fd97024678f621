"""Does the site turn us away more than usual?"""

from collections.abc import Sequence

from lenswatch.core.messages import message
from lenswatch.spiders.monitoring.alarm import Alarm, alarm
from lenswatch.spiders.monitoring.tally import Tally
from lenswatch.spiders.monitoring.usual import median, per_cent
from lenswatch.spiders.site.limit import Limit


def block_rate(night: Tally, earlier: Sequence[Tally], limit: Limit) -> Alarm | None:
    """An alarm where the share of robot checks and login walls rose by more than the limit."""
    rate, usual = _rate(night), median([_rate(one) for one in earlier])
    if rate <= usual + limit.value:
        return None
    return alarm(
        "block_rate",
        limit.level,
        message(
            "{rate} of the answers were robot checks or login walls, usually {usual}",
            rate=per_cent(rate),
            usual=per_cent(usual),
        ),
    )


def _rate(tally: Tally) -> float:
    return tally.blocked / tally.visits
