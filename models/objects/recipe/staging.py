"""How a thing is shown: its pose, what lies beside it, ground, light and camera, all by chance from a number."""

import math
from dataclasses import dataclass
from random import Random

from lenswatch.models.objects.recipe.parts import Colour, Parts, Vector, ball, box, label, tube
from lenswatch.models.objects.recipe.surfaces import BLACK, CARDBOARD, PAPER, SKIN, WHITE, coloured
from lenswatch.models.objects.recipe.things import LYING
from lenswatch.models.objects.recipe.things.power import cable

_GROUNDS = (*["white"] * 8, "grey", "grey", "colour", "wood", "wood", "dark", "gradient")


@dataclass(frozen=True)
class Stage:
    """What surrounds a thing of size 2 about the origin."""

    tilt: float
    """Degrees by which it is raised from lying, about x; then `spin` about z."""
    spin: float
    ground: str
    colour: Colour
    sky: float
    """Light from everywhere."""
    sun: float
    """Watts of the lamp above."""
    sun_at: Vector
    camera_at: Vector
    focal: float
    """Millimetres, of a 36 mm frame."""
    fill: float
    """Share of the frame that the thing takes."""
    shift: tuple[float, float]
    """By which the picture is moved, of its side."""
    second: float | None
    """Degrees by which a copy beside it is turned; None without."""
    beside: Parts


def stage(kind: str, random: Random, *, from_library: bool = False) -> Stage:
    """A stage for one picture of a kind."""
    lying = kind in LYING and not from_library
    tilt = random.choice((0.0, 90.0, 90.0, random.uniform(40, 80))) if lying else 0.0
    flat = lying and tilt == 0
    height = math.radians(
        random.uniform(30, 80) if flat else random.choice((random.uniform(2, 20), random.uniform(10, 45)))
    )
    around = math.radians(random.uniform(-180, 180) if flat else random.gauss(0, 35))
    ground = random.choice(_GROUNDS)
    return Stage(
        tilt=tilt,
        spin=random.uniform(-180, 180) if flat else 0.0,
        ground=ground,
        colour=coloured(random).colour,
        sky=random.uniform(0.5, 1.1) if ground != "dark" else random.uniform(0.1, 0.4),
        sun=random.uniform(80, 700),
        sun_at=(random.uniform(-5, 5), random.uniform(-6, 1), random.uniform(3, 7)),
        camera_at=(
            math.sin(around) * math.cos(height),
            -math.cos(around) * math.cos(height),
            math.sin(height),
        ),
        focal=random.uniform(35, 90),
        fill=random.uniform(0.62, 1.02),
        shift=(random.uniform(-0.07, 0.07), random.uniform(-0.07, 0.07)),
        second=random.uniform(60, 300) if random.random() < 0.15 else None,
        beside=_beside(random),
    )


def _beside(random: Random) -> Parts:
    """What shops put beside a thing, of size 2 like it: a cable, a package, a hand, a card."""
    chance = random.random()
    if chance < 0.1:
        return cable(random, (1.2, 0.2, 0.1), dark=random.random() < 0.7)
    if chance < 0.16:
        card = random.choice((CARDBOARD, PAPER, coloured(random)))
        at = (random.choice((-1.6, 1.6)), 1.2, 0.9)
        return (box((1.4, 0.6, 1.8), at, card, 0.02), label("NEW", 0.4, (at[0], at[1] - 0.31, 1.2), BLACK))
    if chance < 0.24:
        return _hand(random)
    if chance < 0.28:
        return (
            box((0.4, 0.3, 0.04), (1.3, -0.5, 0.05), BLACK, 0.01),
            box((0.8, 1.1, 0.03), (-1.4, -0.3, 0.02), WHITE, 0),
        )
    return ()


def _hand(random: Random) -> Parts:
    """Fingers that reach in from one side."""
    side = random.choice((-1, 1))
    fingers = []
    for number in range(4):
        z = 0.25 + 0.32 * number
        line: list[Vector] = [
            (side * 2.6, 0.7, z - 0.3),
            (side * 1.5, 0.5, z),
            (side * 0.75, -0.1 - 0.1 * (number % 2), z),
        ]
        fingers.append(tube(line, 0.19, SKIN))
        fingers.append(ball((0.19, 0.19, 0.19), line[-1], SKIN))
    return (*fingers, ball((1.1, 0.5, 0.8), (side * 2.8, 0.8, 0.6), SKIN))
