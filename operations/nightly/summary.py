"""The summary of a night: what the compliance team reads in the morning, and a machine at any time.

A figure that could not be obtained is None (null in the JSON), never 0.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from lenswatch.core.record import Instant, Record
from lenswatch.operations.nightly.reused import ReusedNotes
from lenswatch.operations.nightly.told import Sentence


def _tuple(value: Any) -> Any:  # noqa: ANN401 - validates whatever a file held
    return tuple(value) if isinstance(value, list) else value


Sentences = Annotated[tuple[Sentence, ...], BeforeValidator(_tuple)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_tuple)]
Count = Annotated[int, Field(ge=0)] | None
"""A number of things; None is "could not be obtained"."""


class Status(StrEnum):
    """What became of a part of the night."""

    DONE = "done"
    """It came to a result that may be believed."""
    WITHHELD = "withheld"
    """A site was visited, and what it showed may not be believed."""
    FAILED = "failed"
    NOT_DONE = "not done"
    """It was left out, for want of time or of anything to do."""


AnyStatus = Annotated[Status, Field(strict=False)]


class FeedReport(Record):
    """One feed file."""

    file: str
    status: AnyStatus
    new_or_changed: Count
    """Listings."""
    unchanged: Count
    refused: Count
    """Rows."""
    refused_rows: Sentences
    """The first of them, by line and field."""


class SiteReport(Record):
    """One site."""

    site: str
    status: AnyStatus
    answers: Count
    """Pages and pictures answered, robot checks among them."""
    blocked: Count
    """Answers that were robot checks or login walls."""
    listings: Count
    """Listings seen; None unless the status is done."""
    listings_new: Count
    listings_changed: Count
    gone: Count
    """Addresses that are no more; None unless the status is done."""
    waiting: Count
    """Pages left for the next night."""
    last_reported: str | None
    """Date of the night, this one included, that reported it last; None is "never"."""


class Bands(Record):
    """Listings in each band."""

    flag: Count
    review: Count
    clear: Count


class DraftSummary(Record):
    """The draft that stands."""

    status: AnyStatus
    folder: str | None
    """Relative to the workspace."""
    sellers: Count
    listings: Count
    indicators: Count
    withheld: Texts
    """Sites left out of it, because their last crawl was not sound."""
    stands_since: str | None
    """Date of the night it was drawn up in, where tonight brought nothing that would change it."""


class Capture(Record):
    """Where the last good answer lies."""

    captured_at: Instant
    warc_file: str
    warc_record_id: str
    payload_sha256: str


class ListingNote(Record):
    """A listing spoken of."""

    key: str
    """As `lenswatch explain` takes it."""
    title: str
    url: str | None
    seller: str | None
    """Name as shown, else id; None is "not shown"."""
    because: Texts = ()
    """Of a new suspect: "new listing", or what changed; of one suspected no longer: what changed. Among listing,
    lexicon, rules, software, pictures (and with them the reference library)."""
    capture: Capture | None = None
    """Of a listing that is gone: the last one kept; None where it came by feed."""


class SellerNote(Record):
    """A seller spoken of."""

    platform: str
    id: str
    name: str | None


Notes = Annotated[tuple[ListingNote, ...], BeforeValidator(_tuple)]


class Changes(Record):
    """What is new since the night compared with."""

    new_suspects: Notes
    """Listings in band flag that were not."""
    no_longer_suspected: Notes
    """Listings that were in band flag and are not."""
    gone: Notes
    """Listings in band flag or review that the platform shows no more. Gone is not cleared: they stay suspected."""
    new_sellers: Annotated[tuple[SellerNote, ...], BeforeValidator(_tuple)]
    """Sellers with a suspect who had none."""


class Earlier(Record):
    """A night spoken of."""

    night: str
    date: str


class NightSummary(Record):
    """One night."""

    form: Literal[1] = 1
    """Number of this form; it rises when a field changes its meaning or goes."""
    night: str
    date: str
    """Local date on which it began."""
    started_at: Instant
    finished_at: Instant
    finish_by: Instant | None
    starts: Annotated[int, Field(ge=1)]
    """1, and one more for each time it was taken up after a kill."""
    exit_code: int
    feeds: Annotated[tuple[FeedReport, ...], BeforeValidator(_tuple)]
    feeds_imported_before: Count
    """Files in the folder that earlier nights imported; None where there is no folder to look into."""
    feeds_being_written: Texts
    """Names of files left for a later night."""
    feeds_not_read: Texts
    """Names of files in the folder that are no feeds."""
    sites: Annotated[tuple[SiteReport, ...], BeforeValidator(_tuple)]
    screened: Count
    """Listings judged tonight."""
    pictures_judged: Count = None
    """Pictures that took part; None where there was no screening."""
    picture_problems: Mapping[str, int] = {}
    """What kept pictures, or what is printed in them, from counting, and how often."""
    reused: ReusedNotes = ()
    """Listings found tonight to share a part with the reference library."""
    unjudged: Count
    """Listings whose present text has no verdict."""
    bands: Bands
    """Of all listings known, by their newest verdict; all None where tonight's screening failed."""
    bands_before: Bands | None
    """At the end of the night compared with."""
    draft: DraftSummary
    compared_with: Earlier | None
    """The last night that was finished and judged; None on the first."""
    changes: Changes | None
    """None where there is no night to compare with, or tonight's screening failed."""
    interrupted: Annotated[tuple[Earlier, ...], BeforeValidator(_tuple)]
    """Earlier nights that were never finished, and were closed."""
    consequences: Sentences
    """What all this means, most important first."""
