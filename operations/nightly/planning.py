"""What a night has to do, put into the journal before any of it is begun."""

from dataclasses import dataclass

from lenswatch.core.clock import Clock
from lenswatch.core.errors import LenswatchError, UserError
from lenswatch.ledger.night_steps import NightSteps, StepKind, StepState
from lenswatch.ledger.nights import Night, Nights
from lenswatch.ledger.store import Store
from lenswatch.operations.nightly.feeds import FeedFolder, look_through
from lenswatch.operations.nightly.options import Asked
from lenswatch.operations.nightly.outcome import trouble_of
from lenswatch.operations.nightly.sites import NightSites, night_sites
from lenswatch.operations.workspace import Workspace


@dataclass(frozen=True)
class Found:
    """What there is to do."""

    feeds: FeedFolder
    sites: NightSites
    no_folder: LenswatchError | None
    """What is wrong with the feed folder as a whole."""


def look_around(workspace: Workspace, asked: Asked, steps: NightSteps, clock: Clock) -> Found:
    """Look at the feed folder and the site files.

    Raises:
        UserError: If neither is there: a night with nothing to do is a mistake.
    """
    sites = night_sites(workspace, asked.sites)
    if asked.feeds is None and not sites.names:
        raise UserError(
            "{folder}: nothing to do at night. Name a folder of feed files (--feeds, or feeds under [nightly] of "
            "lenswatch.toml), or write a site file into sites/",
            folder=workspace.root,
        )
    try:
        feeds = look_through(asked.feeds, steps, clock) if asked.feeds else FeedFolder()
    except (LenswatchError, OSError) as error:
        trouble = trouble_of(error).told.message
        return Found(FeedFolder(), sites, UserError(trouble.template, **trouble.fields))
    return Found(feeds, sites, None)


def journal(found: Found, night: Night, asked: Asked, store: Store, clock: Clock) -> None:
    """Write down the steps not planned yet, in one transaction. Once the screening has begun nothing is added."""
    steps = NightSteps(store, clock)
    screening = steps.of(night.id, StepKind.SCREEN)
    if screening and screening[0].state is not StepState.PENDING:
        return
    with store.transaction():
        for file in found.feeds.new:
            steps.add(night.id, StepKind.IMPORT, file.name, file.digest)
        for name in found.sites.names:
            steps.add(night.id, StepKind.CRAWL, name)
        steps.add(night.id, StepKind.SCREEN)
        steps.add(night.id, StepKind.DRAFT)
        if found.no_folder is not None and steps.add(night.id, StepKind.IMPORT, str(asked.feeds)):
            (step,) = (one for one in steps.of(night.id, StepKind.IMPORT) if one.subject == str(asked.feeds))
            steps.settle(step, StepState.FAILED, trouble_of(found.no_folder).model_dump_json())
        Nights(store, clock).note_plan(
            night.id,
            {
                "feeds": str(asked.feeds) if asked.feeds else None,
                "imported_before": len(found.feeds.imported_before),
                "being_written": found.feeds.being_written,
                "other": found.feeds.other,
            },
        )
