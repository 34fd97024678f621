"""Why a page was not asked for."""

from scrapy.exceptions import IgnoreRequest

from lenswatch.core.messages import Message


class RobotsForbiddenError(IgnoreRequest):
    """robots.txt does not want us there."""


class RobotsUnavailableError(IgnoreRequest):
    """Without robots.txt nothing is visited: the site may be about to say no (RFC 9309, 2.3.1.4)."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class PrivateAddressError(IgnoreRequest):
    """A name that leads to this machine or into a private network."""


class UnknownHostError(IgnoreRequest):
    """A name that leads nowhere."""


class BrowserMissingError(IgnoreRequest):
    """A page that is drawn by script, and no browser to draw it."""

    def __init__(self, problem: Message) -> None:
        super().__init__(str(problem))
        self.problem = problem
