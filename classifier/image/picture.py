"""A picture: what its file says of itself, and its pixels made small."""

from dataclasses import dataclass

import PIL.Image

from lenswatch.core.record import Record


class Picture(Record):
    """A picture file. Where and with what it was taken (EXIF) is not kept."""

    sha256: str
    """Digest of the file's bytes."""
    bytes: int
    """Size of the file."""
    format: str
    """By content, never by name: JPEG, PNG, WEBP, GIF, BMP or AVIF."""
    width: int
    """Pixels across, as shown: after the turn that EXIF asks for."""
    height: int
    """Pixels down, as shown."""
    animated: bool
    """Whether it has several frames; only the first is looked at."""


@dataclass(frozen=True, eq=False)
class Decoded:
    """A picture and its pixels."""

    picture: Picture
    image: PIL.Image.Image
    """RGB, upright, on white where it was transparent, at most about twice as fine as asked for."""
