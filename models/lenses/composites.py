"""Pictures to train on: drawn lenses and look-alikes put on pictures that show no lens."""

from dataclasses import dataclass

import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFilter
from numpy.typing import NDArray

from lenswatch.models.lenses.discs import lens, pinhole
from lenswatch.models.lenses.look_alikes import LOOK_ALIKES
from lenswatch.models.lenses.luck import happens
from lenswatch.models.lenses.plane import Array, Disc, Plane, bright, grey
from lenswatch.models.lenses.spot import Spot
from lenswatch.models.lenses.twins import DIFFERS_DRAWN, ENOUGH, share_that_differs

LENS, CALLOUT = "lens", "callout"
_TRIES = 8
_PINHOLES, _BODIES = 26, 16  # pixels: width of the widest pinhole, of the narrowest lens in a block
_HALF = 0.5  # covered by more than this, a pixel is the disc's
Pixels = NDArray[np.uint8]
Place = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Sheet:
    """A picture that is being drawn on, and where its lenses are."""

    pixels: Array
    """(height, width, 3), 0 to 255."""
    spots: list[Spot]
    taken: list[tuple[float, float, float]]
    """Middles and radii of what was put on it."""


def composite(random: np.random.Generator, background: Pixels) -> tuple[Pixels, list[Spot]]:
    """A picture with some lenses, some look-alikes, or both.

    Args:
        random: Decides everything.
        background: (height, width, 3), a picture without any lens.

    Returns:
        The picture, and its lenses.
    """
    sheet = Sheet(background.astype(np.float32), [], [])
    for _ in range(random.choice([0, 1, 2, 3])):
        _put(random, sheet, None)
    for _ in range(random.choice([0, 1, 2, 3], p=[0.15, 0.4, 0.3, 0.15])):
        _put(random, sheet, LENS if happens(random, 0.6) else CALLOUT)
    image = PIL.Image.fromarray(sheet.pixels.clip(0, 255).astype(np.uint8))
    if happens(random, 0.3):
        image = image.filter(PIL.ImageFilter.GaussianBlur(random.uniform(0.3, 1.1)))
    return np.asarray(image), sheet.spots


def _put(random: np.random.Generator, sheet: Sheet, cue: str | None) -> None:
    """Put one thing where it can be seen and covers nothing that was put before."""
    diameter = float(np.exp(random.uniform(*np.log((44, 170) if cue == CALLOUT else (10, 64)))))
    if cue is None and happens(random, 0.4):
        diameter *= 2
    for _ in range(_TRIES):
        radius = diameter / 2
        height, width = sheet.pixels.shape[:2]
        if min(height, width) < diameter + 8:
            return
        middle = random.uniform(radius + 2, width - radius - 2), random.uniform(radius + 2, height - radius - 2)
        if any(np.hypot(middle[0] - x, middle[1] - y) < radius + far + 6 for x, y, far in sheet.taken):
            continue
        if _drawn(random, sheet, cue, middle, diameter):
            return


def _drawn(random: np.random.Generator, sheet: Sheet, cue: str | None, middle: Place, diameter: float) -> bool:
    """Draw it; undone where it cannot be told from the picture without it."""
    twin = sheet.pixels.copy()
    if cue == CALLOUT or (cue is None and happens(random, 0.25)):
        _beam(random, sheet, middle, diameter)
    if cue == LENS and diameter > _BODIES and happens(random, 0.5):
        _body(random, sheet, middle, diameter)
    seen = _paste(sheet.pixels, _disc(random, cue, diameter), middle, twin)
    if cue is not None:
        if seen < ENOUGH:
            sheet.pixels[:] = twin
            return False
        sheet.spots.append(Spot(cue, *middle, diameter))
    sheet.taken.append((*middle, diameter / 2))
    return True


def _disc(random: np.random.Generator, cue: str | None, diameter: float) -> Disc:
    plane = Plane.of(random, diameter)
    if cue is None:
        return LOOK_ALIKES[random.integers(len(LOOK_ALIKES))](random, plane)
    if cue == LENS and diameter < _PINHOLES and happens(random, 0.5):
        return pinhole(random, plane)
    return lens(random, plane, colourful=cue == CALLOUT or happens(random, 0.3))


def _paste(pixels: Array, disc: Disc, middle: Place, twin: Array) -> float:
    """Put a disc on a picture.

    Returns:
        The share of its pixels that differ from the twin without it.
    """
    colours, cover = disc
    side = len(cover)
    left, top = (round(place - side / 2) for place in middle)
    there = slice(max(0, top), top + side), slice(max(0, left), left + side)
    here = pixels[there]
    start = there[0].start - top, there[1].start - left
    part = slice(start[0], start[0] + here.shape[0]), slice(start[1], start[1] + here.shape[1])
    here += (colours[part] - here) * cover[part][..., None]
    inside = cover[part] > _HALF
    return share_that_differs(here, twin[there], inside, DIFFERS_DRAWN)


def _overlay(pixels: Array, drawn: PIL.Image.Image, colour: Array, strength: float) -> None:
    cover = np.asarray(drawn.filter(PIL.ImageFilter.GaussianBlur(0.6)), dtype=np.float32)[..., None] / 255 * strength
    pixels += (colour - pixels) * cover


def _beam(random: np.random.Generator, sheet: Sheet, middle: Place, diameter: float) -> None:
    """A cone of light from a point to the disc, a line, a ring around it, or nothing."""
    drawn, colour = _paper(sheet), bright(random)
    pen, strength = PIL.ImageDraw.Draw(drawn), 1.0
    way, far = random.uniform(0, 2 * np.pi), diameter * random.uniform(0.9, 2.2)
    tip = middle[0] + far * np.cos(way), middle[1] + far * np.sin(way)
    match str(random.choice(["cone", "line", "ring", "nothing"], p=[0.5, 0.2, 0.15, 0.15])):
        case "cone":
            aside, strength = (diameter / 2 * np.sin(way), -diameter / 2 * np.cos(way)), random.uniform(0.2, 0.9)
            edge = (middle[0] + aside[0], middle[1] + aside[1]), (middle[0] - aside[0], middle[1] - aside[1])
            pen.polygon([tip, *edge], fill=255)
        case "line":
            pen.line([tip, middle], fill=255, width=int(random.integers(1, 5)))
        case "ring":
            pen.ellipse(_square(middle, diameter * random.uniform(0.53, 0.7)), outline=255, width=3)
        case _:
            return
    _overlay(sheet.pixels, drawn, colour, strength)


def _body(random: np.random.Generator, sheet: Sheet, middle: Place, diameter: float) -> None:
    """The square or round black block a bare lens sits in."""
    drawn = _paper(sheet)
    pen, reach, turn = PIL.ImageDraw.Draw(drawn), diameter * random.uniform(0.6, 1.1), random.uniform(0, 1.5)
    if happens(random, 0.7):
        ways = [turn + np.pi / 4 + number * np.pi / 2 for number in range(4)]
        corners = [(middle[0] + 1.3 * reach * np.cos(way), middle[1] + 1.3 * reach * np.sin(way)) for way in ways]
        pen.polygon(corners, fill=255)
    else:
        pen.ellipse(_square(middle, reach), fill=255)
    _overlay(sheet.pixels, drawn, grey(random, 10, 70), 1)


def _paper(sheet: Sheet) -> PIL.Image.Image:
    """As large as the picture, with nothing on it."""
    height, width = sheet.pixels.shape[:2]
    return PIL.Image.new("L", (width, height))


def _square(middle: Place, reach: float) -> tuple[float, float, float, float]:
    return (middle[0] - reach, middle[1] - reach, middle[0] + reach, middle[1] + reach)
