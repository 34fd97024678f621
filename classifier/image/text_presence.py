"""Whether text is likely on a picture, in a hundredth of the time that reading it takes.

Characters are small spots darker or lighter than what is around them, and stand in rows: neighbours of like height,
close to each other, on one line. The spots that have such a neighbour are counted. So are rivets, keys and meshes: the
test says where reading may be worth its time, and nothing about what is printed.
"""

from itertools import islice

import numpy as np
import PIL.Image
import PIL.ImageFilter
from numpy.typing import NDArray

LIKELY_TEXT = 0.5
"""From here on a picture is worth reading. Figures: docs/quality.md, printed text."""

_SIDE = 512  # pixels of the shorter side on which spots are looked for, and of a window along the longer one
_MOST_WINDOWS = 40
_AROUND = 10  # pixels to each side that a spot is compared with
_CONTRAST = 18  # of 255, between a spot and what is around it
_HEIGHTS = (5, 90)
_STROKE = 2
_WIDEST = 2.5  # of its height: two characters that touch
_FRAME, _BLOCK = 0.15, 0.95  # of its box that a spot fills; less is a frame, more a block
_BAR = 0.85  # above it only what is upright, as an l is
_HALF = 5  # spots in rows at which the answer is one half
_LEAST_AREA = 6  # pixels of a spot
_MOST_SPOTS, _MOST_CHARACTERS = 3000, 250  # of a window; more only take time


def text_presence(image: PIL.Image.Image) -> float:
    """Likelihood of text on an RGB picture, in [0, 1], 2 decimals; the more characters in rows, the nearer to 1."""
    factor = _SIDE / min(image.size)
    if factor < 1:
        size = (round(image.width * factor), round(image.height * factor))
        image = image.resize(size, PIL.Image.Resampling.BILINEAR, reducing_gap=2.0)
    light, _, red = image.convert("YCbCr").split()  # red on grey may be as light as what is around it
    most = _most(light)
    if most < _HALF:
        most = max(most, _most(red))
    return round(most / (most + _HALF), 2)


def _most(channel: PIL.Image.Image) -> int:
    """Spots in rows, in the window that has most."""
    around = channel.filter(PIL.ImageFilter.BoxBlur(_AROUND))
    difference = np.asarray(channel, dtype=np.int16) - np.asarray(around, dtype=np.int16)
    if channel.width > channel.height:
        difference = difference.swapaxes(0, 1)
    starts = islice(range(0, len(difference), _SIDE), _MOST_WINDOWS)
    windows = (difference[start : start + _SIDE] for start in starts)
    if channel.width > channel.height:
        windows = (window.swapaxes(0, 1) for window in windows)
    return max(_in_rows(part > _CONTRAST) + _in_rows(part < -_CONTRAST) for part in windows)


def _in_rows(mask: NDArray[np.bool_]) -> int:
    """Spots that have a neighbour in a row."""
    boxes = _spots(mask)
    heights = boxes[:, 1] - boxes[:, 0]
    middles = (boxes[:, 0] + boxes[:, 1]) / 2
    taller = np.maximum(heights[:, None], heights)
    gaps = boxes[:, 2] - boxes[:, 3][:, None]
    near = (gaps > -0.1 * taller) & (gaps < 0.8 * taller)
    near &= np.minimum(heights[:, None], heights) > 0.6 * taller
    near &= np.abs(middles[:, None] - middles) < 0.35 * taller
    np.fill_diagonal(near, val=False)
    return int((near.any(axis=0) | near.any(axis=1)).sum())


def _spots(mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """(spots, 4): top, bottom, left, right of what may be a character or a part of one."""
    from scipy.ndimage import find_objects, label  # noqa: PLC0415 - takes 0.4 s, and most screenings see no picture

    labels, count = label(mask)
    areas = np.bincount(labels.ravel(), minlength=count + 1)
    kept = (areas >= _LEAST_AREA) & (np.cumsum(areas >= _LEAST_AREA) <= _MOST_SPOTS)
    kept[0] = False  # what is no spot
    labels, areas = (np.cumsum(kept) * kept)[labels], areas[kept]
    places = [(rows.start, rows.stop, columns.start, columns.stop) for rows, columns in find_objects(labels)]
    boxes = np.array(places, dtype=np.int64).reshape(-1, 4)
    heights, widths = boxes[:, 1] - boxes[:, 0], boxes[:, 3] - boxes[:, 2]
    filled = areas / (heights * widths)
    fits = (heights >= _HEIGHTS[0]) & (heights <= _HEIGHTS[1]) & (widths >= _STROKE) & (widths <= _WIDEST * heights)
    fits &= (filled > _FRAME) & (filled < _BLOCK) & ((filled < _BAR) | (widths <= heights / 2))
    return boxes[fits][:_MOST_CHARACTERS]
