"""Clocks and watches."""

import math
from random import Random

from lenswatch.models.objects.recipe.parts import Parts, Surface, box, circle, cylinder, label, ring
from lenswatch.models.objects.recipe.surfaces import BLACK, PAPER, SCREEN, STEEL, TINTED, WHITE, casing, glowing, shown


def clock(random: Random) -> Parts:
    """A round wall clock, an alarm clock with bells, or a digital one."""
    return random.choice((wall_clock, alarm_clock, digital_clock, digital_clock, wedge_clock))(random)


def dial(random: Random, radius: float, y: float, z: float) -> Parts:
    """Face, marks and hands, looking to the front."""
    dark = random.random() < 0.35
    ink = PAPER if dark else BLACK
    parts = [cylinder(radius, 0.02, (0, y, z), BLACK if dark else PAPER, turn=(90, 0, 0))]
    numbered = random.random() < 0.6
    for hour, (across, up, angle) in enumerate(circle(12, radius * 0.8, 60)):
        if numbered:
            size = radius * 0.24
            parts.append(label(str((1 - hour) % 12 or 12), size, (across, y - 0.02, z + up), ink))
        else:
            at = (across, y - 0.02, z + up)
            parts.append(box((radius * 0.14, 0.01, radius * 0.035), at, ink, 0, (0, -angle, 0)))
    for length, width in ((0.5, 0.06), (0.72, 0.04)):
        angle = random.uniform(0, 360)
        reach = radius * length / 2
        at = (reach * math.cos(math.radians(angle)), y - 0.035, z + reach * math.sin(math.radians(angle)))
        parts.append(box((radius * length, 0.01, radius * width), at, ink, 0, (0, -angle, 0)))
    return tuple(parts)


def wall_clock(random: Random) -> Parts:
    """Round or square, with a rim."""
    body = casing(random, 0.5, 0.25)
    depth = random.uniform(0.12, 0.25)
    if random.random() < 0.2:
        frame: Parts = (box((2.2, depth, 2.2), (0, 0, 1.1), body, 0.06),)
    else:
        rim = ring(1.02, random.uniform(0.05, 0.12), (0, -depth / 2, 1.1), body, (90, 0, 0))
        frame = (cylinder(1.06, depth, (0, 0, 1.1), body, 0.03, (90, 0, 0)), rim)
    return (*frame, *dial(random, 0.98, -depth / 2 - 0.02, 1.1))


def alarm_clock(random: Random) -> Parts:
    """Round with bells and feet."""
    body, bell = casing(random, 0.3, 0.2), STEEL
    parts = [cylinder(1, 0.6, (0, 0, 1.2), body, 0.06, (90, 0, 0)), ring(0.97, 0.07, (0, -0.3, 1.2), bell, (90, 0, 0))]
    for side in (-1, 1):
        parts.append(cylinder(0.08, 0.5, (side * 0.6, 0, 0.2), bell, turn=(0, -side * 25, 0)))
        if random.random() < 0.8:
            parts.append(cylinder(0.4, 0.22, (side * 0.55, 0, 2.2), bell, 0.1, (0, side * 30, 0)))
    return (*parts, *dial(random, 0.93, -0.31, 1.2))


def _digits(random: Random) -> str:
    return f"{random.randint(1, 12)}:{random.randint(0, 59):02d}"


def digital_clock(random: Random) -> Parts:
    """A block with glowing digits."""
    width, height, depth = random.uniform(1.8, 3.4), random.uniform(0.8, 1.4), random.uniform(0.4, 1.2)
    body = casing(random, 0.6, 0.25)
    front = -depth / 2
    at = (0, front, height / 2)
    window = box((width * 0.92, 0.02, height * 0.8), at, SCREEN if random.random() < 0.8 else TINTED, 0.01)
    lit = label(_digits(random), height * random.uniform(0.5, 0.72), (0, front - 0.02, height / 2), glowing(random))
    parts = [box((width, depth, height), (0, 0, height / 2), body, random.choice((0.03, 0.12, 0.3))), window, lit]
    if random.random() < 0.5:
        small = glowing(random)
        parts.append(label("AM  24C", height * 0.12, (width * 0.3, front - 0.02, height * 0.78), small))
    for button in range(random.randint(0, 4)):
        parts.append(cylinder(0.08, 0.06, (-0.45 + 0.3 * button, 0, height), body, 0.01))
    return tuple(parts)


def wedge_clock(random: Random) -> Parts:
    """Low and wide with a grey display, leaning back."""
    body = casing(random, 0.75, 0.1)
    width = random.uniform(2.4, 3.2)
    pane = random.choice((STEEL, SCREEN, Surface((0.25, 0.3, 0.22), 0.3)))
    display = box((width * 0.6, 0.03, 0.5), (0, -0.65, 0.45), pane, 0.01)
    ink = glowing(random) if pane is SCREEN else BLACK
    digits = label(_digits(random), 0.42, (0, -0.675, 0.45), ink)
    top = box((width * 0.5, 0.4, 0.05), (0, 0.1, 0.86), BLACK, 0.02)
    return (box((width, 1.3, 0.85), (0, 0, 0.42), body, 0.1), display, digits, top)


def watch(random: Random) -> Parts:
    """A watch or fitness band, strap closed or open."""
    strap = casing(random, 0.7, 0.08)
    case = random.choice((strap, STEEL, casing(random)))
    wide, square = random.uniform(0.3, 0.45), random.random() < 0.6
    links = []
    if random.random() < 0.65:
        for across, up, angle in circle(28, 1.0, 96)[:-1]:
            links.append(box((0.3, wide * 1.3, 0.09), (across, 0, up), strap, 0.03, (0, -angle + 90, 0)))
        face_at = (0.0, 0.0, 1.05)
    else:
        links = [box((4.2, wide * 1.3, 0.1), (0, 0, 0), strap, 0.04)]
        face_at = (0.0, 0.0, 0.1)
    x, y, z = face_at
    if square:
        head = (
            box((wide * 2.3, wide * 2, 0.28), face_at, case, 0.09),
            box((wide * 1.9, wide * 1.6, 0.03), (x, y, z + 0.14), shown(random), 0.05),
            label(_digits(random), wide * 0.6, (x, y, z + 0.17), glowing(random), (0, 0, 90)),
        )
        return (*links, *head)
    marks = [box((0.07, 0.025, 0.01), (a, b, z + 0.16), WHITE, 0, (0, 0, t)) for a, b, t in circle(12, wide * 0.9)]
    hands = [box((wide * s, 0.03, 0.01), (wide * s / 2, 0, z + 0.17), WHITE, 0) for s in (0.5, 0.75)]
    return (
        *links,
        cylinder(wide * 1.25, 0.28, face_at, case, 0.05),
        cylinder(wide * 1.08, 0.02, (x, y, z + 0.14), BLACK if random.random() < 0.6 else PAPER),
        ring(wide * 1.17, 0.06, (x, y, z + 0.13), case),
        *marks,
        *hands,
    )
