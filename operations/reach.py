"""How much of a site one night can visit, against how much there is."""

from dataclasses import dataclass

from lenswatch.core.config import Crawl
from lenswatch.core.messages import Message
from lenswatch.ledger.store import Store
from lenswatch.operations.workspace import Workspace
from lenswatch.spiders.fetching.browser import missing_browser
from lenswatch.spiders.frontier.frontier_url import Kind
from lenswatch.spiders.site.site import Site

_NIGHT_SECONDS = 10 * 60 * 60
"""From 22:00 to 08:00."""


@dataclass(frozen=True)
class Reach:
    """One night's bound, and the scope it is held against."""

    pages: int | None
    """Pages of one host that one night can visit at most; a robots.txt may slow it further. None is "no bound"."""
    scope: int | None
    """Pages of the site known so far; None where no crawl of this workspace has seen it."""


def reach_of(site: Site, settings: Crawl, workspace: Workspace | None, seconds: float = _NIGHT_SECONDS) -> Reach:
    """What one night reaches.

    Args:
        site: The site; where it is more polite than the settings, it counts.
        settings: The crawl settings.
        workspace: Its ledger knows the pages seen so far.
        seconds: How long the night is.

    Raises:
        StorageError: If the ledger cannot be read.
    """
    delay = max(settings.delay_seconds, site.politeness.delay_seconds or 0)
    bounds = [int(seconds / delay)] if delay else []
    bounds += [site.politeness.max_pages] if site.politeness.max_pages else []
    return Reach(min(bounds, default=None), _known_pages(site, workspace))


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
