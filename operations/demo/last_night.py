"""The night before the demo's own: what it left, and the clock it ran by."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from lenswatch.core.clock import Clock
from lenswatch.reports.draft import DraftReport
from lenswatch.spiders.crawling.crawl import CrawlSummary

LAST_NIGHT_NOTE = Path("data", "demo-last-night")
"""Written, below the workspace, once the night was played; holds the name of its draft's folder."""


@dataclass(frozen=True)
class LastNight:
    """What the night before left: its list, which stands where tonight's is withheld."""

    crawl: CrawlSummary
    draft: DraftReport


@dataclass(frozen=True)
class EarlierClock:
    """A clock that is a day behind another."""

    clock: Clock
    by: timedelta = timedelta(days=1)

    def now(self) -> datetime:
        """The other clock's time, a day earlier."""
        return self.clock.now() - self.by
