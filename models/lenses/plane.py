"""A square of pixels seen from the middle of a disc, and paint for it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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


def blank(plane: Plane, colour: Array) -> Array:
    """A square of one colour."""
    return np.broadcast_to(colour, (*plane.across.shape, 3)).astype(np.float32)


def lit_ring(random: np.random.Generator, plane: Plane, dark: Array) -> Array:
    """A ring that is lit from one side or two, as turned metal and plastic are."""
    waves = 0.5 + 0.5 * np.cos(random.integers(1, 3) * plane.angle + random.uniform(0, 6))
    return np.asarray(dark + (waves * random.uniform(10, 90))[..., None], dtype=np.float32)
