"""What a crawl came to, and whether it may be believed."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from lenswatch.core.messages import Message, message
from lenswatch.core.record import Instant
from lenswatch.spiders.fetching.manners import Rest
from lenswatch.spiders.monitoring.alarm import Alarm, Breach, Trouble, Unjudged, plain
from lenswatch.spiders.monitoring.impact import HostImpact
from lenswatch.spiders.monitoring.tally import Tally
from lenswatch.spiders.site.limit import Level, Limit
from lenswatch.spiders.site.site import Site


class CrawlSummary(Tally):
    """One site's crawl, from its start to its end, kills in between included; the counts are those of Tally."""

    site: str
    """Name of the site."""
    platform: str = ""
    """Code of its marketplace; "" in summaries that do not tell."""
    run_id: str
    """Empty where nothing was begun."""
    waiting: int = 0
    """URLs left for the next crawl, because the crawl came to rest or the site turned us away."""
    early: bool = False
    """Begun so soon after a sound crawl that most pages were not due: low counts say nothing."""
    cut: bool = False
    """Ended by its hours, a host's budget of the day or the time to finish by while pages were left: low counts say
    nothing, and later crawls are not compared with it."""
    unchecked: bool = False
    """The crawl before was not sound, and too little was visited to say that the site is sound again."""
    rest: Annotated[Rest | None, Field(strict=False)] = None
    """Why the crawl came to rest although pages were left, or was not begun at all."""
    rest_host: str | None = None
    """The host that has had all its requests of the day."""
    opens_at: Instant | None = None
    """When the site may be visited again, where its hours are over or have not begun."""
    impact: tuple[HostImpact, ...] = ()
    """What each host was asked for, and how it fared."""
    unreachable: bool = False
    """No answer came at all; every failure says why."""
    turned_away: bool = False
    """So many robot checks came in a row that the site was left alone."""
    breaches: tuple[Breach, ...] = ()
    """Assertions of the site file that did not hold."""
    alarms: tuple[Alarm, ...] = ()
    """Monitors that found this crawl unlike the site's own earlier sound ones."""
    unjudged: tuple[Unjudged, ...] = ()
    """Monitors that could not say, mostly for want of earlier crawls. That is not "fine"."""
    warc_files: tuple[str, ...] = ()
    """Names of the files this call wrote."""

    @property
    def resting(self) -> Message | None:
        """Why the crawl came to rest although pages were left, for people; None where it did not."""
        match self.rest:
            case Rest.WINDOW if not self.run_id:
                return message("outside the hours in which it may be visited; nothing was asked for")
            case Rest.WINDOW:
                return message(
                    "the hours in which it may be visited are over; {count} pages left for the next night",
                    count=self.waiting,
                )
            case Rest.BUDGET:
                return message(
                    "{host} has had all its requests of the day; {count} pages left for the next night",
                    host=self.rest_host,
                    count=self.waiting,
                )
            case Rest.MAX_PAGES:
                return message("max_pages is reached; {count} pages left for the next night", count=self.waiting)
            case None:
                return None

    @property
    def withheld_because(self) -> tuple[Message, ...]:
        """Why no report may be made from this crawl; empty where one may."""
        return tuple(self._reasons())

    def _reasons(self) -> Iterator[Message]:
        if self.unreachable:
            yield message("the site could not be reached at all")
        if self.unchecked and not self.unreachable:
            yield (
                message("it was cut short before enough was read to tell that the site is sound again")
                if self.cut
                else message("no page was due, so nothing tells that the site is sound again")
            )
        if self.turned_away:
            yield message("the site answered with robot checks only, and was left alone")
        troubles: tuple[Trouble, ...] = (*self.breaches, *self.alarms)
        for trouble in troubles:
            if trouble.level is Level.ERROR:
                yield trouble.message

    @property
    def sound(self) -> bool:
        """Whether a report may be made from it."""
        return not self.withheld_because


def breaches_of(site: Site, tally: Tally, *, partial: bool = False) -> tuple[Breach, ...]:
    """The assertions of a site file that the counts do not meet.

    Args:
        site: The site file.
        tally: Counts of the crawl.
        partial: Whether most pages were not due yet or were left; then the number of listings says nothing.
    """
    return tuple(_breaches(site, tally, partial=partial))


def _breaches(site: Site, tally: Tally, *, partial: bool) -> Iterator[Breach]:
    wanted = site.assertions
    if wanted.minimum_items and not partial and tally.listings < wanted.minimum_items.value:
        yield _breach(
            wanted.minimum_items,
            message(
                "only {found} listings seen, {least} expected",
                found=tally.listings,
                least=f"{wanted.minimum_items.value:g}",
            ),
        )
    for field, limit in wanted.minimum_coverage.items():
        share = tally.filled.get(field, 0) / tally.listings_read if tally.listings_read else 1.0
        if share < limit.value:
            yield _breach(
                limit,
                message(
                    "only {share} of the listings have {field}, {least} expected",
                    share=f"{share:.0%}",
                    field=field,
                    least=f"{limit.value:.0%}",
                ),
            )
    limit_of_blocks = wanted.maximum_block_rate
    rate = tally.blocked / tally.visits if tally.visits else 0.0
    if limit_of_blocks and rate > limit_of_blocks.value:
        yield _breach(
            limit_of_blocks,
            message(
                "{rate} of the answers were robot checks or login walls, at most {most} expected",
                rate=f"{rate:.0%}",
                most=f"{limit_of_blocks.value:.0%}",
            ),
        )


def _breach(limit: Limit, text: Message) -> Breach:
    return Breach(level=limit.level, template=text.template, fields=plain(text))
