"""Round things that are no lenses, of radius 1 on the plane z = 0 that look up: what false alarms were raised by."""

from random import Random

from lenswatch.models.objects.recipe.parts import Part, Parts, Surface, ball, box, circle, cylinder, lathe, ring
from lenswatch.models.objects.recipe.surfaces import BLACK, DARK_STEEL, PAPER, STEEL, casing, coloured, glowing
from lenswatch.models.objects.recipe.things.small import shirt_button
from lenswatch.models.objects.recipe.twins.fronts import HOLE, Front


def red_window(random: Random, body: Surface) -> Parts:
    """The round glass one looks through to find hidden cameras: coloured, large, often with lamps around it."""
    colour = random.choice(
        ((0.4, 0.005, 0.01), (0.25, 0.0, 0.02), (0.5, 0.02, 0.0), (0.3, 0.5, 0.55), (0.6, 0.2, 0.05))
    )
    wide = random.uniform(0.6, 0.9)
    rim = random.choice((body, BLACK, STEEL, PAPER))
    pane = Surface(colour, random.uniform(0.02, 0.2), glow=random.choice((0.0, 0.0, 0.5)))
    lamps: Parts = ()
    if random.random() < 0.4:
        lamps = tuple(ball((0.07, 0.07, 0.04), (x, y, 0.08), PAPER) for x, y, _ in circle(8, (1 + wide) / 2))
    elif random.random() < 0.5:
        lamps = tuple(box((0.1, 0.015, 0.01), (x, y, 0.09), PAPER, 0, (0, 0, a)) for x, y, a in circle(36, 0.93))
    return (
        lathe([(1, 0), (1, 0.08), (wide, 0.08), (wide * 0.97, 0.02)], (0, 0, 0), rim),
        cylinder(wide, 0.05, (0, 0, 0), pane),
        *((ball((wide, wide, 0.12), (0, 0, 0.02), pane),) if random.random() < 0.4 else ()),
        *lamps,
    )


def push_button(random: Random, body: Surface) -> Parts:
    """A raised disc in a ring, with or without a sign or light on it."""
    top = random.choice((body, STEEL, BLACK, PAPER, coloured(random)))
    rim = random.choice((STEEL, body, BLACK, DARK_STEEL))
    high = random.uniform(0.05, 0.3)
    sign = random.choice((PAPER, BLACK, glowing(random), coloured(random)))
    parts: list[Part] = [
        ring(0.93, 0.07, (0, 0, 0.02), rim),
        cylinder(0.85, high, (0, 0, high / 2), top, high * 0.3),
    ]
    match random.choice(("ring", "bar", "dot", "none")):
        case "ring":
            parts += [ring(0.35, 0.04, (0, 0, high), sign), box((0.07, 0.35, 0.03), (0, 0.3, high), sign, 0)]
        case "bar":
            parts.append(box((0.7, 0.12, 0.02), (0, 0, high), sign, 0))
        case "dot":
            parts.append(cylinder(random.uniform(0.15, 0.4), 0.02, (0, 0, high), sign))
        case _:
            pass
    return tuple(parts)


def knob(random: Random, body: Surface) -> Parts:
    """To be turned: ribbed, with a mark."""
    made = random.choice((body, STEEL, BLACK, DARK_STEEL))
    high, top = random.uniform(0.3, 1.0), random.uniform(0.7, 0.95)
    angle = random.uniform(0, 360)
    mark = circle(1, top * 0.6, angle)[0]
    ribs = [box((0.08, 0.06, high), (x, y, high / 2), made, 0.01, (0, 0, a)) for x, y, a in circle(24, 0.97)]
    return (
        lathe([(1, 0), (0.97, high * 0.8), (top, high), (0, high)], (0, 0, 0), made),
        *(ribs if random.random() < 0.6 else []),
        box((top * 0.6, 0.08, 0.02), (mark[0], mark[1], high), PAPER if made is not STEEL else BLACK, 0, (0, 0, angle)),
        *((ring(1.2, 0.03, (0, 0, 0.01), PAPER),) if random.random() < 0.3 else ()),
    )


def screw(random: Random, body: Surface) -> Parts:
    """A head with a cross, a slot or a six-cornered hole."""
    head = random.choice((STEEL, STEEL, DARK_STEEL, BLACK, body))
    turned = random.uniform(0, 90)
    round_head = lathe([(1, 0), (0.9, 0.12), (0.6, 0.2), (0, 0.22)], (0, 0, 0), head)
    if random.random() < 0.25:
        return (round_head, Part("cylinder", HOLE, (0.4, 0.4, 0.05), (0, 0, 0.21)))
    arms = (0.0, 90.0) if random.random() < 0.75 else (0.0,)
    return (round_head, *(box((1.1, 0.18, 0.1), (0, 0, 0.19), HOLE, 0, (0, 0, turned + arm)) for arm in arms))


def shirt(random: Random, body: Surface) -> Parts:
    """A button with two or four holes."""
    return shirt_button(random, random.choice((body, casing(random, 0.5, 0.2), coloured(random))), 1.0)


def dial(random: Random, body: Surface) -> Parts:
    """A small scale with a hand."""
    face, ink = random.choice(((PAPER, BLACK), (BLACK, PAPER), (STEEL, BLACK)))
    count, angle = random.choice((12, 24, 36)), random.uniform(0, 360)
    marks = (box((0.12, 0.03, 0.01), (x, y, 0.06), ink, 0, (0, 0, a)) for x, y, a in circle(count, 0.8))
    hand = circle(1, 0.3, angle)[0]
    return (
        cylinder(0.95, 0.08, (0, 0, 0.02), face),
        ring(0.97, 0.06, (0, 0, 0.05), random.choice((body, STEEL, BLACK))),
        *marks,
        box((0.65, 0.05, 0.01), (hand[0], hand[1], 0.07), ink, 0, (0, 0, angle)),
    )


def lamp(random: Random, body: Surface) -> Parts:
    """A lit or milky dome in a rim."""
    light = glowing(random) if random.random() < 0.6 else PAPER
    return (
        ring(0.9, 0.1, (0, 0, 0.02), random.choice((body, STEEL, BLACK))),
        ball((0.85, 0.85, random.uniform(0.15, 0.6)), (0, 0, 0), light),
    )


def grille(random: Random, body: Surface) -> Parts:
    """Holes in rings, as over a speaker or microphone."""
    rows = random.choice((1, 2, 3))
    hole = random.uniform(0.05, 0.1)
    places = [place for row in range(rows) for place in circle(6 * (row + 1), (row + 1) / rows * 0.9)]
    plate = (cylinder(1, 0.04, (0, 0, 0), body, 0.01),) if random.random() < 0.5 else ()
    return (*plate, cylinder(hole, 0.03, (0, 0, 0.012), HOLE), *(_hole(hole, x, y) for x, y, _ in places))


def _hole(radius: float, x: float, y: float) -> Part:
    return cylinder(radius, 0.03, (x, y, 0.012), HOLE)


DECOYS: dict[str, Front] = {
    "red window": red_window,
    "push button": push_button,
    "knob": knob,
    "screw": screw,
    "shirt button": shirt,
    "dial": dial,
    "lamp": lamp,
    "grille": grille,
}
"""By name."""
OFTEN: tuple[str, ...] = ("red window", "red window", "push button", "push button", "knob", "knob")
"""What raised most false alarms is drawn more often."""
