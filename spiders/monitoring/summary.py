"""What a crawl came to, and whether it may be believed."""

from collections.abc import Iterator

from lenswatch.core.messages import Message, message
from lenswatch.core.record import Record
from lenswatch.spiders.monitoring.tally import Tally
from lenswatch.spiders.site.site import Level, Limit, Site


class Breach(Record):
    """An assertion of the site file that did not hold."""

    level: Level
    template: str
    """Message template."""
    fields: dict[str, str | int | float]
    """Its fields."""

    @property
    def message(self) -> Message:
        """What did not hold, in the reader's language once shown."""
        return Message(self.template, self.fields)


class CrawlSummary(Tally):
    """One site's crawl, from its start to its end, kills in between included; the counts are those of Tally."""

    site: str
    """Name of the site."""
    run_id: str
    waiting: int = 0
    """URLs left for the next crawl, because max_pages was reached or the site turned us away."""
    unreachable: bool = False
    """No answer came at all; every failure says why."""
    turned_away: bool = False
    """So many robot checks came in a row that the site was left alone."""
    breaches: tuple[Breach, ...] = ()
    """Assertions of the site file that did not hold."""
    warc_files: tuple[str, ...] = ()
    """Names of the files this call wrote."""

    @property
    def sound(self) -> bool:
        """Whether a report may be made from it: the site was reached and no assertion of level error is breached."""
        return not self.unreachable and all(breach.level is not Level.ERROR for breach in self.breaches)


def breaches_of(site: Site, tally: Tally) -> tuple[Breach, ...]:
    """The assertions of a site file that the counts do not meet."""
    return tuple(_breaches(site, tally))


def _breaches(site: Site, tally: Tally) -> Iterator[Breach]:
    wanted = site.assertions
    if wanted.minimum_items and tally.listings < wanted.minimum_items.value:
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
    fields = {name: value if isinstance(value, (int, float)) else str(value) for name, value in text.fields.items()}
    return Breach(level=limit.level, template=text.template, fields=fields)
