"""Fingerprints of pictures: 256 bits that stay nearly the same when a picture is stored again, shrunk or cut a little.

Made like PDQ (Facebook's open hash, 2019): luminance at 64×64, its 16×16 lowest frequencies without the constant one,
each bit whether a frequency is above their median. Ours is not bit for bit PDQ and is not to be compared with foreign
hashes. Two unrelated pictures differ in about 128 bits; PDQ's makers take 31 or fewer for the same picture.
"""

from collections.abc import Iterator
from functools import cache
from typing import Annotated

import numpy as np
import PIL.Image
from numpy.typing import NDArray
from pydantic import Field

from lenswatch.core.record import Record

BITS = 256
SAME = 31
"""Distance, in bits, up to which two pictures are taken for the same."""
_SIDE, _FREQUENCIES = 64, 16
_ENOUGH = 2 * _SIDE  # pixels of the shorter side
_FLAT = 24  # of 255: what JPEG makes of one colour
_LEAST_LEFT = 0.3  # of a side; a picture that is nearly all border is not trimmed
_FULL_QUALITY = 90  # of 255: gradients at which a picture counts as rich in detail

Box = tuple[float, float, float, float]
Grey = NDArray[np.float32]


class Fingerprint(Record):
    """256 bits and how much they are worth."""

    bits: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    """64 hexadecimal digits."""
    quality: Annotated[int, Field(ge=0, le=100)]
    """0 for a picture of one colour, below 20 for a word or a dot on white, 100 for most photos. The lower, the sooner
    do different pictures agree."""

    def distance(self, other: "Fingerprint") -> int:
        """Bits that differ, 0 to 256."""
        return (int(self.bits, 16) ^ int(other.bits, 16)).bit_count()


def fingerprint(image: PIL.Image.Image) -> Fingerprint:
    """Of the whole picture, in any mode that has a luminance."""
    return _of(_small(_grey(image)))


def seen_fingerprints(image: PIL.Image.Image) -> tuple[Fingerprint, ...]:
    """What is looked up for a picture met: the whole; without its foot, where banners stand; without its border."""
    grey = _grey(image)
    whole, *inner = _frames(grey)
    return tuple(_of(_small(grey, box)) for box in (whole, *_cuts(whole, _BANNER), *inner))


def known_fingerprints(image: PIL.Image.Image) -> tuple[Fingerprint, ...]:
    """What a library keeps for a picture: as it is, without border, cut a little, and each of these mirrored."""
    grey = _grey(image)
    views = [_small(grey, cut) for box in _frames(grey) for cut in _cuts(box, *_CUTS)]
    every = [_of(shown) for view in views for shown in (view, view[:, ::-1])]
    return tuple({one.bits: one for one in every}.values())


_BANNER = (0.0, 0.16)
_CUTS = ((0.0, 0.0), (0.02, 0.02), (0.05, 0.05), (0.1, 0.1), _BANNER)
"""Shares cut off: from left, right and top; from the bottom."""


def _cuts(box: Box, *cuts: tuple[float, float]) -> Iterator[Box]:
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    for side, foot in cuts:
        yield left + side * width, top + side * height, right - side * width, bottom - foot * height


def _frames(grey: PIL.Image.Image) -> tuple[Box, ...]:
    whole = (0.0, 0.0, float(grey.width), float(grey.height))
    inner = without_border(grey)
    return (whole,) if inner == whole else (whole, inner)


def without_border(grey: PIL.Image.Image) -> Box:
    """Left, top, right, bottom of what lies within a border of one colour; the whole picture if there is none."""
    values = np.asarray(grey, dtype=np.int16)
    (top, bottom), (left, right) = _inside(values), _inside(values.T)
    enough = bottom - top >= _LEAST_LEFT * grey.height and right - left >= _LEAST_LEFT * grey.width
    inner = (float(left), float(top), float(right), float(bottom))
    return inner if enough else (0.0, 0.0, float(grey.width), float(grey.height))


def _inside(rows: NDArray[np.int16]) -> tuple[int, int]:
    """First row that is not of the first row's one colour, and behind the last that is not of the last row's."""
    low, high = rows.min(axis=1), rows.max(axis=1)

    def run(order: slice) -> int:
        least, most = low[order], high[order]
        flat = (np.minimum.accumulate(least) + _FLAT) >= np.maximum.accumulate(most)
        return len(rows) if flat.all() else int(np.argmin(flat))

    top, foot = run(slice(None)), run(slice(None, None, -1))
    return (0, len(rows)) if top == len(rows) else (top, len(rows) - foot)


def _grey(image: PIL.Image.Image) -> PIL.Image.Image:
    """Luminance, no finer than is needed: each cut out of it is made small anew."""
    grey = image.convert("L")
    factor = min(grey.size) // _ENOUGH
    return grey.reduce(factor) if factor > 1 else grey


def _small(grey: PIL.Image.Image, box: Box | None = None) -> Grey:
    small = grey.resize((_SIDE, _SIDE), PIL.Image.Resampling.BILINEAR, box=box)
    return np.asarray(small, dtype=np.float32)


def _of(grey: Grey) -> Fingerprint:
    frequencies = _cosines() @ grey @ _cosines().T
    above = frequencies > np.median(frequencies)
    steps = np.abs(np.diff(grey, axis=0)).mean() + np.abs(np.diff(grey, axis=1)).mean()
    quality = min(100, round(float(steps) / _FULL_QUALITY * 1000))
    return Fingerprint(bits=np.packbits(above).tobytes().hex(), quality=quality)


@cache
def _cosines() -> Grey:
    """(16, 64): frequencies 1 to 16 of the discrete cosine transform of 64 values."""
    frequency, place = np.arange(1, _FREQUENCIES + 1)[:, None], np.arange(_SIDE)[None, :]
    return np.cos(np.pi * frequency * (2 * place + 1) / (2 * _SIDE)).astype(np.float32)
