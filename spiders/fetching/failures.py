"""Visits that brought no answer: what they mean."""

from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)

from lenswatch.core.config import Crawl
from lenswatch.core.messages import Message, message
from lenswatch.spiders.fetching.content import too_large
from lenswatch.spiders.fetching.refusals import (
    BrowserMissingError,
    InsecureError,
    PrivateAddressError,
    RobotsForbiddenError,
    RobotsUnavailableError,
    UnknownHostError,
)
from lenswatch.spiders.frontier.frontier_url import FrontierUrl
from lenswatch.spiders.reading.page_result import Outcome, PageResult

_REASONS = (
    (DownloadConnectionRefusedError, message("the connection was refused")),
    (UnknownHostError, message("the host's name leads nowhere")),
    (PrivateAddressError, message("the host lies in a private network; lenswatch visits public addresses only")),
    (InsecureError, message("no secure connection: the certificate is not valid, or the encryption does not fit")),
    (DownloadFailedError, message("the connection broke")),
)


def outcome_of(error: BaseException, source: FrontierUrl, settings: Crawl) -> PageResult:
    """The result of a visit that ended in an error.

    Raises:
        BaseException: The error itself, where it is none of the network's: then it is a bug.
    """
    if isinstance(error, RobotsForbiddenError):
        return PageResult(source=source, outcome=Outcome.FORBIDDEN, problem=message("robots.txt forbids it"))
    if isinstance(error, BrowserMissingError):
        return PageResult(source=source, outcome=Outcome.LEFT, problem=error.problem)
    problem = reason_of(error, settings)
    if problem is None:
        raise error
    final = isinstance(error, (DownloadCancelledError, PrivateAddressError)) or _leads_nowhere(error)
    pause = error.retry_after if isinstance(error, RobotsUnavailableError) else None
    return PageResult(source=source, outcome=Outcome.FAILED, problem=problem, retry=not final, retry_after=pause)


def _leads_nowhere(error: BaseException) -> bool:
    """A name that is unknown now is so in ten minutes: it waits for the next crawl."""
    cause = error.__cause__ if isinstance(error, RobotsUnavailableError) else error
    return isinstance(cause, UnknownHostError)


def reason_of(error: BaseException, settings: Crawl) -> Message | None:
    """What an error of the network means, for people; None for any other error."""
    if isinstance(error, DownloadTimeoutError):
        return message("no answer within {seconds} seconds", seconds=f"{settings.timeout_seconds:g}")
    if isinstance(error, DownloadCancelledError):
        return too_large(settings.max_page_bytes)
    if isinstance(error, RobotsUnavailableError):
        return message("robots.txt could not be had: {reason}", reason=error.reason)
    return next((reason for kinds, reason in _REASONS if isinstance(error, kinds)), None)
