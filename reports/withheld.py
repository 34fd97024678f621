"""Sites that a report leaves out, because their last crawl may not be believed."""

from dataclasses import dataclass
from datetime import datetime

from lenswatch.core.errors import OutsideError
from lenswatch.core.messages import Message


@dataclass(frozen=True, kw_only=True)
class WithheldSite:
    """One site whose listings stay out of a draft until a sound crawl of it."""

    site: str
    """Name of the site file."""
    platform: str
    """Code of its marketplace; "" where no crawl tells."""
    reasons: tuple[Message, ...]
    """Why: breached assertions and alarms of level error, or a site that was not reached."""
    since: datetime
    """When the first crawl ended that was not sound, and that no sound one followed."""
    last_reported: str | None
    """Folder name of the last draft that held this site; it still stands. None where there is none."""
    listings: int = 0
    """Listings left out: known, and read through withheld sites only."""


@dataclass(frozen=True)
class Gaps:
    """What a draft does not rest on, or rests on against the monitors' advice."""

    withheld: tuple[WithheldSite, ...] = ()
    """Sites left out, by name."""
    included_anyway: tuple[WithheldSite, ...] = ()
    """Sites whose last crawl was not sound, and which a person included all the same."""


NO_GAPS = Gaps()


class EverythingWithheldError(OutsideError):
    """Nothing is left that a draft could be made of; none was written."""

    def __init__(self, withheld: tuple[WithheldSite, ...]) -> None:
        super().__init__(
            "nothing is left to report on: the last crawl of {sites} was not sound, and nothing else was read. "
            "No draft was written; earlier drafts still stand.",
            sites=", ".join(one.site for one in withheld),
        )
        self.withheld = withheld
