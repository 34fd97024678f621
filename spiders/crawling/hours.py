"""When sites may be visited."""

from collections.abc import Sequence
from datetime import datetime

from lenswatch.core.config import Crawl
from lenswatch.core.errors import ClosedError, SiteError
from lenswatch.core.visiting_hours import VisitingHours
from lenswatch.spiders.site.site import Site


def hours_of(site: Site, settings: Crawl, now: datetime) -> VisitingHours:
    """When a site may be visited.

    Raises:
        SiteError: If its hours and those of the settings never meet.
    """
    hours = site.hours(settings)
    if hours.windows and hours.opens_at(now) is None:
        raise SiteError(
            "site {name}: its window {window} never meets the window {other} of lenswatch.toml; mend one of them",
            name=site.name,
            window=site.politeness.window,
            other=settings.window,
        )
    return hours


def refuse_outside_hours(sites: Sequence[Site], settings: Crawl, now: datetime) -> None:
    """Refuse a crawl that could not ask for a single page.

    Raises:
        SiteError: If the hours of a site and those of the settings never meet.
        ClosedError: If every site is outside its hours.
    """
    every = [hours_of(site, settings, now) for site in sites]
    opening = [(opens, hours) for hours in every if (opens := hours.opens_at(now))]
    if every and not any(hours.is_open(now) for hours in every):
        opens, hours = min(opening, key=lambda one: one[0])
        raise ClosedError(
            "no site may be visited now: the window {window} ({zone}) opens at {opens}. Nothing was asked for; run the "
            "same command again then, or add --now.",
            window=hours,
            zone=settings.timezone,
            opens=hours.shown(opens),
        )
