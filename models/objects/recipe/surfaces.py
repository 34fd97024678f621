"""Surfaces that goods have."""

from random import Random

from lenswatch.models.objects.recipe.parts import Colour, Surface

WHITE = Surface((0.85, 0.85, 0.84), 0.4)
BLACK = Surface((0.012, 0.012, 0.013), 0.4)
STEEL = Surface((0.6, 0.61, 0.63), 0.28, metal=1.0)
DARK_STEEL = Surface((0.12, 0.12, 0.13), 0.3, metal=1.0)
GOLD = Surface((0.8, 0.55, 0.2), 0.28, metal=1.0)
LENS = Surface((0.01, 0.012, 0.03), 0.05)
GLASS = Surface((0.95, 0.97, 0.98), 0.02, glass=0.95)
TINTED = Surface((0.03, 0.03, 0.035), 0.05, glass=0.4)
REFLECTING = Surface((0.9, 0.92, 0.93), 0.02, metal=1.0)
SCREEN = Surface((0.01, 0.011, 0.013), 0.08)
PAPER = Surface((0.8, 0.79, 0.75), 0.9)
CARDBOARD = Surface((0.42, 0.28, 0.15), 0.95)
BOARD = Surface((0.01, 0.13, 0.04), 0.5)
COPPER = Surface((0.7, 0.32, 0.1), 0.5)
RED = Surface((0.6, 0.02, 0.02), 0.4)
SKIN = Surface((0.62, 0.34, 0.24), 0.6)
_HUES: tuple[Colour, ...] = (
    (0.02, 0.08, 0.35),
    (0.5, 0.02, 0.02),
    (0.7, 0.25, 0.35),
    (0.05, 0.3, 0.1),
    (0.75, 0.5, 0.05),
    (0.3, 0.1, 0.4),
    (0.1, 0.4, 0.5),
    (0.8, 0.75, 0.65),
    (0.25, 0.12, 0.05),
)


def coloured(random: Random) -> Surface:
    """A colour that is neither black, white nor grey."""
    return Surface(random.choice(_HUES), random.uniform(0.25, 0.7))


def casing(random: Random, dark: float = 0.6, light: float = 0.2) -> Surface:
    """What a device is cased in: mostly black, sometimes white, else grey, silver or a colour."""
    chance = random.random()
    if chance < dark:
        grey = random.uniform(0.008, 0.04)
        return Surface((grey, grey, grey * random.uniform(1, 1.15)), random.uniform(0.2, 0.7))
    if chance < dark + light:
        return Surface((0.8, 0.8, random.uniform(0.74, 0.8)), random.uniform(0.25, 0.6))
    if random.random() < 0.4:
        grey = random.uniform(0.1, 0.4)
        return Surface((grey, grey, grey * 1.05), random.uniform(0.25, 0.5), metal=random.choice((0.0, 0.8)))
    return coloured(random)


def glowing(random: Random) -> Surface:
    """Digits or a small lamp."""
    colour = random.choice(((1.0, 0.05, 0.03), (0.1, 0.9, 0.2), (0.2, 0.5, 1.0), (0.95, 0.95, 1.0)))
    return Surface(colour, glow=random.uniform(2, 5))


def shown(random: Random) -> Surface:
    """A screen that is off, or on in one colour."""
    if random.random() < 0.45:
        return SCREEN
    colour = random.choice(((0.1, 0.2, 0.6), (0.5, 0.2, 0.5), (0.1, 0.4, 0.3), (0.7, 0.7, 0.75), (0.8, 0.35, 0.15)))
    return Surface(colour, 0.1, glow=random.uniform(0.2, 0.8))
