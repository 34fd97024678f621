"""`lenswatch nightly`: everything of one night, as one run."""

from datetime import datetime, timedelta

from lenswatch.core.clock import Clock
from lenswatch.ledger.night_steps import NightSteps
from lenswatch.ledger.nights import Night, Nights
from lenswatch.ledger.store import Store
from lenswatch.operations.logfile import logging_to
from lenswatch.operations.nightly.crawls import crawl_all
from lenswatch.operations.nightly.imports import import_feeds
from lenswatch.operations.nightly.judging import draft, screen
from lenswatch.operations.nightly.lease import held
from lenswatch.operations.nightly.options import Asked, Conduct
from lenswatch.operations.nightly.planning import journal, look_around
from lenswatch.operations.nightly.summary import NightSummary
from lenswatch.operations.nightly.summing import Closing
from lenswatch.operations.nightly.tonight import Tonight
from lenswatch.operations.nightly.window import next_time
from lenswatch.operations.workspace import Workspace

TOO_OLD = timedelta(days=1)
"""An unfinished night that began longer ago is closed, not gone on with."""


def run_night(workspace: Workspace, asked: Asked, clock: Clock, conduct: Conduct | None = None) -> NightSummary:
    """Import, crawl, screen, roll up, draft and sum up; after a kill, go on where that night was.

    Args:
        workspace: Whose night it is.
        asked: Where to look, and until when.
        clock: Tells the time.
        conduct: How sites are visited; as a stranger would without.

    Raises:
        BusyError: If another night runs here.
        UserError: If there is nothing to do, or the time to finish by is none.
        StorageError: If the disk is full or the ledger cannot be written; the next start goes on.
        KeyboardInterrupt: If the user stopped it; the next start goes on.
    """
    with (
        Store.open(workspace.ledger) as store,
        logging_to(workspace.log),
        held(store, workspace.ledger, clock) as holding,
    ):
        steps = NightSteps(store, clock)
        found = look_around(workspace, asked, steps, clock)
        _close_old(Nights(store, clock), clock)
        night = _begin(Nights(store, clock), asked, clock)
        journal(found, night, asked, store, clock)
        night = Nights(store, clock).get(night.id)
        tonight = Tonight(workspace, store, clock, night, holding, found.feeds, found.sites, conduct or Conduct())
        _work(tonight)
        return Closing(tonight, holding.taken_over).close()


def _work(tonight: Tonight) -> None:
    import_feeds(tonight)
    crawl_all(tonight)
    screen(tonight)
    draft(tonight)
    tonight.holding.check()


def is_too_old(night: Night, clock: Clock) -> bool:
    """Whether an unfinished night is to be closed."""
    return clock.now() - night.started_at > TOO_OLD


def _close_old(nights: Nights, clock: Clock) -> None:
    for night in nights.unfinished():
        if is_too_old(night, clock):
            nights.interrupt(night.id)


def _begin(nights: Nights, asked: Asked, clock: Clock) -> Night:
    unfinished = nights.unfinished()
    begun = unfinished[-1].started_at if unfinished else clock.now()
    finish_by: datetime | None = next_time(asked.finish_by, begun) if asked.finish_by else None
    return nights.take_up(unfinished[-1].id, finish_by) if unfinished else nights.begin(finish_by)
