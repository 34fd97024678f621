"""Routers, remote controls, phones."""

from random import Random

from lenswatch.models.objects.recipe.parts import Part, Parts, box, cylinder, label
from lenswatch.models.objects.recipe.surfaces import (
    BLACK,
    LENS,
    PAPER,
    RED,
    STEEL,
    WHITE,
    casing,
    coloured,
    glowing,
    shown,
)


def router(random: Random) -> Parts:
    """A flat or upright box with aerials and lamps."""
    body = casing(random, 0.55, 0.4)
    wide, deep, high = random.uniform(2.4, 3.6), random.uniform(1.4, 2.2), random.uniform(0.3, 0.6)
    if random.random() < 0.2:
        wide, deep, high = 2.0, 0.7, 2.2
    parts: list[Part] = [box((wide, deep, high), (0, 0, high / 2), body, random.choice((0.05, 0.12)))]
    count = random.choice((0, 1, 2, 2, 3, 4))
    for step in range(count):
        x = (step - (count - 1) / 2) * wide / max(1, count)
        lean = random.uniform(-20, 20)
        parts += [
            cylinder(0.1, random.uniform(1.6, 2.4), (x, deep / 2, high + 0.8), body, 0.04, (0, lean, 0)),
            cylinder(0.14, 0.3, (x, deep / 2 - 0.05, high), body, 0.03),
        ]
    lit = glowing(random)
    for step in range(random.randint(3, 7)):
        parts.append(box((0.06, 0.03, 0.06), (-wide * 0.3 + 0.2 * step, -deep / 2, high * 0.6), lit, 0))
    for vent in range(random.choice((0, 8, 12))):
        parts.append(box((0.05, deep * 0.5, 0.02), (-wide * 0.3 + 0.18 * vent, 0, high), BLACK, 0))
    if random.random() < 0.3:
        parts += [box((0.3, 0.05, 0.26), (0.4 * n - 0.8, -deep / 2, high * 0.5), BLACK, 0.01) for n in range(5)]
    return tuple(parts)


def remote(random: Random) -> Parts:
    """A long case with rows of keys."""
    body = casing(random, 0.8, 0.12)
    wide, long = random.uniform(0.9, 1.3), random.uniform(3.2, 4.6)
    ink = PAPER if body.colour[0] < 0.3 else BLACK
    key = random.choice((ink, casing(random, 0.7, 0.2)))
    parts: list[Part] = [box((wide, long, 0.36), (0, 0, 0.18), body, random.choice((0.08, 0.17)))]
    parts.append(cylinder(0.1, 0.06, (-wide * 0.3, long * 0.44, 0.37), RED, 0.01))
    rows, round_keys = random.randint(4, 9), random.random() < 0.5
    for row in range(rows):
        for column in (-1, 0, 1):
            at = (column * wide * 0.29, long * 0.33 - row * long * 0.72 / rows, 0.37)
            surface = coloured(random) if random.random() < 0.08 else key
            small = cylinder(0.1, 0.07, at, surface, 0.01)
            parts.append(small if round_keys else box((wide * 0.22, 0.16, 0.07), at, surface, 0.02))
    if random.random() < 0.4:
        parts.append(cylinder(wide * 0.33, 0.1, (0, long * 0.05, 0.37), key, 0.03))
        parts.append(cylinder(wide * 0.14, 0.14, (0, long * 0.05, 0.37), body, 0.03))
    return tuple(parts)


def phone(random: Random) -> Parts:
    """A phone from the front or the back, with or without a dock."""
    body = random.choice((BLACK, WHITE, STEEL, coloured(random), coloured(random)))
    wide, high = 1.5, random.uniform(3, 3.3)
    parts: list[Part] = [box((wide, 0.17, high), (0, 0, high / 2), body, 0.08)]
    if random.random() < 0.55:
        parts.append(box((wide * 0.94, 0.02, high * 0.95), (0, -0.085, high / 2), shown(random), 0.05))
        parts.append(label("10:08", 0.4, (0, -0.1, high * 0.78), WHITE))
        if random.random() < 0.5:
            for row in range(4):
                for column in range(4):
                    at = (-0.48 + 0.32 * column, -0.1, 0.4 + 0.35 * row)
                    parts.append(box((0.22, 0.01, 0.22), at, coloured(random), 0.05))
    else:
        parts.append(box((0.65, 0.1, 0.7), (-0.35, -0.09, high - 0.5), body, 0.08))
        places = ((-0.5, -0.3), (-0.5, -0.65), (-0.18, -0.48))
        for x, down in places[: random.choice((1, 2, 3))]:
            at = (x, -0.15, high + down)
            parts += [cylinder(0.15, 0.06, at, STEEL, 0.01, (90, 0, 0)), cylinder(0.12, 0.08, at, LENS, 0, (90, 0, 0))]
    if random.random() < 0.25:
        dock = casing(random, 0.5, 0.2)
        parts += [box((2, 1.6, 0.5), (0, 0.3, -0.1), dock, 0.1), box((1.6, 0.4, 0.5), (0, -0.2, 0.3), dock, 0.1)]
    return tuple(parts)
