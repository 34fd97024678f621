"""Round things drawn from numbers: lenses, pinholes, and what is taken for them (screws, buttons, lamps, dials)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lenswatch.models.lenses.luck import happens

Array = NDArray[np.float32]
Disc = tuple[Array, Array]
"""Colours (side, side, 3) from 0 to 255, and how much they cover (side, side) from 0 to 1."""


@dataclass(frozen=True, eq=False)
class Plane:
    """Where the pixels of a square patch lie, seen from the middle of a disc of radius 1."""

    across: Array
    """(side, side)."""
    down: Array
    """(side, side)."""
    pixel: float
    """Width of a pixel in radii: how soft edges are drawn."""

    @classmethod
    def of(cls, random: np.random.Generator, diameter: float) -> "Plane":
        """Turned at random, and often seen a little from the side."""
        side = int(diameter * 1.15) + 3
        places = (np.arange(side, dtype=np.float32) + 0.5 - side / 2) / (diameter / 2)
        down, across = np.meshgrid(places, places, indexing="ij")
        turn, squash = random.uniform(0, 2 * np.pi), random.choice([1.0, random.uniform(0.55, 1)])
        turned = np.cos(turn) * across + np.sin(turn) * down
        other = (np.cos(turn) * down - np.sin(turn) * across) / squash
        return cls(turned.astype(np.float32), other.astype(np.float32), 2.4 / diameter)

    @property
    def distance(self) -> Array:
        """From the middle."""
        return np.asarray(np.hypot(self.across, self.down), dtype=np.float32)

    @property
    def angle(self) -> Array:
        """From -pi to pi."""
        return np.asarray(np.arctan2(self.down, self.across), dtype=np.float32)

    def within(self, radius: float, across: float = 0, down: float = 0, *, soft: float = 0) -> Array:
        """1 inside a circle, 0 outside, a soft edge between."""
        gap = radius - np.hypot(self.across - across, self.down - down)
        return np.asarray(np.clip(gap / max(self.pixel, soft) + 0.5, 0, 1), dtype=np.float32)


def over(colours: Array, cover: Array, colour: Array | float) -> Array:
    """One colour painted over others."""
    return np.asarray(colours + (colour - colours) * cover[..., None], dtype=np.float32)


def grey(random: np.random.Generator, low: float, high: float) -> Array:
    """A grey with a slight tint."""
    return (random.uniform(low, high) + random.normal(0, 5, 3)).clip(0, 255).astype(np.float32)


def bright(random: np.random.Generator) -> Array:
    """A strong colour."""
    strongest = random.permutation([random.uniform(170, 255), random.uniform(0, 255), random.uniform(0, 110)])
    return strongest.astype(np.float32)


def _blank(plane: Plane, colour: Array) -> Array:
    return np.broadcast_to(colour, (*plane.across.shape, 3)).astype(np.float32)


def _shine(random: np.random.Generator, plane: Plane, colours: Array, within: float) -> Array:
    """One to three spots of light on glass."""
    for _ in range(random.integers(1, 4)):
        far, way = random.uniform(0.1, 0.7) * within, random.uniform(0, 2 * np.pi)
        spot = plane.within(
            random.uniform(0.08, 0.25) * within, far * np.cos(way), far * np.sin(way), soft=0.1 * within
        )
        colours = over(colours, spot * random.uniform(0.4, 1), grey(random, 190, 255))
    return colours


def _lit_ring(random: np.random.Generator, plane: Plane, dark: Array) -> Array:
    """A ring that is lit from one side or two, as turned metal and plastic are."""
    waves = 0.5 + 0.5 * np.cos(random.integers(1, 3) * plane.angle + random.uniform(0, 6))
    return np.asarray(dark + (waves * random.uniform(10, 90))[..., None], dtype=np.float32)


def _glass(random: np.random.Generator, plane: Plane, radius: float) -> Array:
    """Dark glass whose coating throws back one or two colours."""
    colours = _blank(plane, grey(random, 5, 40))
    for _ in range(random.integers(1, 4)):
        side = 0.5 + 0.5 * np.cos(plane.angle - random.uniform(0, 6))
        ring = np.exp(-(((plane.distance / radius - random.uniform(0.3, 0.95)) / random.uniform(0.1, 0.35)) ** 2))
        colours = over(colours, (side * ring * random.uniform(0.3, 1)).astype(np.float32), bright(random))
    return colours


def lens(random: np.random.Generator, plane: Plane, *, colourful: bool) -> Disc:
    """A lens: rings that step inwards, glass, a black middle, spots of light."""
    colours = _lit_ring(random, plane, _blank(plane, grey(random, 8, 70)))
    radius = 1.0
    for _ in range(random.integers(2, 6)):
        radius *= random.uniform(0.72, 0.93)
        ring = _lit_ring(random, plane, _blank(plane, grey(random, 5, 60)))
        colours = over(colours, plane.within(radius), ring)
        if happens(random, 0.4):
            edge = plane.within(radius) - plane.within(radius - random.uniform(0.02, 0.05))
            colours = over(colours, edge * random.uniform(0.2, 0.9), grey(random, 110, 230))
    if colourful and happens(random, 0.4):
        marks = np.sin(plane.angle * random.integers(20, 60) + plane.distance) > random.uniform(0.2, 0.8)
        band = plane.within(0.92) - plane.within(0.84)
        colours = over(colours, (band * marks * 0.8).astype(np.float32), grey(random, 150, 255))
    radius *= random.uniform(0.75, 0.98)
    plain = _blank(plane, grey(random, 5, 45))
    colours = over(colours, plane.within(radius), _glass(random, plane, radius) if colourful else plain)
    colours = over(colours, plane.within(radius * random.uniform(0.25, 0.55), soft=0.06), grey(random, 0, 25))
    if colourful or happens(random, 0.7):
        colours = _shine(random, plane, colours, radius)
    return colours, plane.within(1)


def pinhole(random: np.random.Generator, plane: Plane) -> Disc:
    """A small dark hole, with or without a rim and a spot of light."""
    colours, cover = _blank(plane, grey(random, 0, 35)), plane.within(random.uniform(0.6, 0.95))
    if happens(random, 0.6):
        rim = _lit_ring(random, plane, _blank(plane, grey(random, 20, 170)))
        colours, cover = over(rim, plane.within(random.uniform(0.5, 0.75)), grey(random, 0, 30)), plane.within(1)
    if happens(random, 0.6):
        colours = _shine(random, plane, colours, 0.5)
    return colours, cover


def screw(random: np.random.Generator, plane: Plane) -> Disc:
    """A head with a slot or a cross."""
    colours = _lit_ring(random, plane, _blank(plane, grey(random, 30, 190)))
    wide, long = random.uniform(0.08, 0.2), random.uniform(0.5, 0.9)
    slot = (np.abs(plane.across) < wide) & (np.abs(plane.down) < long)
    if happens(random, 0.7):
        slot |= (np.abs(plane.down) < wide) & (np.abs(plane.across) < long)
    return over(colours, slot.astype(np.float32), grey(random, 0, 60)), plane.within(1)


def button(random: np.random.Generator, plane: Plane) -> Disc:
    """Of a shirt, with two or four holes, or of a device, with a ring on it."""
    colours = _lit_ring(random, plane, _blank(plane, grey(random, 5, 230)))
    colours = over(colours, plane.within(random.uniform(0.7, 0.9)), grey(random, 5, 230))
    if happens(random, 0.5):
        holes, far, hole = random.choice([2, 4]), random.uniform(0.2, 0.35), random.uniform(0.08, 0.14)
        for number in range(holes):
            way = 2 * np.pi * number / holes
            colours = over(colours, plane.within(hole, far * np.cos(way), far * np.sin(way)), grey(random, 0, 60))
    elif happens(random, 0.7):
        ring = plane.within(0.45) - plane.within(0.33)
        colours = over(colours, ring, bright(random) if happens(random, 0.5) else grey(random, 100, 255))
    return colours, plane.within(1)


def lamp(random: np.random.Generator, plane: Plane) -> Disc:
    """A lit diode, a shaded ball, or a red window."""
    colour = bright(random)
    light = np.clip(1.1 - np.hypot(plane.across - 0.25, plane.down + 0.25) * random.uniform(0.3, 0.9), 0, 1)
    colours = (colour * light[..., None]).astype(np.float32)
    if happens(random, 0.6):
        colours = over(colours, 1 - plane.within(random.uniform(0.6, 0.95)), grey(random, 5, 220))
    return colours, plane.within(1)


def dial(random: np.random.Generator, plane: Plane) -> Disc:
    """Marks on a circle and one or two hands."""
    face, ink = (255, 20) if happens(random, 0.5) else (20, 240)
    colours = _blank(plane, grey(random, face - 15, face))
    count = random.choice([4, 12, 24, 60])
    marks = np.clip(4 * np.cos(plane.angle * count) - 3, 0, 1) * (plane.within(0.9) - plane.within(0.75))
    colours = over(colours, marks, grey(random, ink - 15, ink))
    for _ in range(random.integers(1, 3)):
        way, far = random.uniform(0, 6), np.linspace(0, 0.7, 15)
        hand = np.max([plane.within(0.04, step * np.cos(way), step * np.sin(way)) for step in far], axis=0)
        colours = over(colours, hand, grey(random, ink - 15, ink))
    return over(colours, 1 - plane.within(0.93), grey(random, 0, 255)), plane.within(1)


def knob(random: np.random.Generator, plane: Plane) -> Disc:
    """Turned metal, a coin, a disc: light that goes around."""
    waves = np.cos(plane.angle * random.integers(1, 5) + random.uniform(0, 6))
    colours = grey(random, 40, 200) + (waves * random.uniform(10, 50))[..., None].astype(np.float32)
    if happens(random, 0.5):
        colours = over(colours, plane.within(random.uniform(0.1, 0.5)), grey(random, 60, 255))
    return colours.astype(np.float32), plane.within(1)


def grille(random: np.random.Generator, plane: Plane) -> Disc:
    """A round field of holes, as over a speaker."""
    colours, fine = _blank(plane, grey(random, 20, 220)), random.uniform(8, 22)
    holes = np.clip(4 * np.minimum(np.sin(plane.across * fine), np.sin(plane.down * fine)) - 1, 0, 1)
    return over(colours, holes, grey(random, 0, 60)), plane.within(1)


def eye(random: np.random.Generator, plane: Plane) -> Disc:
    """Of a toy: a black or brown ball with one spot of light."""
    colours = _blank(plane, grey(random, 0, 60))
    return over(colours, plane.within(0.2, 0.3, -0.3, soft=0.1), 240.0), plane.within(1)


def window(random: np.random.Generator, plane: Plane) -> Disc:
    """A round window of plain or coloured glass with a rim, as finders of hidden cameras have."""
    colours = _lit_ring(random, plane, _blank(plane, grey(random, 5, 200)))
    radius, glass = random.uniform(0.5, 0.85), bright(random) * random.uniform(0.3, 1)
    slope = 1 + random.uniform(-0.5, 0.5) * plane.across[..., None]
    colours = over(colours, plane.within(radius), (glass * slope).clip(0, 255).astype(np.float32))
    if happens(random, 0.5):
        colours = over(colours, plane.within(radius * 0.6, random.uniform(-0.2, 0.2), 0.1, soft=0.2), bright(random))
    return colours, plane.within(1)


def fan(random: np.random.Generator, plane: Plane) -> Disc:
    """Blades or spokes around a hub: fans, wheels, reels."""
    light, dark = (bright(random), grey(random, 150, 255)) if happens(random, 0.5) else (grey(random, 90, 255), 20.0)
    turned = plane.angle * random.integers(3, 14) + plane.distance * random.uniform(0, 5)
    colours = over(_blank(plane, light), (np.cos(turned) > 0).astype(np.float32), dark)
    colours = over(colours, plane.within(random.uniform(0.1, 0.35)), grey(random, 0, 255))
    return over(colours, 1 - plane.within(random.uniform(0.85, 0.95)), grey(random, 0, 255)), plane.within(1)


LOOK_ALIKES: tuple[Callable[[np.random.Generator, Plane], Disc], ...] = (
    screw, button, lamp, dial, knob, grille, eye, window, fan,
)  # fmt: skip
"""What is taken for a lens, each drawn as often."""
