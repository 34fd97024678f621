"""What can be seen of a lens: turned bodies of radius 1 on the plane z = 0 that look up, and their surfaces."""

import math
from collections.abc import Callable
from random import Random

from lenswatch.models.objects.recipe.parts import Part, Parts, Surface, ball, box, cylinder, lathe, moved, ring, scaled
from lenswatch.models.objects.recipe.surfaces import BLACK, DARK_STEEL, STEEL, casing

HOLE = Surface((0.002, 0.002, 0.003), 0.6)
WINDOW = Surface((0.006, 0.006, 0.008), 0.04)
_LIGHT = Surface((1, 1, 1), glow=1.5)
_COATINGS = (
    (0.03, 0.08, 0.5),
    (0.2, 0.05, 0.5),
    (0.03, 0.3, 0.25),
    (0.4, 0.12, 0.03),
    (0.1, 0.1, 0.12),
    (0.3, 0.02, 0.15),
)
Front = Callable[[Random, Surface], Parts]
"""Gives a lens for a thing cased in a surface."""


def pinhole(random: Random, body: Surface) -> Parts:
    """A hole, plain or with a bevelled edge, with or without a glint deep in it."""
    hole = random.uniform(0.5, 0.8)
    parts: list[Part] = []
    if random.random() < 0.7:
        edge = body if random.random() < 0.6 else random.choice((STEEL, DARK_STEEL, BLACK))
        high = random.uniform(0.03, 0.3)
        parts.append(lathe([(1, 0), (0.93, high), (0.88, high), (hole, 0.015)], (0, 0, 0), edge))
    else:
        hole = 1.0
    parts.append(cylinder(hole, 0.03, (0, 0, 0), HOLE))
    if random.random() < 0.6:
        parts += _dome(random, hole * random.uniform(0.4, 0.9), 0.012)
    return tuple(parts)


def glass(random: Random, body: Surface) -> Parts:
    """A glass lens in a rim: steps down to a dome that throws light back."""
    rim = random.choice((BLACK, BLACK, body, DARK_STEEL, STEEL))
    high, wide = random.uniform(0.1, 0.45), random.uniform(0.8, 0.93)
    within = random.uniform(0.5, 0.8) * wide
    step = high * random.uniform(0.3, 0.7)
    inner = random.choice((BLACK, DARK_STEEL))
    return (
        lathe([(1, 0), (1, high * 0.9), (0.97, high), (wide, high), (wide - 0.04, step)], (0, 0, 0), rim),
        lathe([(wide, step), (within, step), (within * 0.95, 0.03), (0, 0.03)], (0, 0, 0), inner),
        *((ring(within, 0.025, (0, 0, step), STEEL),) if random.random() < 0.4 else ()),
        *_dome(random, within * 0.95, 0.03),
    )


def window(random: Random, body: Surface) -> Parts:
    """A dark shiny pane, round or square, behind which a lens shows."""
    lens = random.uniform(0.3, 0.6)
    if random.random() < 0.6:
        pane = cylinder(1, 0.06, (0, 0, 0.02), WINDOW, 0.02)
    else:
        pane = box((1.7, 1.7, 0.06), (0, 0, 0.02), WINDOW, random.choice((0.01, 0.03)))
    around = (ring(1, 0.06, (0, 0, 0.03), body),) if pane.form == "cylinder" and random.random() < 0.5 else ()
    grey = random.uniform(0.012, 0.06)
    return (
        pane,
        *around,
        cylinder(lens, 0.02, (0, 0, 0.055), Surface((grey, grey, grey * 1.1), 0.2)),
        ring(lens, 0.03, (0, 0, 0.06), DARK_STEEL if random.random() < 0.5 else BLACK),
        *_dome(random, lens * random.uniform(0.6, 0.95), 0.06),
    )


def barrel(random: Random, body: Surface) -> Parts:
    """The turned barrel of a bare module: steps outwards, a cone down to a small pupil, glass or a bare hole."""
    del body  # barrels are black whatever they stick in
    grey = random.uniform(0.002, 0.02)
    made = Surface((grey, grey, grey * 1.05), random.uniform(0.25, 0.55))
    tall, neck = random.uniform(0.5, 1.6), random.uniform(0.6, 0.9)
    pupil = random.uniform(0.12, 0.45)
    foot = random.uniform(0.2, 0.5) * tall
    outline = [(1, 0), (1, foot), (neck + 0.05, foot + 0.02), (neck, tall - 0.06), (neck - 0.06, tall)]
    outline += [(neck * 0.8, tall), (pupil, tall - random.uniform(0.03, 0.3))]
    parts: list[Part] = [lathe(outline, (0, 0, 0), made)]
    floor = outline[-1][1]
    parts.append(cylinder(pupil, 0.02, (0, 0, floor - 0.01), HOLE))
    if random.random() < 0.75:
        parts += _dome(random, pupil * random.uniform(0.7, 1), floor)
    if random.random() < 0.3:
        parts.append(ring(neck * 0.85, 0.02, (0, 0, tall), DARK_STEEL))
    return tuple(parts)


def buttoned(random: Random, body: Surface) -> Parts:
    """A button on a barrel, with the pinhole in the middle, as of a shirt."""
    surface = body if random.random() < 0.7 else casing(random, 0.6, 0.15)
    high = random.uniform(0.3, 0.9)
    holes = random.choice((0, 0, 2, 4, 4))
    middle = pinhole(random, surface)
    spots = [(0.3, 0.3), (-0.3, -0.3), (0.3, -0.3), (-0.3, 0.3)][:holes]
    return (
        lathe(
            [(0.7, 0), (0.75, high * 0.7), (1, high * 0.75), (1, high), (0.9, high + 0.05), (0.75, high), (0, high)],
            (0, 0, 0),
            surface,
        ),
        *(cylinder(0.09, 0.02, (x, y, high + 0.005), HOLE) for x, y in spots),
        *moved(scaled(middle, random.uniform(0.08, 0.22)), (0, 0, high)),
    )


def _dome(random: Random, radius: float, floor: float) -> Parts:
    """Glass that bulges a little: dark, a coloured ring of its coating, a black pupil, spots of light."""
    high, smooth = radius * random.uniform(0.25, 0.6), random.uniform(0.02, 0.1)
    dome = Surface((0.003, 0.003, 0.005), smooth)
    parts: list[Part] = [ball((radius, radius, high), (0, 0, floor), dome)]
    if random.random() < 0.65:
        coating = Surface(random.choice(_COATINGS), smooth, glow=random.uniform(0.1, 0.7))
        wide = random.uniform(0.3, 0.8) * radius
        aside = random.uniform(-0.15, 0.15) * radius
        parts.append(ball((wide, wide, high * 0.5), (aside, 0, floor + high * 0.55), coating))
        wide *= random.uniform(0.55, 0.9)
        parts.append(ball((wide, wide, high * 0.5), (aside * 0.5, aside, floor + high * 0.62), dome))
    for _ in range(random.choice((0, 1, 1, 2))):
        way, far, wide = random.uniform(0, 6.3), random.uniform(0.15, 0.55) * radius, random.uniform(0.07, 0.2) * radius
        at = (far * math.cos(way), far * math.sin(way), floor + high * 1.15)
        parts.append(ball((wide, wide * random.uniform(0.5, 1), 0.004), at, _LIGHT))
    return tuple(parts)


FRONTS: dict[str, Front] = {"pinhole": pinhole, "glass": glass, "window": window, "barrel": barrel}
"""What is put on things; by name."""
