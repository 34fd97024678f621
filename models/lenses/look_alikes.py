"""What is taken for lenses, drawn from numbers: screws, buttons, lamps, dials and the like."""

from collections.abc import Callable

import numpy as np

from lenswatch.models.lenses.luck import happens
from lenswatch.models.lenses.plane import Disc, Plane, blank, bright, grey, lit_ring, over


def screw(random: np.random.Generator, plane: Plane) -> Disc:
    """A head with a slot or a cross."""
    colours = lit_ring(random, plane, blank(plane, grey(random, 30, 190)))
    wide, long = random.uniform(0.08, 0.2), random.uniform(0.5, 0.9)
    slot = (np.abs(plane.across) < wide) & (np.abs(plane.down) < long)
    if happens(random, 0.7):
        slot |= (np.abs(plane.down) < wide) & (np.abs(plane.across) < long)
    return over(colours, slot.astype(np.float32), grey(random, 0, 60)), plane.within(1)


def button(random: np.random.Generator, plane: Plane) -> Disc:
    """Of a shirt, with two or four holes, or of a device, with a ring on it."""
    colours = lit_ring(random, plane, blank(plane, grey(random, 5, 230)))
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
    colours = blank(plane, grey(random, face - 15, face))
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
    colours, fine = blank(plane, grey(random, 20, 220)), random.uniform(8, 22)
    holes = np.clip(4 * np.minimum(np.sin(plane.across * fine), np.sin(plane.down * fine)) - 1, 0, 1)
    return over(colours, holes, grey(random, 0, 60)), plane.within(1)


def eye(random: np.random.Generator, plane: Plane) -> Disc:
    """Of a toy: a black or brown ball with one spot of light."""
    colours = blank(plane, grey(random, 0, 60))
    return over(colours, plane.within(0.2, 0.3, -0.3, soft=0.1), 240.0), plane.within(1)


def window(random: np.random.Generator, plane: Plane) -> Disc:
    """A round window of plain or coloured glass with a rim, as finders of hidden cameras have."""
    colours = lit_ring(random, plane, blank(plane, grey(random, 5, 200)))
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
    colours = over(blank(plane, light), (np.cos(turned) > 0).astype(np.float32), dark)
    colours = over(colours, plane.within(random.uniform(0.1, 0.35)), grey(random, 0, 255))
    return over(colours, 1 - plane.within(random.uniform(0.85, 0.95)), grey(random, 0, 255)), plane.within(1)


LOOK_ALIKES: tuple[Callable[[np.random.Generator, Plane], Disc], ...] = (
    screw, button, lamp, dial, knob, grille, eye, window, fan,
)  # fmt: skip
"""What is taken for a lens, each drawn as often."""
