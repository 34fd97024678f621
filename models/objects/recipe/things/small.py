"""What is carried: pens, glasses, key fobs, buttons, USB sticks."""

import math
from random import Random

from lenswatch.models.objects.recipe.parts import (
    Part,
    Parts,
    Surface,
    Vector,
    ball,
    box,
    circle,
    cone,
    cylinder,
    moved,
    ring,
    tube,
)
from lenswatch.models.objects.recipe.surfaces import BLACK, DARK_STEEL, GLASS, GOLD, PAPER, STEEL, TINTED, casing, shown


def pen(random: Random) -> Parts:
    """One or several pens that lie along x."""
    count = random.choice((1, 1, 1, 1, 2, 3))
    return tuple(part for step in range(count) for part in moved(_pen(random), (0.2 * step, 0.6 * step, 0)))


def _pen(random: Random) -> Parts:
    body, metal = casing(random, 0.65, 0.08), random.choice((STEEL, STEEL, GOLD, DARK_STEEL))
    length, radius, lying = random.uniform(4, 5.5), random.uniform(0.14, 0.24), (0.0, 90.0, 0.0)
    half = length / 2
    parts: list[Part] = [
        cylinder(radius, length, (0, 0, radius), body, 0.02, lying),
        cone(radius, radius * 0.3, 0.5, (half + 0.25, 0, radius), metal, lying),
        cylinder(radius * 0.2, 0.2, (half + 0.5, 0, radius), metal, 0, lying),
        cylinder(radius * 1.04, 0.15, (random.uniform(-0.3, 0.5), 0, radius), metal, 0.01, lying),
        box((1.5, radius * 0.5, 0.06), (-half + 0.9, 0, radius * 2.25), metal, 0.02),
        box((0.12, radius * 0.5, 0.2), (-half + 0.2, 0, radius * 2.05), metal, 0.01),
    ]
    if random.random() < 0.6:
        parts.append(cylinder(radius * 0.45, 0.4, (-half - 0.2, 0, radius), metal, 0.03, lying))
    else:
        parts.append(cylinder(radius * 1.02, 0.25, (-half - 0.1, 0, radius), metal, 0.03, lying))
    return tuple(parts)


def glasses(random: Random) -> Parts:
    """A frame with temples, open or folded, clear or dark."""
    frame, pane = casing(random, 0.8, 0.03), random.choice((GLASS, GLASS, TINTED, BLACK))
    wide, high = random.uniform(0.6, 0.72), random.uniform(0.38, 0.6)
    thick, corner = random.uniform(0.035, 0.09), random.choice((2.0, 3.5, 5.0))
    parts: list[Part] = []
    for side in (-1, 1):
        outline = _rounded(wide, high, corner, (side * 0.78, 0, 0.6))
        parts.append(tube([*outline, outline[0]], thick, frame))
        parts.append(box((wide * 1.7, 0.02, high * 1.7), (side * 0.78, 0, 0.6), pane, high * 0.35))
        hinge = (side * (0.78 + wide), 0.0, 0.6 + high * 0.55)
        inward = side * random.choice((0, 0, 0.1))
        back = [
            hinge,
            (hinge[0] - inward, 1.6, hinge[2]),
            (hinge[0] - inward, 2.1, hinge[2] - 0.12),
            (hinge[0] - 2 * inward, 2.5, hinge[2] - 0.5),
        ]
        parts.append(tube(back, thick * random.uniform(0.9, 1.5), frame))
    parts.append(tube([(-0.2, 0, 0.75), (0, -0.05, 0.8), (0.2, 0, 0.75)], thick * 1.1, frame))
    return tuple(parts)


def _rounded(wide: float, high: float, power: float, at: Vector) -> list[Vector]:
    """A superellipse, looking to the front."""
    points = []
    for step in range(28):
        angle = 2 * math.pi * step / 28
        across, up = math.cos(angle), math.sin(angle)
        scale = (abs(across) ** power + abs(up) ** power) ** (-1 / power)
        points.append((at[0] + wide * scale * across, at[1], at[2] + high * scale * up))
    return points


def key_fob(random: Random) -> Parts:
    """A car key: a rounded body with buttons, a blade or a ring."""
    body = casing(random, 0.8, 0.03)
    wide, long, thick = random.uniform(0.8, 1.1), random.uniform(1.6, 2.2), random.uniform(0.25, 0.4)
    parts: list[Part] = [box((wide, long, thick), (0, 0, thick / 2), body, random.choice((0.1, 0.12, thick * 0.45)))]
    if random.random() < 0.5:
        parts.append(box((wide * 0.98, long * 0.98, thick * 0.2), (0, 0, thick / 2), STEEL, 0.02))
    count, raised = random.choice((0, 2, 3, 3, 4)), random.choice((PAPER, BLACK, STEEL, DARK_STEEL))
    for step in range(count):
        at = (0, long * 0.3 - step * 0.4, thick)
        oblong = box((wide * 0.6, 0.3, 0.05), at, raised, 0.02)
        parts.append(cylinder(0.17, 0.05, at, raised, 0.01) if random.random() < 0.2 else oblong)
    if random.random() < 0.35:
        parts.append(box((0.28, 1.5, 0.08), (0, long / 2 + 0.7, thick / 2), STEEL, 0.01))
        parts += [box((0.1, 0.1, 0.08), (0.16, long / 2 + 0.4 + 0.2 * n, thick / 2), STEEL, 0) for n in range(5)]
    if random.random() < 0.6:
        end = -long / 2 - 0.3
        parts.append(ring(0.4, 0.04, (0, end, thick / 2), STEEL, (random.uniform(0, 25), 0, 0)))
    return tuple(parts)


def shirt_button(random: Random, surface: Surface, radius: float) -> Parts:
    """A button that lies flat."""
    holes = random.choice((2, 4))
    return (
        cylinder(radius, radius * 0.25, (0, 0, radius * 0.12), surface, radius * 0.06),
        ring(radius * 0.85, radius * 0.12, (0, 0, radius * 0.24), surface),
        *(cylinder(radius * 0.1, 0.02, (x, y, radius * 0.26), BLACK) for x, y, _ in circle(holes, radius * 0.28, 45)),
    )


def button(random: Random) -> Parts:
    """Buttons, alone or with a small block, its cable and a recorder with a screen."""
    surface = casing(random, 0.6, 0.15)
    parts: list[Part] = []
    for step in range(random.choice((1, 3, 4, 6))):
        at = (1.1 * (step % 3) - 1, -1.2 - 1.1 * (step // 3), 0)
        parts += moved(shirt_button(random, surface, random.uniform(0.35, 0.5)), at)
    if random.random() < 0.75:
        parts += [box((0.8, 0.8, 0.4), (-1, 0.2, 0.2), BLACK, 0.05), cylinder(0.16, 0.3, (-1, 0.2, 0.45), BLACK, 0.02)]
        line = [
            (-0.6, 0.3, 0.15),
            *((0.3 * n - 0.2, 0.6 + 0.5 * math.sin(n * 1.3), 0.08) for n in range(6)),
            (1.4, 1.2, 0.3),
        ]
        parts.append(tube(line, 0.06, BLACK))
        if random.random() < 0.6:
            parts.append(box((2.6, 1.8, 0.5), (2.2, 1.6, 0.25), BLACK, 0.08))
            parts.append(box((2.0, 1.4, 0.02), (2.2, 1.6, 0.51), shown(random), 0.01))
    return tuple(parts)


def usb_stick(random: Random) -> Parts:
    """A stick with its plug, with or without its cap beside it."""
    body = casing(random, 0.7, 0.08)
    long, thick = random.uniform(1.8, 2.6), random.uniform(0.2, 0.36)
    parts: list[Part] = [
        box((0.8, long, thick), (0, 0, thick / 2), body, random.choice((0.04, 0.1, 0.16))),
        box((0.56, 0.6, 0.2), (0, -long / 2 - 0.3, thick / 2), STEEL, 0.01),
        *(box((0.1, 0.1, 0.01), (s * 0.13, -long / 2 - 0.35, thick / 2 + 0.101), BLACK, 0) for s in (-1, 1)),
    ]
    if random.random() < 0.5:
        parts.append(
            box((0.8, 0.8, thick), (1.2, -long / 2 - 0.2, thick / 2), body, 0.08, (0, 0, random.uniform(-60, 60)))
        )
    if random.random() < 0.3:
        parts.append(box((0.84, long * 0.7, thick * 1.2), (0, 0.2, thick / 2), STEEL, 0.03))
    if random.random() < 0.4:
        parts.append(ball((0.06, 0.06, 0.03), (0, long * 0.3, thick), Surface((0.1, 0.3, 1), glow=2)))
    if random.random() < 0.3:
        parts.append(ring(0.2, 0.04, (0, long / 2 + 0.1, thick / 2), STEEL))
    return tuple(parts)
