"""Goods that are none of the named kinds, so that the head learns what else there is."""

from random import Random

from lenswatch.models.objects.recipe.parts import Part, Parts, ball, box, circle, cylinder, label, lathe, ring, tube
from lenswatch.models.objects.recipe.surfaces import (
    BLACK,
    CARDBOARD,
    DARK_STEEL,
    PAPER,
    RED,
    SCREEN,
    STEEL,
    WHITE,
    casing,
    coloured,
    glowing,
    shown,
)
from lenswatch.models.objects.recipe.things.household import hook


def other(random: Random) -> Parts:
    """One of many."""
    electronic = (tracker, tracker, voice_recorder, voice_recorder, radio, radio, recorder_box, recorder_box, earphones)
    plain = (
        drive,
        carton,
        book,
        tub,
        lock,
        keyboard,
        lighter,
        screw,
        hook,
        keypad,
        cords,
        alarm_set,
        tie,
        field_screen,
    )
    return random.choice((*electronic, *plain))(random)


def tracker(random: Random) -> Parts:
    """A black box with wires, as is fixed in cars."""
    body = casing(random, 0.92, 0.02)
    size = (random.uniform(0.8, 1.6), random.uniform(1.4, 2.6), random.uniform(0.3, 0.9))
    parts: list[Part] = [box(size, (0, 0, size[2] / 2), body, random.choice((0.05, 0.15)))]
    wires = (RED, BLACK, coloured(random), WHITE, coloured(random))
    for step, colour in enumerate(wires[: random.choice((0, 3, 4, 5))]):
        x = (step - 2) * 0.14
        line = [(x, size[1] / 2, 0.2), (x * 2, size[1] / 2 + 0.8, 0.15), (x * 4, size[1] / 2 + 1.6 + 0.2 * step, 0.06)]
        parts.append(tube(line, 0.045, colour))
    if random.random() < 0.4:
        parts.append(label(random.choice(("GPS", "4G", "GSM")), 0.3, (0, 0, size[2] + 0.01), PAPER, (0, 0, 0)))
    return tuple(parts)


def voice_recorder(random: Random) -> Parts:
    """A slim case with a small display or none."""
    body = casing(random, 0.75, 0.04)
    wide, long, thick = random.uniform(0.7, 1.1), random.uniform(2.4, 3.6), random.uniform(0.2, 0.5)
    parts: list[Part] = [box((wide, long, thick), (0, 0, thick / 2), body, random.choice((0.05, 0.15)))]
    if random.random() < 0.6:
        parts.append(box((wide * 0.8, long * 0.3, 0.02), (0, long * 0.2, thick), shown(random), 0.02))
        parts.append(label("REC", 0.2, (0, long * 0.22, thick + 0.02), glowing(random), (0, 0, 0)))
        parts.append(cylinder(wide * 0.28, 0.05, (0, -long * 0.15, thick), STEEL, 0.02))
    parts += [box((0.02, 0.3, 0.1), (wide / 2, 0.4 * n, thick / 2), STEEL, 0) for n in range(random.randint(1, 3))]
    parts += [cylinder(0.08, 0.1, (s * wide * 0.3, long / 2, thick / 2), DARK_STEEL, 0, (90, 0, 0)) for s in (-1, 1)]
    return tuple(parts)


def radio(random: Random) -> Parts:
    """A two-way radio with a stub aerial, keys and a grille."""
    body = casing(random, 0.8, 0.02)
    wide, deep, high = random.uniform(1.1, 1.4), 0.7, random.uniform(2.4, 3.2)
    parts: list[Part] = [
        box((wide, deep, high), (0, 0, high / 2), body, 0.12),
        cylinder(0.16, random.uniform(0.8, 2.4), (-wide * 0.3, 0, high + 0.6), BLACK, 0.05),
        cylinder(0.15, 0.35, (wide * 0.25, 0, high + 0.12), BLACK, 0.03),
        box((wide * 0.75, 0.02, high * 0.2), (0, -0.36, high * 0.65), shown(random), 0.02),
    ]
    for row in range(4):
        parts += [box((0.2, 0.05, 0.14), (0.28 * c, -0.36, high * 0.45 - 0.22 * row), PAPER, 0.02) for c in (-1, 0, 1)]
    parts += [box((wide * 0.6, 0.02, 0.05), (0, -0.36, high * 0.88 - 0.09 * n), BLACK, 0) for n in range(4)]
    return tuple(parts)


def recorder_box(random: Random) -> Parts:
    """A flat wide box as stands in racks, with lamps or sockets."""
    body = casing(random, 0.8, 0.05)
    parts: list[Part] = [box((4.4, 2.6, 0.55), (0, 0, 0.27), body, 0.03)]
    parts.append(box((4.4, 0.04, 0.2), (0, -1.32, 0.3), DARK_STEEL, 0))
    parts += [box((0.06, 0.02, 0.06), (-1.8 + 0.2 * n, -1.35, 0.3), glowing(random), 0) for n in range(4)]
    if random.random() < 0.5:
        parts += [box((0.25, 0.03, 0.2), (0.3 * n - 0.6, -1.34, 0.2), BLACK, 0.01) for n in range(8)]
        parts += [cylinder(0.07, 0.2, (-1.6 + 0.2 * n, -1.36, 0.2), STEEL, 0, (90, 0, 0)) for n in range(4)]
    return tuple(parts)


def field_screen(random: Random) -> Parts:
    """A small recorder with a screen that fills its front, as is carried with a cable camera."""
    body, wide = casing(random, 0.85, 0.02), random.uniform(2.4, 3.0)
    parts: list[Part] = [box((wide, 0.7, 1.8), (0, 0, 0.9), body, 0.1)]
    parts.append(
        box((wide * 0.78, 0.02, 1.4), (-0.15, -0.35, 0.9), random.choice((SCREEN, shown(random), STEEL)), 0.03)
    )
    parts += [box((0.04, 0.2, 0.2), (wide / 2, 0, 0.4 + 0.4 * n), BLACK, 0.01) for n in range(3)]
    parts += [box((0.3, 0.2, 0.05), (-0.6 + 0.5 * n, 0, 1.8), STEEL, 0.01) for n in range(random.randint(0, 3))]
    return tuple(parts)


def earphones(random: Random) -> Parts:
    """Earphones on cables with a plug and a small box, or a headset."""
    surface = casing(random, 0.8, 0.15)
    if random.random() < 0.4:
        band = [(x * 1.2, 0, 1.2 + 1.2 * max(0.0, 1 - x * x) ** 0.5) for x in (-1, -0.8, -0.5, 0, 0.5, 0.8, 1)]
        cups = [cylinder(0.65, 0.4, (s * 1.2, 0, 0.9), surface, 0.12, (0, 90, 0)) for s in (-1, 1)]
        return (tube(band, 0.13, surface), *cups)
    parts: list[Part] = [box((0.5, 1.0, 0.25), (0, -0.5, 0.12), surface, 0.08)]
    for side in (-1, 1):
        line = [(0, 0, 0.1), (side * 0.6, 0.8, 0.08), (side * 1.4, 0.7, 0.05), (side * 1.2, 1.9, 0.2)]
        parts += [tube(line, 0.05, surface), ball((0.2, 0.2, 0.2), line[-1], surface)]
    curls = [(random.uniform(-1, 1), -1.0 - 0.4 * n, 0.06) for n in range(5)]
    parts += [tube([(0, -1, 0.1), *curls], 0.05, surface), cylinder(0.08, 0.6, curls[-1], STEEL, 0, (90, 0, 0))]
    return tuple(parts)


def drive(random: Random) -> Parts:
    """A portable disc or hub with a cable."""
    body = random.choice((BLACK, STEEL, DARK_STEEL, coloured(random)))
    wide, long = random.uniform(1.0, 2.4), random.uniform(2.2, 3.2)
    line = [(0, long / 2, 0.15), (0.5, long / 2 + 0.8, 0.1), (1.6, long / 2 + 0.6, 0.06), (2.2, 0.4, 0.06)]
    slots = [
        box((0.02, 0.4, 0.12), (wide / 2, -long * 0.3 + 0.6 * n, 0.15), BLACK, 0) for n in range(random.randint(0, 4))
    ]
    return (box((wide, long, 0.3), (0, 0, 0.15), body, 0.08), tube(line, 0.07, BLACK), *slots)


def carton(random: Random) -> Parts:
    """A package with print."""
    body = random.choice((CARDBOARD, PAPER, coloured(random)))
    wide, high = random.uniform(1.5, 3), random.uniform(1.5, 3)
    lines = [
        label(
            word,
            random.uniform(0.2, 0.5),
            (0, -0.51, high * (0.75 - 0.25 * n)),
            random.choice((BLACK, coloured(random))),
        )
        for n, word in enumerate(random.sample(("ULTRA", "Home Kit", "NEW", "Premium", "2 in 1", "Vitamin", "GIFT"), 3))
    ]
    return (box((wide, 1, high), (0, 0, high / 2), body, 0.02), *lines)


def book(random: Random) -> Parts:
    """A book from the front, slightly turned."""
    cover = random.choice((coloured(random), BLACK, PAPER))
    ink = PAPER if cover.colour[0] < 0.4 else BLACK
    words = random.sample(("THE", "POWER", "OF", "Mind", "Stories", "Deep", "History", "RICH", "Garden"), 3)
    title = [label(word, 0.45, (0, -0.26, 2.4 - 0.6 * n), ink) for n, word in enumerate(words)]
    return (box((2, 0.5, 3), (0, 0, 1.5), cover, 0.02), box((1.9, 0.42, 3.02), (0.06, 0, 1.5), PAPER, 0), *title)


def tub(random: Random) -> Parts:
    """A jar of cream or a tube."""
    body, lid = random.choice((WHITE, coloured(random))), random.choice((WHITE, coloured(random), BLACK))
    if random.random() < 0.5:
        outline = ((0, 0), (0.9, 0), (1.0, 0.1), (1.0, 0.9), (0, 0.9))
        return (lathe(outline, (0, 0, 0), body), cylinder(1.04, 0.5, (0, 0, 1.1), lid, 0.05))
    words = label(random.choice(("GEL", "care", "SUN 50", "lotion")), 0.3, (0, -0.45, 1.6), lid)
    return (cylinder(0.45, 0.4, (0, 0, 0.2), lid, 0.04), box((1.2, 0.6, 2.6), (0, 0, 1.7), body, 0.28), words)


def lock(random: Random) -> Parts:
    """A door lock with a lever and keys, or a padlock."""
    body = random.choice((STEEL, DARK_STEEL, BLACK))
    if random.random() < 0.4:
        shackle = [(-0.5, 0, 1.2), (-0.5, 0, 2.0), (0, 0, 2.4), (0.5, 0, 2.0), (0.5, 0, 1.2)]
        return (box((1.6, 0.6, 1.4), (0, 0, 0.7), body, 0.1), tube(shackle, 0.13, STEEL))
    keys = [
        cylinder(0.1, 0.04, (0.3 * c, -0.26, 2.9 - 0.3 * r), PAPER, 0, (90, 0, 0)) for c in (-1, 0, 1) for r in range(4)
    ]
    return (box((1.3, 0.5, 3.6), (0, 0, 1.8), body, 0.12), box((1.8, 0.2, 0.3), (0.6, -0.6, 1.0), body, 0.08), *keys)


def keyboard(random: Random) -> Parts:
    """Rows of keys."""
    body, key = casing(random, 0.6, 0.3), casing(random, 0.6, 0.3)
    keys = [
        box((0.26, 0.26, 0.12), (0.3 * c - 1.8, 0.3 * r - 0.6, 0.25), key, 0.03) for c in range(13) for r in range(5)
    ]
    return (box((4.2, 1.7, 0.25), (0, 0, 0.12), body, 0.05), *keys)


def lighter(random: Random) -> Parts:
    """A pocket lighter."""
    body = random.choice((STEEL, coloured(random), BLACK))
    wheel = cylinder(0.2, 0.3, (-0.15, 0, 2.6), DARK_STEEL, 0.02, (0, 90, 0))
    return (box((0.9, 0.5, 2.2), (0, 0, 1.1), body, 0.12), box((0.85, 0.45, 0.4), (0, 0, 2.35), STEEL, 0.03), wheel)


def screw(random: Random) -> Parts:
    """Several screws."""
    parts: list[Part] = []
    for step in range(random.randint(2, 6)):
        x, y = 0.9 * (step % 3), 1.1 * (step // 3)
        parts += [cylinder(0.28, 0.16, (x, y, 0.08), STEEL, 0.04), cylinder(0.12, 1.2, (x, y, 0.7), STEEL)]
        parts += [ring(0.12, 0.025, (x, y, 0.25 + 0.1 * n), DARK_STEEL) for n in range(10)]
    return tuple(parts)


def keypad(random: Random) -> Parts:
    """An access reader with digits."""
    body = casing(random, 0.7, 0.2)
    keys = [
        label(str((3 * r + c + 1) % 10), 0.3, (0.4 * c - 0.4, -0.22, 2.0 - 0.45 * r), glowing(random))
        for r in range(4)
        for c in range(3)
    ]
    return (box((1.6, 0.4, 2.9), (0, 0, 1.45), body, 0.1), *keys)


def cords(random: Random) -> Parts:
    """A coiled cable with plugs."""
    surface = casing(random, 0.5, 0.3)
    coils = [(x * (1 + 0.03 * n), y * (1 + 0.03 * n), 0.06 + 0.05 * n) for n in range(4) for x, y, _ in circle(14, 1.0)]
    end = coils[-1]
    return (
        tube(coils, 0.06, surface),
        box((0.3, 0.6, 0.18), (end[0], end[1] + 0.3, end[2]), surface),
        box((0.22, 0.3, 0.1), (end[0], end[1] + 0.7, end[2]), STEEL),
    )


def alarm_set(random: Random) -> Parts:
    """Several white boxes of an alarm."""
    places = [(-1.6, 0.0), (0.0, 0.5), (1.5, 0.0), (-0.7, -0.9), (0.8, -1.0)]
    return tuple(
        box((random.uniform(0.5, 1.2), 0.4, random.uniform(0.6, 1.6)), (x, y, 0.5), WHITE, 0.08)
        for x, y in places[: random.randint(2, 5)]
    )


def tie(random: Random) -> Parts:
    """A neck tie, lying."""
    cloth = random.choice((coloured(random), BLACK, DARK_STEEL))
    stripe = coloured(random)
    bands = [box((0.7 + 0.05 * n, 0.08, 0.12), (0, -0.4 * n, 0.02), stripe, 0, (0, 0, 35)) for n in range(7)]
    return (box((0.6, 0.5, 0.2), (0, 0.6, 0), cloth, 0.1), box((0.9, 3.4, 0.1), (0, -1.4, 0), cloth, 0.04), *bands)
