"""From the bytes of a file to small upright RGB pixels, whatever the file holds.

The size a file declares is judged before anything is decoded. JPEG is decoded at 1/2, 1/4 or 1/8 where that is enough
(`draft`), everything else is made small before it is converted: so no picture takes more than some 400 MB.
"""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import numpy as np
import PIL.Image
from PIL.Image import Image, Transpose

from lenswatch.classifier.image.picture import Decoded, Picture
from lenswatch.classifier.image.problem import PictureError, PictureFault
from lenswatch.core.digest import sha256_of
from lenswatch.core.messages import message

MAX_BYTES = 50_000_000
MAX_PIXELS = 25_000_000
"""WebP takes the most memory to decode, some 15 bytes a pixel."""
MIN_SIDE = 16
DETAIL = 256
"""Pixels of the shorter side that the network needs."""
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "AVIF")
"""What shops use. Pillow reads many more, and each is more code that strangers' bytes reach."""

_ORIENTATION = 0x0112  # of EXIF
_TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
_SIDEWAYS = frozenset({5, 6, 7, 8})
_DECODERS_RAISE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    RuntimeError,
    struct.error,
    zlib.error,
)
"""What Pillow's decoders raise on damaged data; each of these stands in their code."""


def read_picture(path: Path, detail: int = DETAIL) -> Decoded:
    """Read a file the user named.

    Raises:
        PictureError: If it cannot be looked at.
    """
    return decode(picture_bytes(path), detail)


def picture_bytes(path: Path) -> bytes:
    """The bytes of a file the user named; of one that is too large, no more than shows that it is.

    Raises:
        PictureError: If it cannot be read.
    """
    with opened_for_reading(path) as stream:
        return stream.read(MAX_BYTES + 1)


@contextmanager
def opened_for_reading(path: Path) -> Iterator[BinaryIO]:
    """A file the user named.

    Raises:
        PictureError: If it is no file, or cannot be read.
    """
    try:
        if not path.is_file():
            missing = message("there is no such file") if not path.exists() else message("is no plain file")
            raise PictureError(PictureFault.UNREADABLE, missing)
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        reason = message("cannot be read ({reason})", reason=error.strerror or error)
        raise PictureError(PictureFault.UNREADABLE, reason) from error


def decode(data: bytes, detail: int = DETAIL) -> Decoded:
    """Decode the first frame, its shorter side at least `detail` pixels where the picture has them.

    One thread at a time: what Python warns of is process-wide.

    Raises:
        PictureError: If it cannot be looked at.
    """
    _refuse_other_things(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd metadata
        warnings.simplefilter("error", PIL.Image.DecompressionBombWarning)
        try:
            with PIL.Image.open(BytesIO(data), formats=FORMATS) as opened:
                return _decoded(opened, data, detail)
        except (PIL.Image.DecompressionBombWarning, PIL.Image.DecompressionBombError) as error:
            raise _too_many_pixels() from error
        except PIL.UnidentifiedImageError as error:
            formats = ", ".join(FORMATS)
            reason = message("is no picture, or of a format that is not read ({formats} are)", formats=formats)
            raise PictureError(PictureFault.NOT_A_PICTURE, reason) from error
        except _DECODERS_RAISE as error:
            reason = message("is damaged or cut off ({reason})", reason=error)
            raise PictureError(PictureFault.DAMAGED, reason) from error


def _refuse_other_things(data: bytes) -> None:
    if not data:
        raise PictureError(PictureFault.EMPTY, message("is empty"))
    if len(data) > MAX_BYTES:
        reason = message("is larger than {limit} MB, which no picture of a listing is", limit=MAX_BYTES // 10**6)
        raise PictureError(PictureFault.TOO_HEAVY, reason)
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<"):
        if b"<svg" in start:
            raise PictureError(PictureFault.DRAWING, message("is an SVG drawing; save it as PNG or JPEG"))
        reason = message("is a web page, not a picture: the shop sent it in the picture's place")
        raise PictureError(PictureFault.NOT_A_PICTURE, reason)


def _decoded(opened: PIL.Image.Image, data: bytes, detail: int) -> Decoded:
    width, height = opened.size
    if width * height > MAX_PIXELS:
        raise _too_many_pixels()
    if min(width, height) < MIN_SIDE:
        reason = message("is {width}×{height} pixels: too small to see anything", width=width, height=height)
        raise PictureError(PictureFault.TOO_SMALL, reason)
    turn = _turn(opened)
    animated = opened.format != "MPO" and bool(getattr(opened, "is_animated", False))
    opened.draft("RGB", (detail, detail))
    opened.load()
    image = _on_white(_smaller(_eight_bits(opened), detail))
    image.info = {}  # where and with what it was taken ends here
    picture = Picture(
        sha256=sha256_of(data),
        bytes=len(data),
        format="JPEG" if opened.format == "MPO" else opened.format or "",
        width=height if turn in _SIDEWAYS else width,
        height=width if turn in _SIDEWAYS else height,
        animated=animated,
    )
    return Decoded(picture, image.transpose(_TURNS[turn]) if turn in _TURNS else image)


def _too_many_pixels() -> PictureError:
    reason = message("has more than {limit} million pixels; it was not decoded", limit=MAX_PIXELS // 10**6)
    return PictureError(PictureFault.TOO_MANY_PIXELS, reason)


def _turn(opened: Image) -> int:
    """How EXIF says the picture must be turned; metadata that cannot be read turn nothing."""
    if "exif" not in opened.info:
        return 1
    try:
        return int(opened.getexif().get(_ORIENTATION, 1))
    except _DECODERS_RAISE:
        return 1


def _eight_bits(opened: Image) -> Image:
    """Grey of 16 bits is scaled, which converting would cut off; palettes become colours."""
    if opened.mode.startswith("I"):
        grey = np.asarray(opened)
        return PIL.Image.fromarray((grey >> 8).clip(0, 255).astype(np.uint8))
    if opened.mode in {"P", "PA", "1"} or "transparency" in opened.info:
        return opened.convert("RGBA")
    return opened


def _smaller(image: Image, detail: int) -> Image:
    factor = min(image.size) // detail
    return image.reduce(factor) if factor > 1 else image


def _on_white(image: Image) -> Image:
    if image.mode == "RGB":
        return image.copy()
    if not image.mode.upper().endswith("A"):
        return image.convert("RGB")
    coloured = image.convert("RGBA")
    white = PIL.Image.new("RGB", image.size, "white")
    white.paste(coloured, mask=coloured.getchannel("A"))
    return white
