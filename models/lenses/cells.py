"""Places of pictures to learn from: what the backbone's maps hold around them, and what is there."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from lenswatch.models.lenses.graph import CELLS, SIDE
from lenswatch.models.lenses.spot import Spot

STEP = SIDE // CELLS
UNIT = 16
"""Pixels; widths are learnt as the logarithm to base 2 of so many."""
CUES = ("lens", "callout")
"""Numbered from 1; 0 is nothing."""
_IGNORED = -1
_MOST = 24  # places of a picture that are taken for the middle of a lens
_PLAIN = 3  # of 255: standard deviation below which a place shows one colour

Maps = tuple[NDArray[np.float16], NDArray[np.float16], NDArray[np.float16]]
"""(40, 64, 64), (112, 32, 32) and (24, 128, 128)."""
_MIDDLES = (np.arange(CELLS) + 0.5) * STEP


@dataclass(frozen=True, eq=False)
class Cells:
    """Places, one a row."""

    features: NDArray[np.float16]
    """(n, 1752): 3 × 3 values of 40 channels, of 112, then 4 × 4 of 24."""
    labels: NDArray[np.int8]
    """(n): 0 nothing, 1 lens, 2 call-out."""
    widths: NDArray[np.float32]
    """(n): log2 of the lens's width by 16 pixels; 0 where there is none."""

    def __len__(self) -> int:
        return len(self.labels)


def together(parts: Sequence[Cells]) -> Cells:
    """All of them in one."""
    return Cells(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Cells)))


def around(maps: Maps, places: NDArray[np.intp]) -> NDArray[np.float16]:
    """(n, 1752): what the maps hold around places (n, 2), rows and columns of the map of 64 × 64."""
    taken = []
    for values in maps:
        side, wide = values.shape[-1], _wide(values)
        rows, columns = (places[:, axis] * side // CELLS for axis in range(2))
        padded = np.pad(values, ((0, 0), (1, 1), (1, 1)))
        near = [padded[:, rows + down, columns + across] for down in range(wide) for across in range(wide)]
        taken.append(np.stack(near, axis=1).reshape(wide * wide * len(values), len(places)))
    return np.concatenate(taken).T


def everywhere(values: NDArray[np.float16]) -> NDArray[np.float16]:
    """What one map holds around all places it tells apart, at most 64 × 64: one a row, line by line."""
    side, wide = values.shape[-1], _wide(values)
    step = max(1, side // CELLS)
    padded = np.pad(values, ((0, 0), (1, 1), (1, 1)))
    near = [
        padded[:, down : down + side : step, across : across + side : step]
        for down in range(wide)
        for across in range(wide)
    ]
    return np.stack(near, axis=1).reshape(wide * wide * len(values), -1).T


def _wide(values: NDArray[np.float16]) -> int:
    """A place and what is beside it, in values of a map."""
    return 4 if values.shape[-1] > CELLS else 3


def truth(spots: Sequence[Spot]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """(64, 64) labels, -1 where neither yes nor no is meant, and widths."""
    labels, widths = np.zeros((CELLS, CELLS), np.int8), np.zeros((CELLS, CELLS), np.float32)
    far = [np.hypot(_MIDDLES[None] - spot.across, _MIDDLES[:, None] - spot.down) for spot in spots]
    for spot, distance in zip(spots, far, strict=True):
        labels[(distance < 0.75 * spot.diameter + 10) & (labels == 0)] = _IGNORED
    for spot, distance in zip(spots, far, strict=True):
        middle = distance < max(0.25 * spot.diameter, 6.5)
        labels[middle] = CUES.index(spot.cue) + 1
        widths[middle] = np.log2(max(spot.diameter, 1) / UNIT)
    return labels, widths


def sampled(
    random: np.random.Generator, pixels: NDArray[np.uint8], maps: Maps, spots: Sequence[Spot], nothing: int
) -> Cells:
    """The middles of lenses, and so many places of a picture without any, most of them not of one colour."""
    labels, widths = truth(spots)
    spread = pixels.reshape(CELLS, STEP, CELLS, STEP, 3).astype(np.float32).std(axis=(1, 3)).mean(axis=-1)
    some = (
        _few(random, labels > 0, _MOST),
        _few(random, (labels == 0) & (spread > _PLAIN), nothing),
        _few(random, labels == 0, max(2, nothing // 8)),
    )
    return at(maps, np.concatenate(some), labels, widths)


def at(maps: Maps, places: NDArray[np.intp], labels: NDArray[np.int8], widths: NDArray[np.float32]) -> Cells:
    """Places of one picture."""
    where = places[:, 0], places[:, 1]
    return Cells(around(maps, places), labels[where], widths[where])


def _few(random: np.random.Generator, which: NDArray[np.bool_], most: int) -> NDArray[np.intp]:
    places = np.argwhere(which)
    return places[random.permutation(len(places))[:most]]
