"""Parts of a picture that may be a picture of their own: the photos of a collage, on a template, on a screenshot."""

from collections.abc import Iterator

import numpy as np
import PIL.Image
from numpy.typing import NDArray

Place = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels; right and bottom are outside."""
MOST_PANELS = 6
_WORKING = 256  # pixels of the longer side on which parts are looked for
_FLAT = 24  # of 255: what JPEG makes of one colour
_LEAST_SHARE = 0.06  # of the picture's area; a smaller part is an icon
_LEAST_SIDE = 24  # pixels of the original
_NEARLY_ALL = 0.95  # of the area: such a part is the picture itself
_GAP = 2  # working pixels that part two photos
_DEPTH = 4
_TILE = 0.5  # of each side
_STEPS = (0.0, 0.25, 0.5)


def panels(image: PIL.Image.Image) -> tuple[Place, ...]:
    """Parts that a gap of one colour parts from the rest, largest first, at most six; the whole picture is none."""
    factor = max(1, max(image.size) // _WORKING)
    grey = np.asarray(image.convert("L").reduce(factor), dtype=np.int16)
    found = {box for box in _parts(grey, (0, 0, grey.shape[1], grey.shape[0]), _DEPTH) if _is_panel(box, grey.size)}
    largest = sorted(found, key=lambda box: (-_area(box), box))[:MOST_PANELS]
    scaled = (_scaled(box, factor, image) for box in largest)
    return tuple(box for box in scaled if min(box[2] - box[0], box[3] - box[1]) >= _LEAST_SIDE)


def quarters(image: PIL.Image.Image) -> tuple[Place, ...]:
    """The four quarters, as collages without gaps have them."""
    nine = tiles(image)
    return (nine[0], nine[2], nine[6], nine[8])


def tiles(image: PIL.Image.Image) -> tuple[Place, ...]:
    """Nine windows of half the sides that overlap by half; the quarters are among them."""
    width, height = round(image.width * _TILE), round(image.height * _TILE)
    corners = ((round(image.width * x), round(image.height * y)) for y in _STEPS for x in _STEPS)
    return tuple((left, top, left + width, top + height) for left, top in corners)


def _parts(grey: NDArray[np.int16], box: Place, depth: int) -> Iterator[Place]:
    box = _trimmed(grey, box)
    if _area(box) == 0:
        return
    yield box
    if depth == 0:
        return
    left, top, right, bottom = box
    here = grey[top:bottom, left:right]
    rows, columns = _bands(here), _bands(here.T)
    if len(rows) > 1:
        for start, end in rows:
            yield from _parts(grey, (left, top + start, right, top + end), depth - 1)
    elif len(columns) > 1:
        for start, end in columns:
            yield from _parts(grey, (left + start, top, left + end, bottom), depth - 1)


def _trimmed(grey: NDArray[np.int16], box: Place) -> Place:
    left, top, right, bottom = box
    here = grey[top:bottom, left:right]
    rows, columns = (np.flatnonzero(np.ptp(side, axis=1) > _FLAT) for side in (here, here.T))
    if not rows.size or not columns.size:
        return (left, top, left, top)
    return (left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1)


def _bands(rows: NDArray[np.int16]) -> list[tuple[int, int]]:
    """Runs of rows that are not of one colour, parted by at least two that are."""
    filled = np.flatnonzero(np.ptp(rows, axis=1) > _FLAT)
    if not filled.size:
        return []
    breaks = np.flatnonzero(np.diff(filled) > _GAP)
    starts = [int(filled[0]), *filled[breaks + 1].tolist()]
    ends = [*(filled[breaks] + 1).tolist(), int(filled[-1]) + 1]
    return list(zip(starts, ends, strict=True))


def _is_panel(box: Place, whole: int) -> bool:
    return _LEAST_SHARE * whole <= _area(box) <= _NEARLY_ALL * whole


def _area(box: Place) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])


def _scaled(box: Place, factor: int, image: PIL.Image.Image) -> Place:
    left, top, right, bottom = (side * factor for side in box)
    return (left, top, min(right, image.width), min(bottom, image.height))
