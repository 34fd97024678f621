"""Things whose lens has its place: modules on ribbons, buttons on blocks, tie clips, buttons and screws.

All lie, their face up, as `things` that lie do.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from lenswatch.models.objects.recipe.parts import (
    Part,
    Parts,
    Surface,
    Vector,
    ball,
    box,
    circle,
    cylinder,
    moved,
    pyramid,
    ring,
    scaled,
    tube,
)
from lenswatch.models.objects.recipe.surfaces import (
    BLACK,
    BOARD,
    COPPER,
    DARK_STEEL,
    GOLD,
    PAPER,
    RED,
    STEEL,
    casing,
    coloured,
    shown,
)
from lenswatch.models.objects.recipe.things.small import shirt_button
from lenswatch.models.objects.recipe.twins import decoys, fronts

_RIBBONS = (COPPER, BLACK, BLACK, Surface((0.45, 0.4, 0.32), 0.6), Surface((0.6, 0.4, 0.1), 0.5))


@dataclass(frozen=True)
class Hidden:
    """A thing in two parts."""

    body: Parts
    lens: Parts
    name: str
    """Of the lens: one of `fronts`."""
    instead: Parts = ()
    """What is there without the lens."""


def module(random: Random) -> Hidden:
    """A board or a small case, a ribbon, and at its end a block with a lens."""
    body = [*_board(random)]
    away, turned = random.uniform(0.6, 3.6), random.choice((0.0, 0.0, random.uniform(-50, 50)))
    side = random.uniform(0.3, 0.55)
    way = math.sin(math.radians(turned)), math.cos(math.radians(turned))
    ribbon, wide = random.choice(_RIBBONS), random.uniform(0.15, 0.4)
    middle = (way[0] * away / 2, 1 + way[1] * away / 2, 0.28)
    body.append(box((wide, away, 0.02), middle, ribbon, 0, (0, 0, -turned)))
    end: Vector = (way[0] * away, 1 + way[1] * away, 0.3)
    thick, grey = random.uniform(0.12, 0.3), random.uniform(0.002, 0.02)
    made = Surface((grey, grey, grey), random.uniform(0.3, 0.6))
    body.append(box((side, side, thick), end, made, 0.02, (0, 0, -turned)))
    if random.random() < 0.3:
        tape = Surface((0.6, 0.5, 0.05), 0.5)
        body.append(box((wide * 2.4, 0.25, 0.03), (end[0], end[1] - 0.4, 0.29), tape, 0, (0, 0, -turned)))
    name = random.choice(("barrel", "barrel", "barrel", "glass"))
    lens = scaled(fronts.FRONTS[name](random, BLACK), side * random.uniform(0.33, 0.48))
    return Hidden(tuple(body), moved(lens, (end[0], end[1], end[2] + thick / 2)), name)


def _board(random: Random) -> Parts:
    """With chips, or in a case with print; wires with a plug or a battery."""
    board = random.choice((BOARD, Surface((0.01, 0.03, 0.15), 0.5), BLACK, BLACK))
    wide, long = random.uniform(0.7, 1.5), random.uniform(1.4, 2.2)
    parts: list[Part] = [box((wide, long, random.choice((0.08, 0.3, 0.4))), (0, 1 - long / 2, 0.2), board, 0.03)]
    top = 0.2 + parts[0].size[2] / 2
    for _ in range(random.randint(0, 9)):
        size = (random.uniform(0.1, 0.4), random.uniform(0.1, 0.4), 0.06)
        at = (random.uniform(-0.3, 0.3) * wide, 1 - long / 2 + random.uniform(-0.4, 0.4) * long, top + 0.02)
        parts.append(box(size, at, random.choice((BLACK, DARK_STEEL, STEEL)), 0.01))
    for step in range(random.choice((0, 0, 5))):
        parts.append(box((0.02, 0.2, 0.01), (wide * 0.35 - 0.08 * step, 1 - long * 0.8, top + 0.005), PAPER, 0))
    if random.random() < 0.6:
        far = 1 - long
        for side, colour in ((-0.1, RED), (0.1, random.choice((BLACK, RED)))):
            line = [(side, far, 0.2), (side * 4, far - 0.5, 0.15), (side * 5 + 0.4, far - 1, 0.08)]
            parts.append(tube(line, 0.045, colour))
        parts.append(box((0.25, 0.4, 0.15), (0.4, far - 1.1, 0.1), random.choice((RED, PAPER)), 0.03))
    if random.random() < 0.2:
        parts.append(box((0.8, 1.2, 0.25), (1.6, 0.3, 0.13), BLACK, 0.1))
        parts += [cylinder(0.12, 0.04, (1.6, 0.6 - 0.3 * n, 0.26), DARK_STEEL, 0.01) for n in range(2)]
    return tuple(parts)


def button_block(random: Random) -> Hidden:
    """A block, often slanted, on a cable, with a barrel or a button on it; perhaps its recorder and other buttons."""
    grey = random.uniform(0.002, 0.025)
    made = Surface((grey, grey, grey), random.uniform(0.3, 0.6))
    high = random.uniform(0.2, 0.5)
    body: list[Part] = [box((1, 1, high), (0, 0, high / 2), made, 0.04)]
    top = high
    if random.random() < 0.65:
        top += random.uniform(0.08, 0.3)
        body.append(pyramid(0.98, random.uniform(0.5, 0.75), top - high, (0, 0, (top + high) / 2), made))
    body += _lead(random, made)
    size = random.uniform(0.2, 0.38)
    if random.random() < 0.35:
        name, parts = "button", fronts.buttoned(random, made)
    else:
        name = random.choice(("barrel", "barrel", "pinhole"))
        parts = fronts.FRONTS[name](random, made)
    return Hidden(tuple(body), moved(scaled(parts, size), (0, 0, top)), name)


def _lead(random: Random, made: Surface) -> Parts:
    """The cable from a block to its end, with what is sold beside it."""
    parts: list[Part] = [
        cylinder(0.11 - 0.01 * n, 0.08, (0.55 + 0.12 * n, 0, 0.15), made, 0.02, (0, 90, 0)) for n in range(4)
    ]
    line: list[Vector] = [(0.5, 0, 0.15), (1.1, 0, 0.12)]
    for _ in range(random.randint(3, 8)):
        line.append((line[-1][0] + random.uniform(-0.7, 1.0), line[-1][1] + random.uniform(-1, 1), 0.06))
    parts.append(tube(line, random.uniform(0.04, 0.08), BLACK))
    if random.random() < 0.5:
        x, y = line[-1][0] + random.uniform(0.5, 1.2), line[-1][1]
        parts += [
            box((2.0, 1.5, 0.4), (x, y, 0.2), BLACK, 0.08),
            box((1.6, 1.1, 0.02), (x, y, 0.41), shown(random), 0.01),
        ]
    for number in range(random.choice((0, 0, 2, 4))):
        at = (-0.6 + 0.75 * number, -1.3, 0)
        parts += moved(shirt_button(random, casing(random, 0.6, 0.15), random.uniform(0.2, 0.34)), at)
    return tuple(parts)


def tie_clip(random: Random) -> Hidden:
    """A metal bar with a plate, in it a hole; on cloth or beside its recorder."""
    metal = random.choice((STEEL, STEEL, GOLD, DARK_STEEL, Surface((0.5, 0.5, 0.5), 0.5, metal=1.0)))
    long = random.uniform(2.2, 4)
    at = random.uniform(-0.4, 0.4) * long
    body: list[Part] = [
        box((long, 0.3, 0.08), (0, 0, 0.24), metal, 0.03),
        box((long * 0.9, 0.2, 0.06), (0, 0, 0.1), metal, 0.02),
    ]
    top = 0.28
    if random.random() < 0.7:
        body.append(Part("ball", metal, (0.55, 0.28, 0.06), (at, 0, top)))
        top += 0.055
    hole = scaled(fronts.pinhole(random, metal), random.uniform(0.07, 0.16))
    if random.random() < 0.5:
        cloth = Surface(coloured(random).colour, 0.95)
        body.append(box((long * 1.4, 6, 0.06), (0, 0, 0.02), cloth, 0.02))
        stripe = Surface(coloured(random).colour, 0.95)
        body += [box((long * 1.5, 0.15, 0.065), (0, 0.8 * n - 2, 0.02), stripe, 0, (0, 0, 25)) for n in range(6)]
    else:
        body.append(
            tube([(long / 2, 0, 0.1), (long / 2 + 0.6, -0.8, 0.08), (0.6, -1.6, 0.08), (-0.8, -1.3, 0.08)], 0.05, BLACK)
        )
        body.append(box((1.8, 0.6, 0.3), (-1.4, -1.5, 0.15), BLACK, 0.12))
    return Hidden(tuple(body), moved(hole, (at, 0, top)), "pinhole")


def cloth_button(random: Random) -> Hidden:
    """A row of buttons on cloth; the middle of one is a lens, or has holes as the others."""
    cloth = Surface(
        random.choice((coloured(random).colour, (0.7, 0.7, 0.72), (0.02, 0.02, 0.03), (0.1, 0.13, 0.3))), 0.95
    )
    made, radius = casing(random, 0.45, 0.25), random.uniform(0.2, 0.45)
    far = random.uniform(1.2, 2.2)
    body: list[Part] = [
        box((4, 5, 0.1), (0, 0, -0.05), cloth, 0.02),
        box((0.9, 5, 0.06), (0, 0, 0.02), cloth, 0.02),
        *(tube([(0.9 * side, -2.5, 0), (side * 1.2, 0, 0.05), (side, 2.5, 0)], 0.08, cloth) for side in (-1, 1)),
    ]
    for number in (-1, 1):
        body += moved(shirt_button(random, made, radius), (0, far * number, 0.05))
    plain = moved(shirt_button(random, made, radius), (0, 0, 0.05))
    body.append(cylinder(radius, radius * 0.25, (0, 0, 0.05 + radius * 0.12), made, radius * 0.06))
    body.append(ring(radius * 0.85, radius * 0.12, (0, 0, 0.05 + radius * 0.24), made))
    name = random.choice(("pinhole", "glass"))
    lens = scaled(fronts.FRONTS[name](random, made), radius * random.uniform(0.22, 0.6))
    return Hidden(tuple(body), moved(lens, (0, 0, 0.05 + radius * 0.26)), name, plain)


def plate_screw(random: Random) -> Hidden:
    """A plate with screws at its corners; one of them is a lens."""
    made = casing(random, 0.35, 0.4)
    wide, long = random.uniform(1.4, 3), random.uniform(1.2, 2.4)
    size = random.uniform(0.08, 0.16)
    corners = [(x * (wide / 2 - 0.3), y * (long / 2 - 0.3), 0.3) for x in (-1, 1) for y in (-1, 1)]
    random.shuffle(corners)
    body: list[Part] = [box((wide, long, 0.3), (0, 0, 0.15), made, 0.05)]
    if random.random() < 0.5:
        body.append(
            box((wide * 0.5, long * 0.4, 0.02), (0, 0, 0.3), random.choice((BLACK, PAPER, shown(random))), 0.01)
        )
    for at in corners[1:]:
        body += moved(scaled(decoys.screw(random, made), size), at)
    name = random.choice(("pinhole", "glass"))
    lens = moved(scaled(fronts.FRONTS[name](random, made), size), corners[0])
    return Hidden(tuple(body), lens, name, moved(scaled(decoys.screw(random, made), size), corners[0]))


def small_cube(random: Random) -> Hidden:
    """A block of a few centimetres with a lens on its face, lamps around it."""
    made = casing(random, 0.7, 0.15)
    face = (
        box((0.85, 0.85, 0.04), (0, 0, 0.8), BLACK, 0.02)
        if random.random() < 0.5
        else cylinder(0.42, 0.04, (0, 0, 0.8), BLACK)
    )
    body: list[Part] = [box((1, 1, 0.8), (0, 0, 0.4), made, random.choice((0.06, 0.15))), face]
    if random.random() < 0.6:
        body += [ball((0.04, 0.04, 0.02), (x, y, 0.82), PAPER) for x, y, _ in circle(6, 0.33)]
    if random.random() < 0.5:
        body += [
            cylinder(0.06, 0.6, (0, -0.8, 0.4), made, 0, (90, 0, 0)),
            cylinder(0.4, 0.1, (0, -1.1, 0.4), made, 0.03, (90, 0, 0)),
        ]
    lens = scaled(fronts.glass(random, BLACK), random.uniform(0.1, 0.26))
    return Hidden(tuple(body), moved(lens, (0, 0, 0.82)), "glass")


HIDDEN: dict[str, Callable[[Random], Hidden]] = {
    "module": module,
    "button block": button_block,
    "tie clip": tie_clip,
    "cloth button": cloth_button,
    "plate screw": plate_screw,
    "small cube": small_cube,
}
"""By kind."""
