"""What one visit brought: the single value that passes from the spider to the ledger."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lenswatch.core.listing import Listing
from lenswatch.core.messages import Message
from lenswatch.ledger.captures import Capture
from lenswatch.spiders.frontier.frontier_url import FrontierUrl, NewUrl
from lenswatch.spiders.reading.suggestions import Suggested


class Outcome(StrEnum):
    """How a visit ended."""

    READ = "read"
    UNCHANGED = "unchanged"
    """Answered "not modified", or with the same bytes as last time."""
    REDIRECTED = "redirected"
    GONE = "gone"
    BLOCKED = "blocked"
    """A robot check or a login wall: counted, not evaded, not read; tried again another night."""
    FORBIDDEN = "forbidden"
    """robots.txt does not want us there."""
    LEFT = "left"
    """It needs something that is not installed here; nothing was asked of the site."""
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class PageResult:
    """Everything one visit brought. It is committed whole, together with the state of its URL, or not at all."""

    source: FrontierUrl
    """The URL that was visited."""
    outcome: Outcome
    status: int | None = None
    """HTTP status; None where no answer came."""
    listings: tuple[Listing, ...] = ()
    suggested: Suggested | None = None
    """What the site suggests, in a surface audit."""
    links: tuple[NewUrl, ...] = ()
    """Pages and pictures of the site worth a visit."""
    capture: Capture | None = None
    """Where the answer lies in the WARC file."""
    parts: tuple[Capture, ...] = ()
    """Further responses a page was drawn from, where it needed a browser."""
    etag: str | None = None
    last_modified: str | None = None
    redirected_to: str | None = None
    problem: Message | None = None
    """Why nothing was read, for people; without the address."""
    retry: bool = False
    """Whether another try in this crawl may help."""
    retry_after: datetime | None = None
    """Not before this, says the site."""
    listing_missing: bool = False
    """Whether the page should show a listing and shows none."""
    images_off_site: int = 0
    """Pictures left alone because their host is not one of the site's."""
    unknown_keys: tuple[str, ...] = ()
    """Keys of the page's structured data that nobody reads: a sign of a changed layout."""
    notes: tuple[Message, ...] = ()
    """What the extraction found odd."""
