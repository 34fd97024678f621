"""The site's own earlier sound crawls, which a night is compared with."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from pydantic import ValidationError

from lenswatch.ledger.runs import Run, RunKind, Runs
from lenswatch.spiders.monitoring.summary import CrawlSummary

NIGHTS = 7
"""How many sound crawls a night is compared with."""


def summary_of(run: Run) -> CrawlSummary | None:
    """What a crawl came to; None where it has not ended, or another version of lenswatch wrote it otherwise."""
    try:
        return CrawlSummary.model_validate_json(json.dumps(dict(run.summary)))
    except ValidationError:
        return None


def earlier_nights(runs: Runs, site: str) -> tuple[CrawlSummary, ...]:
    """The last sound crawls of a site, newest first; those begun too early to count or cut short are left out."""
    return tuple(islice((night for night in _sound(runs, site) if not (night.early or night.cut)), NIGHTS))


def _sound(runs: Runs, site: str) -> Iterator[CrawlSummary]:
    for run in runs.ended(RunKind.CRAWL, site):
        night = summary_of(run) if run.state == "finished" else None
        if night is not None:
            yield night


def is_early(runs: Runs, site: str, begun: datetime, recrawl_hours: float) -> bool:
    """Whether a sound crawl began so shortly before that most pages are not due again: a low count says nothing."""
    sound = (run for run in runs.ended(RunKind.CRAWL, site) if run.state == "finished")
    last = next(sound, None)
    return last is not None and begun - last.started_at < timedelta(hours=recrawl_hours)


def follows_unsound(runs: Runs, site: str) -> bool:
    """Whether the last crawl of a site that ended was not sound."""
    last = next(iter(runs.ended(RunKind.CRAWL, site)), None)
    return last is not None and last.state == "failed"
