"""What a comparison came to; the JSON of `lenswatch lexicon impact --json`."""

from typing import Literal

from lenswatch.core.record import Record
from lenswatch.core.verdict import Band
from lenswatch.operations.impact.baseline import Origin


class Moves(Record):
    """How many went from one band to another; each is counted once."""

    newly_flagged: int = 0
    """Flagged now, and not before."""
    newly_review: int = 0
    """For a person to look at now, clear before."""
    no_longer_flagged: int = 0
    """Flagged before; clear or only to be looked at now."""
    no_longer_review: int = 0
    """To be looked at before, clear now."""


class PlatformMoves(Record):
    """The same for one platform."""

    platform: str
    """Code of the marketplace; "" where the feed named none."""
    listings: Moves
    sellers: Moves


class Reason(Record):
    """One signal that is new, gone, or gives other points."""

    code: str
    by: str | None
    """Id of the term or rule; absent for other detectors."""
    field: str
    matched: str
    """The original characters."""
    before: float
    """Points in log-odds; 0 where it was not there."""
    after: float


class Sample(Record):
    """One listing that changed its band."""

    move: Literal["newly_flagged", "newly_review", "no_longer_flagged", "no_longer_review"]
    id: str
    """Key in the ledger; of a look-alike, its id in the corpus."""
    title: str
    seller_id: str | None
    seller_name: str | None
    score_before: float
    score_after: float
    band_before: Band
    band_after: Band
    reasons: tuple[Reason, ...]
    """The heaviest three differences."""


class TermCount(Record):
    """In how many listings an edited term was found by one way of writing."""

    term: str
    text: str
    """The term's word."""
    policy: str | None
    """How it was disguised; absent where it is written as in the table."""
    before: int
    """Listings of the archive in which it counted or was excluded, by the lexicon of before."""
    after: int
    flagged_after: int
    """Of those after, how many are flagged."""


class LawfulHits(Record):
    """What became of the lawful look-alikes that ship: rows of the corpus that are no covert cameras."""

    rows: int
    flagged_before: int
    flagged_after: int
    review_before: int
    review_after: int
    newly_flagged: int
    newly_review: int
    samples: tuple[Sample, ...]
    """Rows that are newly flagged or newly to be looked at."""


class ReviewerTime(Record):
    """Working time for listings that are newly flagged or newly to be looked at."""

    listings: int
    minutes_per_listing: float
    hours_once: float
    """For those of the archive."""
    days: int
    """Days on which the ledger saw listings of the archive for the first time."""
    hours_per_day: float
    """Afterwards, if listings go on coming as they did on these days."""


class Breach(Record):
    """A figure above what the settings allow."""

    setting: str
    """Key of lenswatch.toml."""
    limit: float
    value: float


class ComparedWith(Record):
    """What counted as before."""

    origin: Origin
    release: str | None
    terms_sha256: str | None
    run: str | None
    """The screening whose lexicon it is; absent where a release was named."""


class ImpactReport(Record):
    """The whole result."""

    format: Literal[1] = 1
    """Rises when a field changes its meaning or goes."""
    lexicon: str
    """Folder, workbook or name of the release that was tried."""
    terms_sha256: str
    compared_with: ComparedWith
    run: str | None
    """The run whose listings were compared; absent for the whole archive."""
    compared: int
    """Listings."""
    rescored: int
    """Of them, those whose words are read otherwise, and which were judged anew."""
    judged_here: int
    """Of them, those that had no verdict of before, and got one for this comparison."""
    left_out: int
    """Listings beside them that had no verdict of before and could not get one."""
    listings: Moves
    sellers: Moves
    """A seller stands in the band of its worst listing; a listing without a seller is one of its own."""
    platforms: tuple[PlatformMoves, ...]
    """Those where anything moved, by code."""
    samples: tuple[Sample, ...]
    """Some of each move, chosen by chance but always the same ones."""
    terms: tuple[TermCount, ...]
    """Edited terms that were found in the archive."""
    lawful: LawfulHits
    reviewer: ReviewerTime
    breaches: tuple[Breach, ...]
