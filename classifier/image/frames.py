"""Pictures out of a file: a picture is one, of a video clip some frames are taken and go the same way.

Clips are decoded by the FFmpeg that lies in OpenCV's wheel (LGPL), the extra `video`. By content, never by name: a play
list, which could name other files and addresses, never reaches FFmpeg.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import PIL.Image

from lenswatch.classifier.image.decoding import opened_for_reading, picture_bytes
from lenswatch.classifier.image.problem import PictureError, PictureFault
from lenswatch.core.messages import message

if TYPE_CHECKING:
    import cv2

MAX_CLIP_BYTES = 500_000_000
MAX_SECONDS = 600
MAX_FRAME_PIXELS = 10_000_000
"""4K has 8.3 million."""
FRAMES = 8
"""Taken from a clip if nothing else is said."""

_PATIENCE = 10_000  # milliseconds for one frame
_STILL = frozenset({b"avif", b"avis", b"heic", b"heix", b"heim", b"mif1", b"msf1"})  # brands of pictures in MP4's form


@dataclass(frozen=True)
class Shot:
    """The bytes of one picture."""

    data: bytes
    seconds: float | None = None
    """Where in its clip it stands, 2 decimals; None if the file is a picture."""


def shots(path: Path, count: int = FRAMES) -> Iterator[Shot]:
    """The picture in a file the user named, or frames of the clip in it.

    Args:
        path: The file.
        count: Frames of a clip, spread evenly over it; a short clip may give fewer.

    Raises:
        PictureError: If it cannot be looked at.
    """
    with opened_for_reading(path) as stream:
        start = stream.read(16)
    if is_clip(start):
        yield from frames(path, count)
    else:
        yield Shot(picture_bytes(path))


def is_clip(start: bytes) -> bool:
    """Whether a file that begins so is a video: MP4 and QuickTime, Matroska and WebM, or AVI."""
    if start[4:8] == b"ftyp":
        return start[8:12] not in _STILL
    return start.startswith(b"\x1aE\xdf\xa3") or (start[:4] == b"RIFF" and start[8:12] == b"AVI ")


def frames(path: Path, count: int) -> Iterator[Shot]:
    """Frames of a clip, spread evenly over it, as BMP.

    Raises:
        PictureError: If it is too large or too long, damaged, or the extra is not installed.
    """
    if path.stat().st_size > MAX_CLIP_BYTES:
        reason = message("is a clip larger than {limit} MB; shorten it", limit=MAX_CLIP_BYTES // 10**6)
        raise PictureError(PictureFault.TOO_HEAVY, reason)
    capture = _opened(path)
    try:
        yield from _sampled(capture, count)
    finally:
        capture.release()


def _opened(path: Path) -> "cv2.VideoCapture":
    try:
        import cv2  # noqa: PLC0415 - an extra of 162 MB that most installations do without
    except ImportError as error:
        reason = message("is a video clip. Install what takes pictures from it: pip install 'lenswatch[video]'")
        raise PictureError(PictureFault.CLIP, reason) from error
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")  # what is wrong with a clip is said by us, once
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    limits = {cv2.CAP_PROP_OPEN_TIMEOUT_MSEC: _PATIENCE, cv2.CAP_PROP_READ_TIMEOUT_MSEC: _PATIENCE}
    options = [part for pair in limits.items() for part in pair]
    return cv2.VideoCapture(str(path.resolve()), cv2.CAP_FFMPEG, [*options, cv2.CAP_PROP_N_THREADS, 1])


def _sampled(capture: "cv2.VideoCapture", count: int) -> Iterator[Shot]:
    import cv2  # noqa: PLC0415 - the capture came from it

    length, rate = capture.get(cv2.CAP_PROP_FRAME_COUNT), capture.get(cv2.CAP_PROP_FPS)
    pixels = capture.get(cv2.CAP_PROP_FRAME_WIDTH) * capture.get(cv2.CAP_PROP_FRAME_HEIGHT)
    if not (length >= 1 and rate > 0 and pixels > 0):
        raise _damaged()
    if pixels > MAX_FRAME_PIXELS:
        reason = message("has more than {limit} million pixels; it was not decoded", limit=MAX_FRAME_PIXELS // 10**6)
        raise PictureError(PictureFault.TOO_MANY_PIXELS, reason)
    if length / rate > MAX_SECONDS:
        reason = message("is a clip longer than {limit} minutes; shorten it", limit=MAX_SECONDS // 60)
        raise PictureError(PictureFault.CLIP, reason)
    taken = 0
    for place in sorted({int(length * (part + 0.5) / count) for part in range(count)}):
        capture.set(cv2.CAP_PROP_POS_FRAMES, place)
        read, pixels_of_frame = capture.read()
        if read:
            taken += 1
            yield Shot(_as_bmp(PIL.Image.fromarray(pixels_of_frame[:, :, ::-1].copy())), round(place / rate, 2))
    if not taken:
        raise _damaged()


def _as_bmp(image: PIL.Image.Image) -> bytes:
    """The same bytes for the same pixels, whatever the version of what writes them."""
    stream = BytesIO()
    image.save(stream, "BMP")
    return stream.getvalue()


def _damaged() -> PictureError:
    return PictureError(PictureFault.DAMAGED, message("is a clip of which no frame can be decoded"))
