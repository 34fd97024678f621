"""A whole picture on a square of one size, for networks that read all of it."""

import numpy as np
import PIL.Image
from numpy.typing import NDArray

_FILL = 127  # what the networks read as nothing


def framed(image: PIL.Image.Image, side: int) -> tuple[NDArray[np.uint8], float]:
    """(side, side, 3) with an RGB picture in its upper left corner, and how many of its pixels one of the square's is.

    Args:
        image: RGB, of any size.
        side: Pixels; the longer side of the picture is made as long.
    """
    factor = side / max(image.size)
    size = tuple(max(1, round(length * factor)) for length in image.size)
    method = PIL.Image.Resampling.BICUBIC if factor > 1 else PIL.Image.Resampling.LANCZOS
    square = np.full((side, side, 3), _FILL, dtype=np.uint8)
    square[: size[1], : size[0]] = np.asarray(image.resize((size[0], size[1]), method))
    return square, 1 / factor
