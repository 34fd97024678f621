"""The sites of a night, crawled together; one that fails costs itself only."""

import json
from collections.abc import Mapping, Sequence

from lenswatch.core.errors import ConfigError, OutsideError, StorageError, WorkspaceError
from lenswatch.core.exit_code import ExitCode
from lenswatch.core.messages import Message, message
from lenswatch.ledger.night_steps import NightStep, StepKind
from lenswatch.ledger.runs import Run, RunKind
from lenswatch.operations.nightly.outcome import CrawlOutcome, Trouble, trouble_of
from lenswatch.operations.nightly.tonight import Tonight
from lenswatch.spiders.crawling.crawl import CrawlSummary, crawl_sites
from lenswatch.spiders.frontier.frontier import Frontier
from lenswatch.spiders.frontier.frontier_url import State

_OF_ALL = (ConfigError, WorkspaceError, StorageError)
"""What goes wrong with every site alike: another try for each alone would end the same."""


def crawl_all(tonight: Tonight) -> None:
    """Crawl what is left of tonight's sites, while there is time.

    Raises:
        WorkspaceError: If the lease was lost.
        KeyboardInterrupt: If the user stopped it; the night is taken up again at the next start.
    """
    tonight.holding.check()
    ready = [step for step in _open(tonight) if not _settled_already(tonight, step)]
    if _out_of_time(tonight):
        for step in ready:
            _leave_for_later(tonight, step)
        return
    error = _crawl(tonight, ready)
    left = _open(tonight)
    if error is None and _out_of_time(tonight):
        for step in left:  # their turn did not come: they share a host with others, or there are many
            _leave_for_later(tonight, step)
        return
    if error is None or isinstance(error, _OF_ALL) or len(ready) == 1:
        for step in left:
            tonight.fail(step, trouble_of(error or OutsideError("the crawl ended without a result")))
        return
    for step in left:
        # One of them failed, and stopped the others; each alone shows which it is.
        alone = _crawl(tonight, [step])
        if alone is not None:
            tonight.fail(step, trouble_of(alone))


def _open(tonight: Tonight) -> list[NightStep]:
    return [step for step in tonight.of_kind(StepKind.CRAWL) if not step.settled]


def _settled_already(tonight: Tonight, step: NightStep) -> bool:
    """Settle what needs no visit: a wrong site file, or a crawl that was over when a kill came."""
    if step.subject not in tonight.sites.sites:
        wrong = tonight.sites.wrong.get(step.subject)
        gone = OutsideError("{site}: its site file was taken away since this night began", site=step.subject)
        tonight.fail(step, trouble_of(wrong or gone))
        return True
    run = tonight.runs.get(step.run_id) if step.run_id else None
    if run is None or run.state == "running":
        return False
    tonight.done(step, _outcome(tonight, run))
    return True


def _out_of_time(tonight: Tonight) -> bool:
    until = tonight.crawl_until
    return until is not None and tonight.clock.now() >= until


def _leave_for_later(tonight: Tonight, step: NightStep) -> None:
    waiting = Frontier(tonight.store, tonight.clock, step.subject, 0).counts()[State.WAITING]
    text = message("there was no time left for it; {waiting} known pages wait for the next night", waiting=waiting)
    tonight.done(step, Trouble.of(text, ExitCode.OUTSIDE_ERROR))


def _crawl(tonight: Tonight, steps: Sequence[NightStep]) -> Exception | None:
    """Crawl sites together and settle those that came to an end; the error that stopped the others, if any."""
    begun = [tonight.begin(step, RunKind.CRAWL, step.subject)[0] for step in steps]
    error: Exception | None = None
    closed: Mapping[str, Message] = {}
    try:
        closed = _visit(tonight, [step.subject for step in begun])
    except Exception as caught:  # noqa: BLE001 - it becomes the outcome of the sites it stopped
        error = caught
    for step in begun:
        run = tonight.runs.get(step.run_id or "")
        if run is not None and run.state != "running":
            tonight.done(step, _outcome(tonight, run))
        elif step.subject in closed:
            tonight.done(step, Trouble.of(closed[step.subject], ExitCode.OUTSIDE_ERROR))
    return error


def _visit(tonight: Tonight, names: Sequence[str]) -> Mapping[str, Message]:
    """Crawl; returns the sites whose hours had not begun or were over before their turn came, and what to say."""
    settings = tonight.workspace.config.crawl
    if not names:
        return {}
    if not settings.contact:
        raise ConfigError(
            "{file}: setting {key} {reason}",
            file=tonight.workspace.root / "lenswatch.toml",
            key="crawl.contact",
            reason=message("is empty; a site must be able to reach whoever crawls it"),
        )
    summaries = crawl_sites(
        [tonight.sites.sites[name] for name in names],
        tonight.store,
        tonight.clock,
        settings,
        tonight.workspace.warc,
        allowed_loopback=tonight.conduct.allowed_loopback,
        on_progress=tonight.conduct.on_progress,
        patience=tonight.conduct.patience,
        operator=tonight.workspace.config.reporter.name,
        until=tonight.crawl_until,
    )
    return {one.site: one.resting for one in summaries if one.resting is not None and not one.run_id}


def _outcome(tonight: Tonight, run: Run) -> CrawlOutcome:
    summary = CrawlSummary.model_validate_json(json.dumps(dict(run.summary)))
    until = tonight.crawl_until
    over = run.finished_at or tonight.clock.now()
    return CrawlOutcome.of(summary, out_of_time=until is not None and over >= until)
