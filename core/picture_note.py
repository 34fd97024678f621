"""What kept a picture, or something in it, from counting in a verdict."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from lenswatch.core.record import Record


class PictureProblem(StrEnum):
    """Why a picture took no part, or not with all that may be in it. The first nine are faults of the file."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_HEAVY = "too_heavy"
    NOT_A_PICTURE = "not_a_picture"
    DRAWING = "drawing"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SMALL = "too_small"
    DAMAGED = "damaged"
    CLIP = "clip"
    """A video: frames of it are looked at by `lenswatch image` alone."""
    NOT_HELD = "not_held"
    """No crawl captured it, and no folder of pictures was named."""
    OUTSIDE_FOLDER = "outside_folder"
    """Its path leads out of the folder of pictures; it was not opened."""
    CAPTURE_DAMAGED = "capture_damaged"
    """The archive no longer gives the bytes that were captured."""
    BEYOND_LISTING = "beyond_listing"
    """The listing has more pictures than are looked at for one."""
    BEYOND_RUN = "beyond_run"
    """The run had looked at as many pictures as it may."""
    NO_TEXT_READER = "no_text_reader"
    """The extra that reads printed text is not installed: the picture counted, its print did not."""
    TEXT_BEYOND_RUN = "text_beyond_run"
    """The run had spent its time for reading: the picture counted, its print did not."""
    TEXT_CUT_OFF = "text_cut_off"
    """The picture is so long that what is printed near its end was not read."""


PARTIAL = frozenset({PictureProblem.NO_TEXT_READER, PictureProblem.TEXT_BEYOND_RUN, PictureProblem.TEXT_CUT_OFF})
"""With these the picture counted, but not all that is printed in it."""
LATER = frozenset({PictureProblem.BEYOND_RUN, PictureProblem.TEXT_BEYOND_RUN, PictureProblem.NOT_HELD})
"""Another run may mend these by itself."""


class PictureNote(Record):
    """One picture of the listing and one problem."""

    image: Annotated[int, Field(ge=0)]
    """Its number in the order shown, from 0, as in the field "images.0"."""
    picture: str | None = None
    """SHA-256 of the file; absent where nothing was read."""
    problem: Annotated[PictureProblem, Field(strict=False)]
    """What it was."""

    @model_serializer(mode="wrap")
    def _without_absent(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        data: dict[str, Any] = handler(self)
        return {name: value for name, value in data.items() if value is not None}
