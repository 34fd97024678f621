"""The counts of a crawl. They are kept in the ledger page by page, so that a crawl taken up again counts on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from lenswatch.core.listing import Listing
from lenswatch.core.messages import Message
from lenswatch.core.record import Record
from lenswatch.spiders.frontier.frontier_url import Kind
from lenswatch.spiders.frontier.url_space import LeftOut
from lenswatch.spiders.reading.page_result import Outcome, PageResult

_NAMES_KEPT = 100


def _tuple(value: Any) -> Any:  # noqa: ANN401 - validates whatever a file held
    return tuple(value) if isinstance(value, list) else value


class Failure(Record):
    """Visits that failed for one reason."""

    template: str
    """Message template of the reason."""
    fields: Mapping[str, str | int] = Field(default_factory=dict)
    """Its fields."""
    count: int = 1
    example: str
    """One address it happened at."""

    @property
    def reason(self) -> Message:
        """The reason in the reader's language, once shown."""
        return Message(self.template, self.fields)


class Recorded(Record):
    """What the ledger made of a page's listings."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    prices_compared: int = 0
    """Listings whose price is known from the last sound crawl of the site."""
    prices_changed: int = 0
    """Of those, listings with another price or currency."""


class Tally(Record):
    """Counts of one crawl so far."""

    pages: int = 0
    """Pages answered, whatever the answer."""
    images: int = 0
    """Pictures fetched or found unchanged."""
    image_answers: int = 0
    """Answers to requests for pictures, whatever the answer."""
    unchanged: int = 0
    """Pages and pictures that were as before."""
    redirected: int = 0
    listings_new: int = 0
    listings_changed: int = 0
    listings_unchanged: int = 0
    gone: int = 0
    blocked: int = 0
    forbidden: int = 0
    """URLs that robots.txt forbids."""
    rendered: int = 0
    """Pages drawn by a browser."""
    left: int = 0
    """Pages not asked for, because they need something that is not installed here."""
    failed: int = 0
    """URLs given up in this crawl."""
    retries: int = 0
    """Visits that failed and were put up for another try."""
    bytes: int = 0
    """Payload received."""
    images_off_site: int = 0
    listings_read: int = 0
    """Listings read from a page in this crawl; the base of the coverage."""
    listings_missing: int = 0
    """Pages that should show a listing and show none."""
    prices_compared: int = 0
    """Listings whose price is known from the last sound crawl of the site."""
    prices_changed: int = 0
    """Of those, listings with another price or currency."""
    filled: Mapping[str, int] = Field(default_factory=dict)
    """Field of a listing to the number of listings read that have it."""
    unknown_keys: Mapping[str, int] = Field(default_factory=dict)
    """Key nobody reads to the number of pages that have it."""
    failures: Annotated[tuple[Failure, ...], BeforeValidator(_tuple)] = ()
    """Why URLs were given up, blocked or left, the most frequent first."""
    notes: Annotated[tuple[Failure, ...], BeforeValidator(_tuple)] = ()
    """What was odd on pages that were read all the same, the most frequent first."""
    left_out: Annotated[tuple[Failure, ...], BeforeValidator(_tuple)] = ()
    """Addresses that were found and not taken up, because their kind seems to have no end."""

    @property
    def listings(self) -> int:
        """Listings seen, changed or not."""
        return self.listings_new + self.listings_changed + self.listings_unchanged

    @property
    def visits(self) -> int:
        """Visits that brought an answer, pictures included."""
        return self.pages + self.image_answers

    def leaving_out(self, addresses: Sequence[LeftOut]) -> "Tally":
        """The counts with addresses that were not taken up."""
        left_out = self.left_out
        for one in addresses:
            left_out = _counted(left_out, one.reason, one.address)
        return self.model_copy(update={"left_out": left_out}) if addresses else self

    def after(self, result: PageResult, recorded: Recorded, *, gave_up: bool) -> "Tally":
        """The counts with one more visit.

        Args:
            result: The visit.
            recorded: What became of its listings.
            gave_up: Whether a failed visit was the last try.
        """
        outcome, capture, image = result.outcome, result.capture, result.source.kind is Kind.IMAGE
        good_image = image and outcome in (Outcome.READ, Outcome.UNCHANGED)
        failures, notes = self.failures, self.notes
        if outcome in (Outcome.BLOCKED, Outcome.LEFT) or (outcome is Outcome.FAILED and gave_up):
            failures = _counted(
                failures, result.problem or Message("it failed without a reason"), result.source.address
            )
        for note in result.notes:
            notes = _counted(notes, note, result.source.address)
        return self.model_copy(
            update={
                "pages": self.pages + (not image and result.status is not None),
                "images": self.images + good_image,
                "image_answers": self.image_answers + (image and result.status is not None),
                "unchanged": self.unchanged + (outcome is Outcome.UNCHANGED),
                "redirected": self.redirected + (outcome is Outcome.REDIRECTED),
                "listings_new": self.listings_new + recorded.new,
                "listings_changed": self.listings_changed + recorded.changed,
                "listings_unchanged": self.listings_unchanged + recorded.unchanged,
                "gone": self.gone + (outcome is Outcome.GONE),
                "blocked": self.blocked + (outcome is Outcome.BLOCKED),
                "forbidden": self.forbidden + (outcome is Outcome.FORBIDDEN),
                "rendered": self.rendered + (capture is not None and capture.rendered_from is not None),
                "left": self.left + (outcome is Outcome.LEFT),
                "failed": self.failed + (outcome is Outcome.FAILED and gave_up),
                "retries": self.retries + (outcome is Outcome.FAILED and not gave_up),
                "bytes": self.bytes + sum(one.payload_bytes for one in (capture, *result.parts) if one is not None),
                "images_off_site": self.images_off_site + result.images_off_site,
                "listings_read": self.listings_read + len(result.listings),
                "listings_missing": self.listings_missing + result.listing_missing,
                "prices_compared": self.prices_compared + recorded.prices_compared,
                "prices_changed": self.prices_changed + recorded.prices_changed,
                "filled": _more(self.filled, [name for listing in result.listings for name in _filled(listing)]),
                "unknown_keys": _more(self.unknown_keys, result.unknown_keys),
                "failures": failures,
                "notes": notes,
            }
        )


def _counted(known: tuple[Failure, ...], problem: Message, example: str) -> tuple[Failure, ...]:
    fields = {name: value if isinstance(value, int) else str(value) for name, value in problem.fields.items()}
    new = Failure(template=problem.template, fields=fields, example=example)
    same = [f for f in known if (f.template, f.fields) == (new.template, new.fields)]
    counted = same[0].model_copy(update={"count": same[0].count + 1}) if same else new
    return tuple(sorted([*(f for f in known if f not in same), counted], key=lambda f: -f.count))[:_NAMES_KEPT]


def _filled(listing: Listing) -> list[str]:
    return [name for name, value in listing if value is not None and (value or not isinstance(value, (tuple, dict)))]


def _more(counts: Mapping[str, int], names: list[str] | tuple[str, ...]) -> Mapping[str, int]:
    if not names:
        return counts
    total = dict(counts)
    for name in names:
        total[name] = total.get(name, 0) + 1
    return dict(Counter(total).most_common(_NAMES_KEPT)) if len(total) > _NAMES_KEPT else total
