"""What modelled things are made of: simple bodies with a surface. Knows nothing of the program that draws them.

Lengths are free: a thing is brought to one size before it is drawn. z is up; a thing's front looks towards -y.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Vector = tuple[float, float, float]
Colour = tuple[float, float, float]
"""Red, green, blue in [0, 1], linear."""
Form = Literal["box", "cylinder", "cone", "pyramid", "ball", "ring", "tube", "lathe", "label"]


@dataclass(frozen=True)
class Surface:
    """How a body looks."""

    colour: Colour
    rough: float = 0.45
    """0 a mirror, 1 chalk."""
    metal: float = 0.0
    glass: float = 0.0
    """Share of light that goes through."""
    glow: float = 0.0
    """Light of its own."""


@dataclass(frozen=True)
class Part:
    """One body."""

    form: Form
    surface: Surface
    size: Vector = (1, 1, 1)
    """box: width, depth, height; cylinder: radius, -, height; cone: lower and upper radius, height; pyramid: lower and
    upper side, height; ball: three radii;
    ring: radius, thickness, -; tube: thickness; label: height of the letters."""
    at: Vector = (0, 0, 0)
    turn: Vector = (0, 0, 0)
    """Degrees about x, y, z, in that order."""
    bevel: float = 0.0
    points: tuple[Vector, ...] = ()
    """tube: its line; lathe: radius, -, height of its outline."""
    text: str = ""


Parts = tuple[Part, ...]


def box(size: Vector, at: Vector, surface: Surface, bevel: float = 0.03, turn: Vector = (0, 0, 0)) -> Part:
    """A block about its middle, edges rounded by `bevel`."""
    return Part("box", surface, size, at, turn, min(bevel, 0.49 * min(size)))


def cylinder(
    radius: float, height: float, at: Vector, surface: Surface, bevel: float = 0.0, turn: Vector = (0, 0, 0)
) -> Part:
    """Along z, about its middle."""
    return Part("cylinder", surface, (radius, radius, height), at, turn, bevel)


def cone(low: float, high: float, height: float, at: Vector, surface: Surface, turn: Vector = (0, 0, 0)) -> Part:
    """Along z, about its middle."""
    return Part("cone", surface, (low, high, height), at, turn)


def pyramid(low: float, high: float, height: float, at: Vector, surface: Surface, turn: Vector = (0, 0, 0)) -> Part:
    """A square one without its point, along z, about its middle."""
    return Part("pyramid", surface, (low, high, height), at, turn)


def ball(radii: Vector, at: Vector, surface: Surface, turn: Vector = (0, 0, 0)) -> Part:
    """An ellipsoid."""
    return Part("ball", surface, radii, at, turn)


def ring(radius: float, thickness: float, at: Vector, surface: Surface, turn: Vector = (0, 0, 0)) -> Part:
    """A torus in the plane of x and y."""
    return Part("ring", surface, (radius, thickness, 0), at, turn)


def tube(points: Sequence[Vector], thickness: float, surface: Surface) -> Part:
    """A cable or wire along points."""
    return Part("tube", surface, (thickness, 0, 0), points=tuple(points))


def lathe(outline: Sequence[tuple[float, float]], at: Vector, surface: Surface) -> Part:
    """A body turned on a lathe; the outline is radius and height."""
    return Part("lathe", surface, at=at, points=tuple((radius, 0.0, height) for radius, height in outline))


def label(text: str, height: float, at: Vector, surface: Surface, turn: Vector = (90, 0, 0)) -> Part:
    """Printed letters; as given they are read from the front."""
    return Part("label", surface, (height, 0, 0), at, turn, text=text)


def moved(parts: Iterable[Part], by: Vector) -> Parts:
    """The same, elsewhere."""
    return tuple(
        replace(
            part,
            at=_sum(part.at, by) if part.form != "tube" else part.at,
            points=tuple(_sum(point, by) for point in part.points) if part.form == "tube" else part.points,
        )
        for part in parts
    )


def scaled(parts: Iterable[Part], by: float) -> Parts:
    """The same, larger or smaller, seen from the origin."""
    return tuple(
        replace(
            part,
            size=_times(part.size, by),
            at=_times(part.at, by),
            bevel=part.bevel * by,
            points=tuple(_times(point, by) for point in part.points),
        )
        for part in parts
    )


def circle(count: int, radius: float, start: float = 0.0) -> list[tuple[float, float, float]]:
    """Places on a circle: x, y, and the angle in degrees."""
    angles = [start + 360 * step / count for step in range(count)]
    return [(radius * math.cos(math.radians(a)), radius * math.sin(math.radians(a)), a) for a in angles]


def _sum(one: Vector, other: Vector) -> Vector:
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2])


def _times(one: Vector, by: float) -> Vector:
    return (one[0] * by, one[1] * by, one[2] * by)
