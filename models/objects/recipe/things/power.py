"""Chargers, power banks, sockets."""

from random import Random

from lenswatch.models.objects.recipe.parts import Part, Parts, Vector, box, cylinder, label, tube
from lenswatch.models.objects.recipe.surfaces import BLACK, GOLD, PAPER, SCREEN, STEEL, casing, glowing

PORT = (0.42, 0.04, 0.16)
PRINT = ("5V 2A", "USB", "FAST", "POWER", "20W", "10000mAh", "QC 3.0", "Slim 5000")


def prongs(random: Random, at: Vector) -> Parts:
    """Blades or pins of a plug that point backwards, towards +y."""
    x, y, z = at
    form = random.choice(("us", "eu", "uk", "cn"))
    if form == "eu":
        return tuple(cylinder(0.075, 0.7, (x + s * 0.3, y + 0.3, z), STEEL, 0.02, (90, 0, 0)) for s in (-1, 1))
    if form == "uk":
        pins: tuple[tuple[Vector, Vector], ...] = (
            ((0.1, 0.6, 0.26), (x, y + 0.3, z + 0.35)),
            ((0.24, 0.6, 0.1), (x - 0.35, y + 0.3, z - 0.2)),
            ((0.24, 0.6, 0.1), (x + 0.35, y + 0.3, z - 0.2)),
        )
        return tuple(box(size, place, GOLD if random.random() < 0.5 else STEEL, 0.01) for size, place in pins)
    lean = 0 if form == "us" else 30
    return tuple(box((0.06, 0.6, 0.24), (x + s * 0.24, y + 0.3, z), STEEL, 0.01, (0, s * lean, 0)) for s in (-1, 1))


def ports(count: int, width: float, y: float, z: float) -> Parts:
    """USB ports in a row on the front."""
    places = [(step - (count - 1) / 2) * width for step in range(count)]
    holes = tuple(box(PORT, (place, y, z), STEEL, 0.01) for place in places)
    return (*holes, *(box((0.36, 0.05, 0.1), (place, y, z), BLACK, 0) for place in places))


def cable(random: Random, start: Vector, *, dark: bool = False) -> Parts:
    """A USB cable that lies in curves, with its plug."""
    x, y, z = start
    surface = BLACK if dark else casing(random, 0.4, 0.5)
    points, heading = [start], 1.0
    for _ in range(random.randint(4, 7)):
        x += random.uniform(-0.9, 0.9)
        y -= random.uniform(0.1, 0.6) * heading
        points.append((x, y, max(0.06, z * random.random())))
    end = points[-1]
    plug = (
        box((0.3, 0.5, 0.18), (end[0], end[1] - 0.2, end[2]), surface),
        box((0.24, 0.3, 0.1), (end[0], end[1] - 0.55, end[2]), STEEL),
    )
    return (tube(points, 0.06, surface), *plug)


def charger(random: Random) -> Parts:
    """A cube or block with a plug and USB ports."""
    width, height = random.uniform(0.9, 1.3), random.uniform(0.8, 1.7)
    depth = random.uniform(0.7, 1.6)
    body = casing(random, 0.5, 0.45)
    parts = [box((width, depth, height), (0, 0, height / 2), body, random.choice((0.05, 0.12, 0.25)))]
    if random.random() < 0.25:
        parts.append(cylinder(0.5, 0.3, (0, depth / 2, height / 2), body, 0.05, (90, 0, 0)))
    parts += prongs(random, (0, depth / 2, height / 2))
    count = random.choice((1, 1, 2)) if width > 1 else 1
    parts += ports(count, 0.5, -depth / 2, height * random.uniform(0.4, 0.65))
    if random.random() < 0.4:
        parts.append(
            label(
                random.choice(PRINT),
                0.14,
                (0, -depth / 2 - 0.02, height * 0.2),
                PAPER if body.colour[0] < 0.3 else BLACK,
            )
        )
    if random.random() < 0.3:
        parts += cable(random, (0, -depth / 2, height / 2))
    return tuple(parts)


def power_bank(random: Random) -> Parts:
    """A slab with ports at one end, charge lights and print."""
    width, length = random.uniform(1.2, 1.8), random.uniform(2.4, 3.4)
    thick = random.uniform(0.2, 0.55)
    body = casing(random, 0.65, 0.2)
    parts: list[Part] = [box((width, length, thick), (0, 0, thick / 2), body, random.choice((0.04, 0.1, thick * 0.45)))]
    parts += ports(random.choice((1, 2, 2)), 0.6, -length / 2, thick / 2)
    top = thick + 0.01
    ink = PAPER if body.colour[0] < 0.3 else BLACK
    lit = glowing(random)
    for dot in range(random.choice((0, 4, 4))):
        parts.append(cylinder(0.03, 0.02, (-0.2 + dot * 0.14, -length * 0.42, top), lit))
    if random.random() < 0.5:
        turn: Vector = (0, 0, random.choice((0, 90)))
        parts.append(label(random.choice(PRINT), random.uniform(0.15, 0.3), (0, length * 0.2, top), ink, turn))
    if random.random() < 0.15:
        parts.append(box((width * 0.6, 0.5, 0.02), (0, -length * 0.25, top), SCREEN, 0.01))
        parts.append(label("86", 0.4, (0, -length * 0.25, top + 0.02), lit, (0, 0, 0)))
    if random.random() < 0.2:
        parts += cable(random, (0, -length / 2, thick / 2))
    return tuple(parts)


def socket(random: Random) -> Parts:
    """A wall plate, a smart plug or a power strip."""
    body = casing(random, 0.1, 0.75)
    count = random.choice((1, 1, 2, 2, 3, 4, 6))
    across = random.random() < 0.5
    size: Vector = (1.3 * count, 0.25, 1.4) if across else (1.4, 0.25, 1.3 * count)
    if random.random() < 0.3:
        size = (size[0], random.uniform(0.6, 1.4), size[2])
    middle = size[2] / 2
    parts = [box(size, (0, 0, middle), body, random.choice((0.05, 0.2)))]
    form = random.choice(("us", "eu", "cn"))
    for step in range(count):
        off = (step - (count - 1) / 2) * 1.25
        parts += _holes(form, off if across else 0, -size[1] / 2, middle + (0 if across else off))
    if random.random() < 0.3:
        parts += prongs(random, (0, size[1] / 2, middle))
    if random.random() < 0.25:
        parts += ports(2, 0.5, -size[1] / 2 - 0.01, 0.2)
    return tuple(parts)


def _holes(form: str, x: float, y: float, z: float) -> list[Part]:
    if form == "eu":
        pan = cylinder(0.5, 0.06, (x, y, z), casing(Random(1), 0, 1), 0.02, (90, 0, 0))
        return [pan, *(cylinder(0.07, 0.1, (x + s * 0.2, y - 0.02, z), BLACK, 0, (90, 0, 0)) for s in (-1, 1))]
    lean = 0 if form == "us" else 30
    slots = [box((0.06, 0.06, 0.24), (x + s * 0.18, y, z + 0.1), BLACK, 0, (0, s * lean, 0)) for s in (-1, 1)]
    return [*slots, cylinder(0.07, 0.06, (x, y, z - 0.22), BLACK, 0, (90, 0, 0))]
