"""Why a page was not asked for."""

from datetime import datetime

from scrapy.exceptions import DownloadFailedError, IgnoreRequest

from lenswatch.core.messages import Message


class RobotsForbiddenError(IgnoreRequest):
    """robots.txt does not want us there."""


class RobotsUnavailableError(IgnoreRequest):
    """Without robots.txt nothing is visited: the site may be about to say no (RFC 9309, 2.3.1.4)."""

    def __init__(self, reason: Message, retry_after: datetime | None = None) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.retry_after = retry_after
        """Not before this, says the site."""


class PrivateAddressError(IgnoreRequest):
    """A name that leads to this machine or into a private network."""


class RestError(IgnoreRequest):
    """The crawl has come to rest: outside its hours, or the host's budget of the day is spent. The page waits."""


class UnknownHostError(IgnoreRequest):
    """A name that leads nowhere."""


class InsecureError(DownloadFailedError):
    """No secure connection: the certificate is not valid, or the encryption does not fit."""


class BrowserMissingError(IgnoreRequest):
    """A page that is drawn by script, and no browser to draw it."""

    def __init__(self, problem: Message) -> None:
        super().__init__(str(problem))
        self.problem = problem
