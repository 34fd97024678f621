"""All monitors, one after the other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lenswatch.core.messages import Message, message
from lenswatch.spiders.monitoring.alarm import Alarm, Unjudged, plain
from lenswatch.spiders.monitoring.block_rate import block_rate
from lenswatch.spiders.monitoring.coverage import coverage
from lenswatch.spiders.monitoring.error_rate import error_rate
from lenswatch.spiders.monitoring.item_count import item_count
from lenswatch.spiders.monitoring.missing_listings import missing_listings
from lenswatch.spiders.monitoring.new_keys import new_keys
from lenswatch.spiders.monitoring.new_listings import new_listings
from lenswatch.spiders.monitoring.price_changes import price_changes
from lenswatch.spiders.monitoring.tally import Tally
from lenswatch.spiders.site.limit import Limit
from lenswatch.spiders.site.monitors import Monitors

LEAST_NIGHTS = 3
"""Earlier sound crawls without which nothing can be called unusual."""


@dataclass(frozen=True)
class Monitor:
    """One question about a night."""

    name: str
    """Its key in `[monitors]`."""
    title: Message
    """What it watches, for people."""
    judge: Callable[[Tally, Sequence[Tally], Limit], Alarm | None]
    """Called only with nights that have a base."""
    base: Callable[[Tally], int]
    """How many things a share of this night would be made of."""
    least: int
    """With a smaller base a night tells nothing, neither for nor against."""
    needs_whole_crawl: bool = False
    """Whether a crawl begun when most pages were not due, or cut short, tells nothing."""


MONITORS = (
    Monitor("item_count", message("number of listings"), item_count, lambda t: t.visits, 1, needs_whole_crawl=True),
    Monitor("coverage", message("fields of listings"), coverage, lambda t: t.listings_read, 10),
    Monitor("block_rate", message("robot checks"), block_rate, lambda t: t.visits, 10),
    Monitor("error_rate", message("failed visits"), error_rate, lambda t: t.visits + t.failed, 10),
    Monitor(
        "missing_listings",
        message("pages without a listing"),
        missing_listings,
        lambda t: t.listings_read + t.listings_missing,
        10,
    ),
    Monitor("price_changes", message("changed prices"), price_changes, lambda t: t.prices_compared, 20),
    Monitor("new_keys", message("unknown keys"), new_keys, lambda t: t.listings_read, 10),
    Monitor("new_listings", message("new listings"), new_listings, lambda t: t.visits, 1, needs_whole_crawl=True),
)


def watch(
    night: Tally, earlier: Sequence[Tally], limits: Monitors, *, early: bool, cut: bool = False
) -> tuple[Alarm | Unjudged, ...]:
    """What the monitors that are switched on have to say; nothing from those that find the night as usual.

    Args:
        night: Counts of the crawl that has just ended.
        earlier: Counts of the site's last sound crawls.
        limits: The `[monitors]` of the site file.
        early: Whether most pages were not due yet.
        cut: Whether the crawl was ended while pages were left.
    """
    return tuple(_findings(night, earlier, limits, _why_partial(early=early, cut=cut)))


def _why_partial(*, early: bool, cut: bool) -> Message | None:
    """Why low counts say nothing; None where they do."""
    if cut:
        return message("the crawl was cut short while pages were left")
    return message("most pages were not due yet, so soon after the last sound crawl") if early else None


def _findings(
    night: Tally, earlier: Sequence[Tally], limits: Monitors, partial: Message | None
) -> Iterator[Alarm | Unjudged]:
    for monitor in MONITORS:
        limit: Limit | None = getattr(limits, monitor.name)
        if limit is None:
            continue
        nights = [one for one in earlier if monitor.base(one) >= monitor.least]
        reason = _unable(monitor, night, len(nights), partial)
        if reason is not None:
            yield Unjudged(monitor=monitor.name, template=reason.template, fields=plain(reason))
        elif found := monitor.judge(night, nights, limit):
            yield found


def _unable(monitor: Monitor, night: Tally, nights: int, partial: Message | None) -> Message | None:
    """Why a monitor cannot say whether a night is as usual; None where it can."""
    if partial and monitor.needs_whole_crawl:
        return partial
    if nights < LEAST_NIGHTS:
        return message(
            "no history yet: {found} of {least} sound crawls to compare with", found=nights, least=LEAST_NIGHTS
        )
    if monitor.base(night) < monitor.least:
        return message("too little was read this time to tell")
    return None


def title_of(name: str) -> Message | str:
    """What a monitor watches, for people; its name where another version of lenswatch had it."""
    return next((monitor.title for monitor in MONITORS if monitor.name == name), name)
