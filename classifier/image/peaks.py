"""From a map of chances to places: the highest first, none within another."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lenswatch.classifier.image.box import Box

STEP = 8
"""Pixels between two places of the map."""
_LEAST = 8.0  # pixels of a box's side


@dataclass(frozen=True)
class Peak:
    """A place, in pixels of the square that was looked at."""

    chance: float
    across: float
    down: float
    width: float

    def box(self, scale: tuple[float, float], size: tuple[int, int]) -> Box:
        """In pixels of the picture, within it and at least one pixel wide.

        Args:
            scale: Pixels of the picture for one of the square, across and down.
            size: Width and height of the picture.
        """
        half = self.width / 2
        left, right = ((self.across + side) * scale[0] for side in (-half, half))
        top, bottom = ((self.down + side) * scale[1] for side in (-half, half))
        first = min(max(0, round(left)), size[0] - 1), min(max(0, round(top)), size[1] - 1)
        last = min(size[0], round(right)), min(size[1], round(bottom))
        return (*first, max(last[0], first[0] + 1), max(last[1], first[1] + 1))


def peaks(chances: NDArray[np.float32], widths: NDArray[np.float32], cut: float) -> list[Peak]:
    """Places with a chance above a cut, highest first; a place within one that is higher is left out.

    Args:
        chances: (rows, columns).
        widths: The same shape: how wide, in pixels, what is at a place would be.
        cut: A chance.
    """
    rows, columns = np.nonzero(chances > cut)
    found: list[Peak] = []
    for place in np.argsort(-chances[rows, columns], kind="stable"):
        row, column = int(rows[place]), int(columns[place])
        across, down, width = (column + 0.5) * STEP, (row + 0.5) * STEP, max(float(widths[row, column]), _LEAST)
        if all(np.hypot(across - one.across, down - one.down) > max(one.width, width) / 2 + STEP for one in found):
            found.append(Peak(float(chances[row, column]), across, down, width))
    return found
