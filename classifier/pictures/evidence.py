"""What was seen in all pictures of one listing, and what it re-uses of the reference library."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lenswatch.classifier.fields import scored_texts
from lenswatch.classifier.image.box import Box
from lenswatch.classifier.reuse.reference_match import ReferenceMatch
from lenswatch.core.listing import Listing
from lenswatch.core.picture_field import is_printed, picture_number, text_field
from lenswatch.core.picture_note import PictureNote
from lenswatch.core.signal import Span

if TYPE_CHECKING:  # the runtime of the networks takes a while to import, and words are judged without it
    from lenswatch.classifier.pictures.reading import PictureReading


@dataclass(frozen=True)
class SeenPicture:
    """One picture of the listing that counted."""

    number: int
    """In the order shown, from 0."""
    name: str
    """Address or path."""
    reading: "PictureReading"


@dataclass(frozen=True)
class Exchange:
    """The main picture has nothing in common with those shown before, while title and price stayed."""

    earlier: str
    """SHA-256 of the main picture before."""
    noticed: str
    """Day on which the present one was first met, as 2026-03-02."""


@dataclass(frozen=True)
class Evidence:
    """Beside its words, what a verdict on a listing starts from."""

    pictures: tuple[SeenPicture, ...] = ()
    notes: tuple[PictureNote, ...] = ()
    matches: tuple[ReferenceMatch, ...] = ()
    library: str | None = None
    """Digest of the library it was held against; None where there is none."""
    exchange: Exchange | None = None
    """What became of its main picture since earlier nights; None where nothing, or nothing that can be told."""

    @cached_property
    def printed(self) -> dict[str, str]:
        """What is printed in the pictures, by field."""
        return {
            text_field(one.number): one.reading.printed.text
            for one in self.pictures
            if one.reading.printed and one.reading.printed.lines
        }

    def place(self, field: str, span: Span) -> tuple[str, Box] | None:
        """Digest of the picture that a printed text stands in, and the box around the lines touched."""
        if not is_printed(field):
            return None
        number = picture_number(field)
        one = next(one for one in self.pictures if one.number == number)
        lines = one.reading.printed.touched(*span) if one.reading.printed else ()
        boxes = [line.box for line in lines]
        if not boxes:
            return None
        left, top = (min(box[side] for box in boxes) for side in (0, 1))
        right, bottom = (max(box[side] for box in boxes) for side in (2, 3))
        return one.reading.sha256, (left, top, right, bottom)


NOTHING = Evidence()


def texts_of(listing: Listing, seen: Evidence) -> dict[str, str]:
    """Field name to text: the listing's own words, then what is printed in its pictures."""
    return {**scored_texts(listing), **seen.printed}


def with_printed(listing: Listing, seen: Evidence) -> Listing:
    """The listing with what is printed in its pictures among its `image_text`, for the text model."""
    if not seen.printed:
        return listing
    return listing.model_copy(update={"image_text": "\n".join(_texts(listing, seen).values())})


def printed_place(listing: Listing, seen: Evidence, span: Span) -> tuple[str, Span, str]:
    """The field, span and characters behind a span of the joined text; what reaches over an end is cut there."""
    for field, text, start in _parts(listing, seen):
        if span[0] < start + len(text) + 1:
            inside = (max(0, span[0] - start), min(len(text), span[1] - start))
            return field, inside, text[slice(*inside)]
    raise ValueError(span)


def _parts(listing: Listing, seen: Evidence) -> Iterator[tuple[str, str, int]]:
    start = 0
    for field, text in _texts(listing, seen).items():
        yield field, text, start
        start += len(text) + 1


def _texts(listing: Listing, seen: Evidence) -> dict[str, str]:
    own = {"image_text": listing.image_text} if listing.image_text else {}
    return {**own, **seen.printed}
