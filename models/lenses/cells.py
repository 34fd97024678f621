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

Maps = tuple[NDArray[np.float16], NDArray[np.float16]]
"""(40, 64, 64) and (112, 32, 32)."""
_MIDDLES = (np.arange(CELLS) + 0.5) * STEP


@dataclass(frozen=True, eq=False)
class Cells:
    """Places, one a row."""

    features: NDArray[np.float16]
    """(n, 1368): 3 × 3 values of 40 channels, then of 112."""
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
    """(n, 1368): what the maps hold around places (n, 2), rows and columns of the finer map."""
    rows, columns = places[:, 0], places[:, 1]
    taken = []
    for values, by in zip(maps, (1, 2), strict=True):
        padded = np.pad(values, ((0, 0), (1, 1), (1, 1)))
        near = [padded[:, rows // by + down, columns // by + across] for down in range(3) for across in range(3)]
        taken.append(np.stack(near, axis=1).reshape(-1, len(places)))
    return np.concatenate(taken).T


def everywhere(maps: Maps) -> NDArray[np.float16]:
    """(4096, 1368), row by row."""
    return around(maps, np.argwhere(np.ones((CELLS, CELLS), dtype=bool)))


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
