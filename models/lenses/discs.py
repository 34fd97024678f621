"""Lenses and pinholes, drawn from numbers."""

import numpy as np

from lenswatch.models.lenses.luck import happens
from lenswatch.models.lenses.plane import Array, Disc, Plane, blank, bright, grey, lit_ring, over


def _shine(random: np.random.Generator, plane: Plane, colours: Array, within: float) -> Array:
    """One to three spots of light on glass."""
    for _ in range(random.integers(1, 4)):
        far, way = random.uniform(0.1, 0.7) * within, random.uniform(0, 2 * np.pi)
        spot = plane.within(
            random.uniform(0.08, 0.25) * within, far * np.cos(way), far * np.sin(way), soft=0.1 * within
        )
        colours = over(colours, spot * random.uniform(0.4, 1), grey(random, 190, 255))
    return colours


def _glass(random: np.random.Generator, plane: Plane, radius: float) -> Array:
    """Dark glass whose coating throws back one or two colours."""
    colours = blank(plane, grey(random, 5, 40))
    for _ in range(random.integers(1, 4)):
        side = 0.5 + 0.5 * np.cos(plane.angle - random.uniform(0, 6))
        ring = np.exp(-(((plane.distance / radius - random.uniform(0.3, 0.95)) / random.uniform(0.1, 0.35)) ** 2))
        colours = over(colours, (side * ring * random.uniform(0.3, 1)).astype(np.float32), bright(random))
    return colours


def lens(random: np.random.Generator, plane: Plane, *, colourful: bool) -> Disc:
    """A lens: rings that step inwards, glass, a black middle, spots of light."""
    colours = lit_ring(random, plane, blank(plane, grey(random, 8, 70)))
    radius = 1.0
    for _ in range(random.integers(2, 6)):
        radius *= random.uniform(0.72, 0.93)
        ring = lit_ring(random, plane, blank(plane, grey(random, 5, 60)))
        colours = over(colours, plane.within(radius), ring)
        if happens(random, 0.4):
            edge = plane.within(radius) - plane.within(radius - random.uniform(0.02, 0.05))
            colours = over(colours, edge * random.uniform(0.2, 0.9), grey(random, 110, 230))
    if colourful and happens(random, 0.4):
        marks = np.sin(plane.angle * random.integers(20, 60) + plane.distance) > random.uniform(0.2, 0.8)
        band = plane.within(0.92) - plane.within(0.84)
        colours = over(colours, (band * marks * 0.8).astype(np.float32), grey(random, 150, 255))
    radius *= random.uniform(0.75, 0.98)
    plain = blank(plane, grey(random, 5, 45))
    colours = over(colours, plane.within(radius), _glass(random, plane, radius) if colourful else plain)
    colours = over(colours, plane.within(radius * random.uniform(0.25, 0.55), soft=0.06), grey(random, 0, 25))
    if colourful or happens(random, 0.7):
        colours = _shine(random, plane, colours, radius)
    return colours, plane.within(1)


def pinhole(random: np.random.Generator, plane: Plane) -> Disc:
    """A small dark hole, with or without a rim and a spot of light."""
    colours, cover = blank(plane, grey(random, 0, 35)), plane.within(random.uniform(0.6, 0.95))
    if happens(random, 0.6):
        rim = lit_ring(random, plane, blank(plane, grey(random, 20, 170)))
        colours, cover = over(rim, plane.within(random.uniform(0.5, 0.75)), grey(random, 0, 30)), plane.within(1)
    if happens(random, 0.6):
        colours = _shine(random, plane, colours, 0.5)
    return colours, cover
