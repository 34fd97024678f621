"""What stands or hangs in rooms: smoke detectors, speakers, lamps, mirrors, bottles and cups, toys."""

import math
from random import Random

from lenswatch.models.objects.recipe.parts import (
    Part,
    Parts,
    Surface,
    ball,
    box,
    circle,
    cone,
    cylinder,
    label,
    lathe,
    ring,
    tube,
)
from lenswatch.models.objects.recipe.surfaces import (
    BLACK,
    DARK_STEEL,
    GLASS,
    PAPER,
    REFLECTING,
    STEEL,
    WHITE,
    casing,
    coloured,
    glowing,
)


def smoke_detector(random: Random) -> Parts:
    """A low round case with vents and a small lamp."""
    body = casing(random, 0.03, 0.92)
    high = random.uniform(0.35, 0.7)
    parts: list[Part] = [
        cylinder(1.2, high * 0.4, (0, 0, high * 0.2), body, 0.06),
        cone(1.1, random.uniform(0.7, 1.0), high * 0.6, (0, 0, high * 0.7), body),
    ]
    inner = random.uniform(0.35, 0.75)
    if random.random() < 0.7:
        count = random.choice((16, 24, 32))
        slot = (0.16, 0.05, high * 0.3)
        parts += [box(slot, (x, y, high * 0.62), BLACK, 0, (0, 0, a)) for x, y, a in circle(count, 1.0)]
    for radius in (inner, inner * 0.7, inner * 0.4)[: random.randint(0, 3)]:
        parts.append(ring(radius, 0.03, (0, 0, high), DARK_STEEL))
    if random.random() < 0.6:
        parts.append(cylinder(inner * 0.5, 0.08, (0, 0, high + 0.03), body, 0.02))
    parts.append(ball((0.05, 0.05, 0.04), (0.4, 0.3, high), Surface((0.8, 0.02, 0.02), glow=1)))
    if random.random() < 0.3:
        parts.append(label("TEST", 0.14, (0, -0.5, high + 0.02), BLACK, (0, 0, 0)))
    return tuple(parts)


def speaker(random: Random) -> Parts:
    """A drum, a tower, a bar or a box with cones."""
    body, cloth = casing(random, 0.5, 0.15), casing(random, 0.75, 0.05)
    if random.random() < 0.5:
        return _drum(random, body, cloth)
    wide, high, deep = random.choice(((1.4, 2.2, 1.1), (3.2, 1.2, 1.1), (2.2, 1.4, 1.0), (4.4, 0.7, 0.7)))
    parts: list[Part] = [box((wide, deep, high), (0, 0, high / 2), body, random.choice((0.04, 0.15, 0.33)))]
    front = -deep / 2
    if random.random() < 0.5:
        parts += _grille(wide * 0.85, high * 0.8, front, high / 2)
        return tuple(parts)
    radius = min(wide, high) * 0.34
    places = [(0.0, high / 2)] if wide < high * 1.5 else [(-wide * 0.28, high / 2), (wide * 0.28, high / 2)]
    if high > wide:
        places = [(0.0, high * 0.33), (0.0, high * 0.77)]
    for x, z in places:
        parts += [
            cylinder(radius, 0.08, (x, front, z), BLACK, 0.02, (90, 0, 0)),
            ring(radius, 0.07, (x, front - 0.03, z), random.choice((STEEL, body)), (90, 0, 0)),
            ball((radius * 0.4, 0.1, radius * 0.4), (x, front - 0.04, z), random.choice((STEEL, BLACK))),
        ]
    return tuple(parts)


def _drum(random: Random, body: Surface, cloth: Surface) -> Parts:
    radius, high = 1.0, random.uniform(0.8, 2.6)
    parts: list[Part] = [
        cylinder(radius, high, (0, 0, high / 2), cloth, random.choice((0.05, 0.2, 0.35))),
        cylinder(radius * 0.93, 0.08, (0, 0, high), body, 0.03),
    ]
    count = 40
    rows = max(3, int(high / 0.16))
    for row in range(1, rows):
        z = high * (0.12 + 0.76 * row / rows)
        parts += [
            box((0.05, 0.03, 0.05), (x, y, z), BLACK, 0, (0, 0, a)) for x, y, a in circle(count, 1.0, row % 2 * 4)
        ]
    if random.random() < 0.6:
        parts.append(ring(radius * 0.8, 0.04, (0, 0, high + 0.04), glowing(random)))
    marks = ("+", "-", "o", ">")
    parts += [
        label(m, 0.3, (x, y, high + 0.05), PAPER, (0, 0, 0)) for m, (x, y, _) in zip(marks, circle(4, 0.5), strict=True)
    ]
    return tuple(parts)


def _grille(wide: float, high: float, front: float, middle: float) -> Parts:
    across, up = int(wide / 0.14), int(high / 0.14)
    return tuple(
        box((0.06, 0.02, 0.06), (0.14 * (i - across / 2), front, middle + 0.14 * (j - up / 2)), BLACK, 0)
        for i in range(across + 1)
        for j in range(up + 1)
    )


def lamp(random: Random) -> Parts:
    """A table lamp with a shade, a jointed desk lamp or a bulb."""
    body = casing(random, 0.3, 0.35)
    chance = random.random()
    lit = Surface((1, 0.85, 0.6), glow=random.choice((0.0, 1.5, 3.0)))
    if chance < 0.3:
        bulb = [(0.0, 1.0), (0.35, 1.02), (0.5, 1.4), (0.75, 1.9), (0.78, 2.3), (0.5, 2.7), (0.0, 2.85)]
        thread = [ring(0.34, 0.06, (0, 0, 0.35 + 0.15 * n), STEEL) for n in range(5)]
        return (cylinder(0.33, 0.9, (0, 0, 0.6), STEEL), *thread, lathe(bulb, (0, 0, 0), lit if lit.glow else GLASS))
    base = cylinder(0.8, 0.12, (0, 0, 0.06), body, 0.03)
    if chance < 0.65:
        shade, top = Surface((0.8, 0.7, 0.5), 0.9, glow=lit.glow * 0.4), random.uniform(0.5, 0.9)
        return (base, cylinder(0.08, 2.2, (0, 0, 1.1), body), cone(1.2, top, 1.2, (0, 0, 2.6), shade))
    bend = random.uniform(0.4, 1.2)
    arm = tube([(0, 0.2, 0.1), (0.2, bend, 1.4), (0, 0.2, 2.6), (0, -0.6, 2.8)], 0.07, body)
    if random.random() < 0.5:
        return (
            base,
            arm,
            cone(0.75, 0.25, 0.8, (0, -0.8, 2.6), body, (25, 0, 0)),
            ball((0.3, 0.3, 0.3), (0, -0.9, 2.4), lit),
        )
    return (
        base,
        arm,
        box((0.5, 2.0, 0.12), (0, -1.2, 2.8), body, 0.05),
        box((0.4, 1.8, 0.02), (0, -1.2, 2.73), lit, 0),
    )


def mirror(random: Random) -> Parts:
    """Round or upright on a stand, or with a handle."""
    frame = casing(random, 0.25, 0.35)
    if random.random() < 0.3:
        high = random.uniform(1.6, 3)
        return (
            box((1.6, 0.1, high), (0, 0, high / 2), frame, 0.05),
            box((1.45, 0.02, high - 0.15), (0, -0.05, high / 2), REFLECTING, 0),
        )
    lying = (90.0, 0.0, 0.0)
    head = (
        cylinder(1, 0.12, (0, 0, 2.4), frame, 0.04, lying),
        cylinder(0.92, 0.02, (0, -0.07, 2.4), REFLECTING, 0, lying),
        ring(0.97, 0.06, (0, -0.06, 2.4), frame if random.random() < 0.6 else glowing(random), lying),
    )
    if random.random() < 0.4:
        return (*head, box((0.3, 0.15, 1.6), (0, 0, 0.7), frame, 0.1))
    return (*head, cylinder(0.08, 1.4, (0, 0, 0.8), frame), cylinder(0.8, 0.12, (0, 0, 0.06), frame, 0.04))


_BOTTLE = ((0.0, 0.0), (0.75, 0.0), (0.8, 0.1), (0.8, 2.2), (0.7, 2.5), (0.35, 2.8), (0.32, 3.1), (0.0, 3.1))
_FLASK = ((0.0, 0.0), (0.62, 0.0), (0.66, 0.08), (0.66, 2.6), (0.55, 2.75), (0.55, 3.0), (0.0, 3.0))
_PAPER_CUP = ((0.0, 0.0), (0.62, 0.0), (0.9, 2.2), (0.95, 2.25), (0.88, 2.25), (0.6, 0.1), (0.0, 0.1))
_MUG = ((0.0, 0.0), (0.78, 0.0), (0.85, 0.1), (0.85, 1.7), (0.8, 1.72), (0.75, 1.65), (0.75, 0.15), (0.0, 0.15))
_CAN = ((0.0, 0.0), (0.6, 0.0), (0.68, 0.15), (0.68, 2.3), (0.58, 2.45), (0.55, 2.4), (0.0, 2.4))


def bottle(random: Random) -> Parts:
    """A bottle, flask, cup, mug or can."""
    form = random.choice((_BOTTLE, _FLASK, _FLASK, _PAPER_CUP, _PAPER_CUP, _MUG, _CAN))
    surface = random.choice((casing(random, 0.3, 0.3), coloured(random), STEEL, GLASS if form is _BOTTLE else PAPER))
    parts: list[Part] = [lathe(form, (0, 0, 0), surface)]
    cap = casing(random, 0.6, 0.2)
    if form is _BOTTLE:
        parts.append(cylinder(0.38, 0.4, (0, 0, 3.15), cap, 0.04))
    if form is _FLASK:
        parts.append(cylinder(0.58, 0.6, (0, 0, 3.1), cap, 0.08))
    if form is _PAPER_CUP and random.random() < 0.75:
        parts += [cylinder(0.97, 0.14, (0, 0, 2.25), cap, 0.05), cylinder(0.8, 0.2, (0, 0, 2.38), cap, 0.05)]
    if form is _PAPER_CUP and random.random() < 0.4:
        parts.append(cone(0.78, 0.88, 0.8, (0, 0, 1.2), coloured(random)))
    if form is _MUG:
        parts.append(ring(0.5, 0.1, (0.95, 0, 0.85), surface, (90, 0, 0)))
    if random.random() < 0.4:
        words = random.choice(("COFFEE", "aqua", "SPORT", "mocha", "life"))
        parts.append(label(words, 0.3, (0, -0.9, 1.2), random.choice((BLACK, PAPER))))
    return tuple(parts)


def toy(random: Random) -> Parts:
    """A bear, a duck, a robot or a money box."""
    fur = Surface(
        random.choice(((0.4, 0.2, 0.08), (0.75, 0.6, 0.4), (0.8, 0.8, 0.8), (0.8, 0.4, 0.45), (0.3, 0.3, 0.32))), 0.95
    )
    if random.random() < 0.25:
        return _robot(random)
    if random.random() < 0.3:
        return _pig(fur)
    eye, nose = BLACK, Surface((0.05, 0.02, 0.01), 0.3)
    muzzle = Surface(tuple(min(1.0, c * 1.5) for c in fur.colour), 0.95)  # type: ignore[arg-type]  # three stay three
    parts = [ball((0.9, 0.75, 1.0), (0, 0, 1.0), fur), ball((0.75, 0.7, 0.7), (0, -0.05, 2.4), fur)]
    parts += [ball((0.32, 0.28, 0.24), (0, -0.65, 2.25), muzzle), ball((0.12, 0.1, 0.09), (0, -0.92, 2.33), nose)]
    for side in (-1, 1):
        parts += [
            ball((0.28, 0.15, 0.28), (side * 0.6, 0, 2.95), fur),
            ball((0.09, 0.06, 0.09), (side * 0.28, -0.66, 2.6), eye),
            ball((0.3, 0.3, 0.65), (side * 0.95, -0.25, 1.3), fur, (0, side * 35, 0)),
            ball((0.38, 0.7, 0.38), (side * 0.6, -0.75, 0.35), fur),
            ball((0.28, 0.06, 0.28), (side * 0.62, -1.42, 0.38), muzzle),
        ]
    if random.random() < 0.5:
        bow = coloured(random)
        parts += [cone(0.3, 0.05, 0.4, (s * 0.22, -0.7, 1.75), bow, (0, -s * 90, 0)) for s in (-1, 1)]
    return tuple(parts)


def _robot(random: Random) -> Parts:
    body, other = coloured(random), casing(random, 0.2, 0.5)
    parts = [box((1.4, 1, 1.4), (0, 0, 1.3), body, 0.15), box((1.2, 0.9, 0.9), (0, 0, 2.6), other, 0.2)]
    for side in (-1, 1):
        parts += [ball((0.18, 0.08, 0.18), (side * 0.3, -0.45, 2.65), glowing(random))]
        parts += [
            box((0.3, 0.4, 1.2), (side * 0.9, 0, 1.3), other, 0.1),
            box((0.5, 0.7, 0.7), (side * 0.4, 0, 0.3), other, 0.1),
        ]
    return tuple(parts)


def _pig(fur: Surface) -> Parts:
    legs = [cylinder(0.2, 0.6, (0.6 * math.cos(a), 0.45 * math.sin(a), 0.3), fur) for a in (0.8, 2.3, 3.9, 5.5)]
    ears = [cone(0.25, 0.02, 0.4, (-0.9, s * 0.35, 1.85), fur, (0, -30, 0)) for s in (-1, 1)]
    eyes = [ball((0.07, 0.07, 0.07), (-1.2, s * 0.3, 1.4), BLACK) for s in (-1, 1)]
    slot = box((0.5, 0.08, 0.02), (0, 0, 2.0), BLACK, 0)
    return (
        ball((1.3, 0.95, 0.9), (0, 0, 1.1), fur),
        cylinder(0.3, 0.25, (-1.3, 0, 1.1), fur, 0.05, (0, 90, 0)),
        *legs,
        *ears,
        *eyes,
        slot,
    )


def hook(random: Random) -> Parts:
    """A clothes hook on a plate."""
    body = random.choice((WHITE, BLACK, STEEL))
    bend = [(0, -0.1, 0.7), (0, -0.5, 0.4), (0, -0.8, 0.6), (0, -0.8, 0.9)]
    return (box((0.7, 0.15, 2.2), (0, 0, 1.1), body, 0.06), tube(bend, 0.14, body))
