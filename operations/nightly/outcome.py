"""What came of a step, as the journal keeps it."""

import logging
import sqlite3
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BeforeValidator

from lenswatch.core.errors import LenswatchError, OutsideError
from lenswatch.core.exit_code import ExitCode
from lenswatch.core.messages import Message, message
from lenswatch.core.record import Record
from lenswatch.operations.nightly.told import Told
from lenswatch.spiders.crawling.crawl import CrawlSummary
from lenswatch.spiders.fetching.manners import Rest
from lenswatch.spiders.monitoring.alarm import Trouble as AnyTrouble
from lenswatch.spiders.site.limit import Level


def _tuple(value: Any) -> Any:  # noqa: ANN401 - validates whatever the journal held
    return tuple(value) if isinstance(value, list) else value


class Trouble(Record):
    """Why a step failed or was left out."""

    told: Told
    exit_code: int
    """What the night is to end with on its account; 0 where it is no fault."""

    @classmethod
    def of(cls, text: Message, code: ExitCode) -> Self:
        """A reason."""
        return cls(told=Told.of(text), exit_code=int(code))


class RefusedRow(Record):
    """A row of a feed that was not recorded."""

    line: int
    field: str
    id: str | None
    reason: Told


class ImportOutcome(Record):
    """One feed file in the ledger."""

    new_or_changed: int
    unchanged: int
    refused: int
    rows: Annotated[tuple[RefusedRow, ...], BeforeValidator(_tuple)] = ()
    """The first of the refused rows."""

    @property
    def good(self) -> int:
        """Rows that went in."""
        return self.new_or_changed + self.unchanged


class CrawlOutcome(Record):
    """One site's crawl."""

    answers: int
    """Pages and pictures answered, whatever the answer."""
    blocked: int
    listings: int
    listings_new: int
    listings_changed: int
    gone: int
    failed: int
    waiting: int
    out_of_time: bool
    """Whether the time to finish by ended it."""
    resting: Told | None = None
    """Why it came to rest although pages were left, where its hours or a host's budget of the day did it."""
    reasons: Annotated[tuple[Told, ...], BeforeValidator(_tuple)] = ()
    """Why it may not be believed; empty where it may."""
    notes: Annotated[tuple[Told, ...], BeforeValidator(_tuple)] = ()
    """What was odd, and stops nothing."""

    @classmethod
    def of(cls, summary: CrawlSummary, *, out_of_time: bool) -> Self:
        """What the night keeps of a crawl."""
        troubles: tuple[AnyTrouble, ...] = (*summary.breaches, *summary.alarms)
        return cls(
            answers=summary.visits,
            blocked=summary.blocked,
            listings=summary.listings,
            listings_new=summary.listings_new,
            listings_changed=summary.listings_changed,
            gone=summary.gone,
            failed=summary.failed,
            waiting=summary.waiting,
            out_of_time=out_of_time and summary.waiting > 0,
            resting=Told.of(summary.resting) if summary.resting and summary.rest is not Rest.MAX_PAGES else None,
            reasons=tuple(Told.of(reason) for reason in summary.withheld_because),
            notes=tuple(Told.of(trouble.message) for trouble in troubles if trouble.level is Level.WARNING),
        )


class ScreenOutcome(Record):
    """One screening of the ledger."""

    run_id: str
    versions_sha256: str
    screened: int
    """Listings judged tonight."""
    pictures_judged: int = 0
    """Pictures that took part."""
    picture_problems: Mapping[str, int] = {}
    """What kept others from counting, and how often."""
    sellers_wrong: Annotated[tuple[Told, ...], BeforeValidator(_tuple)] = ()
    """What is wrong in sellers.csv; such rows did not count."""


class DraftOutcome(Record):
    """The draft of a night."""

    folder: str | None
    """Where it lies, relative to the workspace."""
    reports: int
    """Sellers in it."""
    items: int
    indicators: int
    versions_sha256: str
    """Of the screening it was drawn up from."""
    withheld: Annotated[tuple[str, ...], BeforeValidator(_tuple)] = ()
    """Sites left out, because their last crawl was not sound."""
    stands_since: str | None = None
    """Date of the night that drew it up, where nothing has changed since; None where it is tonight's own."""


def trouble_of(error: Exception) -> Trouble:
    """What a step's error means to the night; the other steps go on.

    Raises:
        Exception: The same error, where the ledger itself is damaged: no step can go on.
    """
    match error:
        case LenswatchError():
            return Trouble.of(error.message, error.exit_code)
        case OSError():
            failure = OutsideError("{file}: {reason}", file=error.filename or "–", reason=error.strerror or error)
            return Trouble.of(failure.message, failure.exit_code)
        case sqlite3.DatabaseError():
            raise error
    logging.getLogger(__name__).error("a step of the night failed by a fault of lenswatch", exc_info=error)
    text = message(
        "a fault of lenswatch ({reason}); please report it with the lines of data/lenswatch.log", reason=repr(error)
    )
    return Trouble.of(text, ExitCode.BUG)
