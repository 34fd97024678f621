"""The same picture at another size, place, brightness and turn, on a square of the network's size."""

from io import BytesIO

import numpy as np
import PIL.Image
from numpy.typing import NDArray

from lenswatch.models.lenses.graph import SIDE
from lenswatch.models.lenses.luck import happens
from lenswatch.models.lenses.spot import Spot

Pixels = NDArray[np.uint8]
Spots = tuple[Spot, ...]


def varied(random: np.random.Generator, image: PIL.Image.Image, spots: Spots) -> tuple[Pixels, Spots]:
    """(512, 512, 3) and the lenses in it; where the picture is larger, a part with one of them."""
    factor = SIDE / max(image.size) * float(np.exp(random.uniform(np.log(0.55), np.log(1.5))))
    width, height = (max(16, round(side * factor)) for side in image.size)
    image = image.resize((width, height), PIL.Image.Resampling.BICUBIC)
    spots = tuple(spot.moved(factor) for spot in spots)
    if happens(random, 0.5):
        image, spots = _turned(image, spots, random.uniform(-15, 15))
    if happens(random, 0.5):
        image = image.transpose(PIL.Image.Transpose.FLIP_LEFT_RIGHT)
        spots = tuple(Spot(spot.cue, image.width - spot.across, spot.down, spot.diameter) for spot in spots)
    pixels = np.asarray(image, dtype=np.float32)
    light = (pixels - 128) * random.uniform(0.7, 1.3) + 128 + random.uniform(-25, 25) + random.normal(0, 8, 3)
    return _placed(random, light.clip(0, 255).astype(np.uint8), spots)


def stored(random: np.random.Generator, pixels: Pixels) -> Pixels:
    """What JPEG of some quality leaves of it."""
    stream = BytesIO()
    PIL.Image.fromarray(pixels).save(stream, "JPEG", quality=int(random.integers(45, 92)))
    return np.asarray(PIL.Image.open(stream))


def _turned(image: PIL.Image.Image, spots: Spots, degrees: float) -> tuple[PIL.Image.Image, Spots]:
    corner = image.getpixel((1, 1))
    image = image.rotate(degrees, PIL.Image.Resampling.BICUBIC, fillcolor=corner)
    middle, turn = (image.width / 2, image.height / 2), np.deg2rad(-degrees)
    moved = []
    for spot in spots:
        across, down = spot.across - middle[0], spot.down - middle[1]
        right = float(middle[0] + across * np.cos(turn) - down * np.sin(turn))
        below = float(middle[1] + across * np.sin(turn) + down * np.cos(turn))
        moved.append(Spot(spot.cue, right, below, spot.diameter))
    return image, tuple(moved)


def _placed(random: np.random.Generator, pixels: Pixels, spots: Spots) -> tuple[Pixels, Spots]:
    square = np.full((SIDE, SIDE, 3), 127 if happens(random, 0.5) else 255, dtype=np.uint8)
    kept = spots[random.integers(len(spots))] if spots else None
    starts, shifts = [], []
    for length, place in zip(pixels.shape[:2], (kept.down, kept.across) if kept else (None, None), strict=True):
        spare = length - SIDE
        start = int(random.integers(max(spare, 0) + 1))
        if place is not None and spare > 0:
            start = int(np.clip(place - random.uniform(0.15, 0.85) * SIDE, 0, spare))
        starts.append(start)
        shifts.append(int(random.integers(max(-spare, 0) + 1)))
    part = pixels[starts[0] : starts[0] + SIDE, starts[1] : starts[1] + SIDE]
    square[shifts[0] : shifts[0] + part.shape[0], shifts[1] : shifts[1] + part.shape[1]] = part
    moved = (spot.moved(1, shifts[1] - starts[1], shifts[0] - starts[0]) for spot in spots)
    return square, tuple(spot for spot in moved if 0 <= spot.across < SIDE and 0 <= spot.down < SIDE)
