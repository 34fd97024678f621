"""Goods in a few plain shapes, told apart by colour and by what is printed on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lenswatch.operations.demo.drawing.studio import Colour, Studio

__all__ = ["SHAPES", "Packshot"]

_DOT = 7
"""Radius of a lens that is not meant to be seen."""


@dataclass(frozen=True)
class Packshot:
    """One picture of the table `marketplace/packshots.csv`."""

    shape: str
    """Key of `SHAPES`."""
    colour: Colour
    ink: Colour
    """Colour of the print."""
    words: str
    """What is printed on the thing."""
    lens: bool
    """Whether a small dark dot is to be found on it."""

    def __call__(self, studio: Studio) -> None:
        """Draw it."""
        SHAPES[self.shape](studio, self)


def _label(studio: Studio, shot: Packshot, x: float, y: float, width: float) -> None:
    lines = shot.words.split("/")
    size = min(44, *(width / max(1, sum(0.55 if sign < "\u2e80" else 1 for sign in line)) for line in lines))
    for number, line in enumerate(lines):
        studio.text(x, y + (number - (len(lines) - 1) / 2) * size * 1.35, line, size, shot.ink)


def _carton(studio: Studio, shot: Packshot) -> None:
    studio.shadow((70, 360, 430, 430))
    studio.polygon([(90, 130), (150, 85), (420, 85), (375, 130)], shot.colour)
    studio.polygon([(375, 130), (420, 85), (420, 350), (375, 400)], "#6a6d72")
    studio.block((90, 130, 375, 400), shot.colour, shot.colour, 3)
    studio.frame((104, 144, 361, 386), shot.ink, 2, 3)
    _label(studio, shot, 232, 262, 225)
    if shot.lens:
        studio.lens(232, 170, _DOT)


def _bottle(studio: Studio, shot: Packshot) -> None:
    studio.shadow((140, 390, 360, 440))
    studio.tube((200, 60, 280, 120), "#3a3d44", 10)
    studio.tube((155, 115, 325, 420), shot.colour, 34)
    _label(studio, shot, 240, 270, 120)
    if shot.lens:
        studio.lens(240, 92, _DOT)


def _slab(studio: Studio, shot: Packshot) -> None:
    studio.shadow((120, 400, 370, 445))
    studio.tube((135, 55, 345, 425), shot.colour, 30)
    studio.frame((147, 67, 333, 413), shot.ink, 1.5, 24)
    _label(studio, shot, 240, 250, 150)
    if shot.lens:
        studio.lens(240, 105, _DOT)


def _disc(studio: Studio, shot: Packshot) -> None:
    studio.shadow((90, 130, 400, 430))
    studio.ball((80, 80, 400, 400), shot.colour)
    studio.ring(240, 240, 128, shot.ink, 2)
    _label(studio, shot, 240, 240, 190)
    if shot.lens:
        studio.lens(240, 150, _DOT)


def _wand(studio: Studio, shot: Packshot) -> None:
    studio.shadow((50, 290, 440, 345), 80)
    studio.tube((45, 205, 435, 280), shot.colour, 32, "down")
    studio.rect((120, 203, 132, 282), "#b9bdc3")
    _label(studio, shot, 275, 242, 230)
    if shot.lens:
        studio.lens(90, 240, _DOT)


def _band(studio: Studio, shot: Packshot) -> None:
    studio.shadow((150, 400, 340, 445))
    studio.tube((195, 30, 285, 450), shot.colour, 24)
    studio.block((160, 150, 320, 330), "#2c2f36", "#14161a", 40)
    studio.frame((160, 150, 320, 330), "#8d9198", 3, 40)
    _label(studio, shot, 240, 240, 120)
    if shot.lens:
        studio.lens(240, 310, _DOT)


def _sheet(studio: Studio, shot: Packshot) -> None:
    studio.shadow((75, 80, 425, 425), 70)
    studio.block((70, 70, 410, 410), shot.colour, shot.colour, 4)
    studio.frame((86, 86, 394, 394), shot.ink, 3, 3)
    _label(studio, shot, 240, 240, 270)
    if shot.lens:
        studio.lens(240, 120, _DOT)


def _camera(studio: Studio, shot: Packshot) -> None:
    """A thing that plainly is a camera: a large lens and a lamp."""
    studio.shadow((80, 370, 400, 430))
    studio.tube((90, 120, 390, 400), shot.colour, 46)
    studio.lens(240, 220, 72)
    studio.disc(345, 160, 11, "#d8352a")
    _label(studio, shot, 240, 345, 230)


SHAPES: Mapping[str, Callable[[Studio, Packshot], None]] = {
    "band": _band,
    "bottle": _bottle,
    "camera": _camera,
    "carton": _carton,
    "disc": _disc,
    "sheet": _sheet,
    "slab": _slab,
    "wand": _wand,
}
