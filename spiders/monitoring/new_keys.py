"""Do pages carry data that no earlier crawl met? A changed page format shows the same night."""

from collections.abc import Sequence

from lenswatch.core.messages import message
from lenswatch.spiders.monitoring.alarm import Alarm, alarm
from lenswatch.spiders.monitoring.tally import Tally
from lenswatch.spiders.site.limit import Limit

_MOST_TOLD = 10
_LONGEST_KEY = 60


def new_keys(night: Tally, earlier: Sequence[Tally], limit: Limit) -> Alarm | None:
    """An alarm where more than the limit's share of the listings read has a key that was never met."""
    met = {key for one in earlier for key in one.unknown_keys}
    least = limit.value * night.listings_read
    new = [key for key, pages in night.unknown_keys.items() if key not in met and pages > least]
    if not new:
        return None
    told = ", ".join(f"“{_legible(key)}”" for key in sorted(new)[:_MOST_TOLD])
    return alarm(
        "new_keys",
        limit.level,
        message(
            "keys in the pages' data that no earlier crawl met: {count}, such as {keys}", count=len(new), keys=told
        ),
    )


def _legible(key: str) -> str:
    """A key as the page has it, but no control character and no quotation mark that would end it."""
    return "".join(one if one.isprintable() and one not in "“”" else "�" for one in key)[:_LONGEST_KEY]
