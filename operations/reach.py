"""How much of a site one night can visit, against how much there is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from lenswatch.core.config import Crawl
from lenswatch.core.messages import Message
from lenswatch.core.visiting_hours import VisitingHours
from lenswatch.ledger.store import Store
from lenswatch.operations.workspace import Workspace
from lenswatch.spiders.crawling.hours import hours_of
from lenswatch.spiders.fetching.browser import missing_browser
from lenswatch.spiders.frontier.frontier_url import Kind
from lenswatch.spiders.site.site import Site

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Reach:
    """One night's bound, and the scope it is held against."""

    pages: int | None
    """Pages of one host that one night can visit at most; a robots.txt may slow it further. None is "no bound"."""
    window: str
    """Hours of the night; "" where any time will do and a night is a whole day."""
    scope: int | None
    """Pages of the site known so far; None where no crawl of this workspace has seen it."""


def reach_of(
    site: Site, settings: Crawl, workspace: Workspace | None, now: datetime, left: timedelta | None = None
) -> Reach:
    """What one night reaches.

    Args:
        site: The site; where it is more polite than the settings, it counts.
        settings: The crawl settings.
        workspace: Its ledger knows the pages seen so far.
        now: The night is the next one, whole; where clocks are changed it is shorter or longer than usual.
        left: The night is the present one, and so much of it is left at most.

    Raises:
        SiteError: If the hours of the site and those of the settings never meet.
        StorageError: If the ledger cannot be read.
    """
    delay = max(settings.delay_seconds, site.politeness.delay_seconds or 0)
    night = _night(hours_of(site, settings, now), now, left)
    bounds = [int(night.total_seconds() / delay)] if delay else []
    bounds += [bound for bound in (site.politeness.max_pages, site.daily_requests(settings)) if bound]
    return Reach(min(bounds, default=None), str(site.hours(settings)), _known_pages(site, workspace))


def _night(hours: VisitingHours, now: datetime, left: timedelta | None) -> timedelta:
    """How long sites may be visited: in the next night, or in what is left of this one."""
    if left is None:
        opens = hours.opens_at(now)
        closes = hours.closes_at(opens) if opens else None
        return closes - opens if opens and closes else _DAY
    opens = now if hours.is_open(now) else hours.opens_at(now) or now
    closes = hours.closes_at(opens)
    ends = now + left
    return max(timedelta(0), (min(ends, closes) if closes else ends) - opens)


def missing_for(site: Site, settings: Crawl) -> Message | None:
    """Why pages of the site that are drawn by script cannot be read on this machine; None where they can."""
    return missing_browser(settings.browser) if site.render or site.render_patterns else None


def _known_pages(site: Site, workspace: Workspace | None) -> int | None:
    if workspace is None or not workspace.ledger.exists():
        return None
    with Store.open(workspace.ledger) as store:
        row = store.connection.execute(
            "SELECT count(*) FROM frontier WHERE site = ? AND kind = ?", (site.name, Kind.PAGE)
        ).fetchone()
    return int(row[0]) or None
