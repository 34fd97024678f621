"""What was seen in one picture, as it is kept: a replay starts from it and not from the picture."""

from typing import Annotated

from pydantic import Field

from lenswatch.classifier.image.lenses import LensSighting
from lenswatch.classifier.image.observing import ImageObservation
from lenswatch.classifier.image.printed import PrintedText
from lenswatch.core.picture_note import PictureProblem
from lenswatch.core.record import Record


class Looked(Record):
    """What one look told: the cheap stage, which every picture goes through."""

    observation: ImageObservation | None
    """Kind of object, fingerprints and embedding; None where the file cannot be looked at."""
    problem: Annotated[PictureProblem | None, Field(strict=False)] = None
    """Why it cannot."""
    text_likely: bool = False
    """Whether something may be printed on it."""
    small: tuple[int, int] = (0, 0)
    """Width and height of the pixels that were looked at; parts found by the library are given in them."""


class Sought(Record):
    """What a search for lenses found."""

    sightings: tuple[LensSighting, ...]
    """Best first."""
    model: str
    """SHA-256 of what looked."""


class PictureReading(Record):
    """All that is known of one picture; what nobody looked for is None."""

    sha256: str
    """Digest of the file."""
    observation: ImageObservation
    small: tuple[int, int]
    """See `Looked.small`."""
    image_model: str
    """Digest of what told the kind of object, and of what it counts."""
    printed: PrintedText | None = None
    sought: Sought | None = None
