"""Cameras of every build, and what finds them."""

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
    label,
    ring,
    tube,
)
from lenswatch.models.objects.recipe.surfaces import (
    BLACK,
    BOARD,
    COPPER,
    DARK_STEEL,
    LENS,
    PAPER,
    RED,
    STEEL,
    TINTED,
    casing,
    glowing,
    shown,
)

_FRONT: Vector = (90, 0, 0)


def eye(radius: float, at: Vector, rim: Surface = DARK_STEEL, turn: Vector = _FRONT) -> Parts:
    """A lens that looks to the front."""
    x, y, z = at
    return (
        cylinder(radius, radius * 0.5, at, rim, radius * 0.1, turn),
        cylinder(radius * 0.75, radius * 0.55, (x, y - 0.01, z), BLACK, 0, turn),
        ball((radius * 0.55, radius * 0.25, radius * 0.55), (x, y - radius * 0.22, z), LENS),
    )


def bare_module(random: Random) -> Parts:
    """A board with chips, a ribbon to a small lens, a battery and wires; or a stick with a cable lens."""
    board = random.choice((BOARD, Surface((0.01, 0.03, 0.15), 0.5), BLACK, BLACK))
    parts: list[Part] = [box((1.2, 2.0, 0.1), (0, 0, 0.25), board, 0.02)]
    for _ in range(random.randint(3, 9)):
        size = (random.uniform(0.1, 0.45), random.uniform(0.1, 0.45), 0.08)
        parts.append(
            box(size, (random.uniform(-0.4, 0.4), random.uniform(-0.8, 0.8), 0.33), random.choice((BLACK, STEEL)), 0.01)
        )
    if random.random() < 0.5:
        parts.append(box((1.25, 2.1, 0.3), (0, 0, 0.2), BLACK, 0.06))
    ribbon = random.choice((COPPER, BLACK, Surface((0.6, 0.4, 0.1), 0.5)))
    reach = random.uniform(0.8, 2.4)
    parts.append(box((0.3, reach, 0.02), (0, 1 + reach / 2, 0.28), ribbon, 0))
    end = 1 + reach
    parts += [box((0.42, 0.42, 0.2), (0, end, 0.3), BLACK, 0.03), cylinder(0.17, 0.25, (0, end, 0.45), BLACK, 0.02)]
    parts += [cylinder(0.1, 0.02, (0, end, 0.585), LENS), ball((0.06, 0.06, 0.03), (0, end, 0.59), LENS)]
    if random.random() < 0.7:
        for side, colour in ((-0.1, RED), (0.1, BLACK)):
            wire = [(side, -1, 0.25), (side * 4, -1.5, 0.15), (side * 6 - 0.4, -2.2, 0.1), (side * 3 - 0.9, -2.6, 0.08)]
            parts.append(tube(wire, 0.05, colour))
        parts.append(box((0.3, 0.45, 0.2), (-0.9, -2.7, 0.12), RED if random.random() < 0.5 else PAPER, 0.03))
    if random.random() < 0.3:
        parts.append(
            tube(
                [(0.5, -0.9, 0.25), (1.4, -1.2, 0.3), (1.8, 0.2, 0.1), (1.5, 1.5, 0.1)],
                0.04,
                random.choice((BLACK, PAPER)),
            )
        )
    return tuple(parts)


def security_camera(random: Random) -> Parts:
    """A bullet, turret, dome, turning head or cube."""
    return random.choice((_bullet, _bullet, _turret, _dome, _head, _cube))(random)


def _bullet(random: Random) -> Parts:
    body = casing(random, 0.2, 0.65)
    lamps = [ball((0.06, 0.04, 0.06), (x, -1.36, 1.5 + z), PAPER) for x, z, _ in circle(8, 0.38)]
    parts: list[Part] = [
        cylinder(0.55, 2.4, (0, 0, 1.5), body, 0.05, _FRONT),
        cylinder(0.5, 0.05, (0, -1.21, 1.5), BLACK, 0, _FRONT),
    ]
    parts += [*eye(0.2, (0, -1.3, 1.5)), *(lamps if random.random() < 0.7 else [])]
    if random.random() < 0.7:
        parts.append(box((1.2, 2.7, 0.08), (0, -0.2, 2.08), body, 0.03))
    arm = [(0, 0.6, 1.0), (0, 0.8, 0.5), (0, 1.4, 0.3)]
    return (*parts, tube(arm, 0.16, body), cylinder(0.5, 0.15, (0, 1.5, 0.3), body, 0.03, _FRONT))


def _turret(random: Random) -> Parts:
    body = casing(random, 0.15, 0.75)
    return (
        cylinder(1.2, 0.5, (0, 0, 2.0), body, 0.12),
        cone(1.0, 1.15, 0.4, (0, 0, 1.6), body),
        ball((0.95, 0.95, 0.95), (0, -0.05, 1.3), body),
        box((1.1, 0.3, 0.5), (0, -0.78, 1.0), BLACK, 0.13, (-25, 0, 0)),
        *eye(0.22, (-0.2, -0.95, 1.0)),
        ball((0.12, 0.06, 0.12), (0.3, -0.95, 1.0), PAPER),
    )


def _dome(random: Random) -> Parts:
    body = casing(random, 0.1, 0.8)
    return (
        cylinder(1.2, 0.5, (0, 0, 1.7), body, 0.1),
        ring(0.95, 0.1, (0, 0, 1.45), body),
        ball((0.9, 0.9, 0.9), (0, 0, 1.4), TINTED),
        *eye(0.3, (0, -0.5, 1.0), BLACK),
    )


def _head(random: Random) -> Parts:
    body = casing(random, 0.15, 0.75)
    parts: list[Part] = [
        cylinder(0.75, 0.35, (0, 0, 0.17), body, 0.08),
        cylinder(0.45, 0.4, (0, 0, 0.45), body),
        ball((0.85, 0.8, 0.85), (0, 0, 1.35), body),
        ball((0.6, 0.3, 0.6), (0, -0.6, 1.4), BLACK),
        *eye(0.22, (0, -0.9, 1.4)),
    ]
    if random.random() < 0.5:
        parts += [box((0.25, 0.5, 1.0), (s * 0.9, 0, 1.1), body, 0.1) for s in (-1, 1)]
    if random.random() < 0.4:
        parts += [cylinder(0.07, 1.6, (s * 0.8, 0.4, 2.2), body, 0.02, (0, s * 10, 0)) for s in (-1, 1)]
    return tuple(parts)


def _cube(random: Random) -> Parts:
    body = casing(random, 0.25, 0.65)
    face = cylinder(0.62, 0.06, (0, -0.42, 1.7), BLACK, 0, _FRONT)
    head = random.choice(
        (box((1.4, 0.8, 1.4), (0, 0, 1.7), body, 0.2), cylinder(0.8, 0.8, (0, 0, 1.7), body, 0.1, _FRONT))
    )
    return (
        head,
        face,
        *eye(0.25, (0, -0.48, 1.7)),
        cylinder(0.1, 0.8, (0, 0.1, 0.6), body),
        cylinder(0.7, 0.12, (0, 0, 0.1), body, 0.04),
    )


def dash_cam(random: Random) -> Parts:
    """A wide case with a lens, and a mount on top; or its back with a screen."""
    body, wide = casing(random, 0.9, 0.02), random.uniform(2.0, 3.2)
    parts: list[Part] = [box((wide, 0.7, 1.3), (0, 0, 0.65), body, 0.15)]
    if random.random() < 0.65:
        parts += eye(
            random.uniform(0.4, 0.55), (random.choice((-0.4, 0, 0.4)), -0.45, 0.65), random.choice((DARK_STEEL, STEEL))
        )
    else:
        parts.append(box((wide * 0.85, 0.02, 1.05), (0, -0.36, 0.65), shown(random), 0.02))
    parts += [box((0.5, 0.4, 0.4), (0, 0.1, 1.45), body, 0.05), cylinder(0.45, 0.12, (0, 0.2, 1.75), TINTED, 0.02)]
    if random.random() < 0.4:
        parts.append(
            tube(
                [(wide / 2, 0, 0.6), (wide / 2 + 0.8, 0.2, 0.2), (wide / 2 + 0.4, -0.6, 0.06), (0.5, -1.2, 0.06)],
                0.06,
                BLACK,
            )
        )
    return tuple(parts)


def action_cam(random: Random) -> Parts:
    """A small cube with a lens, a photo camera, or a camera of a few centimetres."""
    body = casing(random, 0.75, 0.08)
    chance = random.random()
    if chance < 0.4:
        return (
            box((1.6, 0.8, 1.2), (0, 0, 0.6), body, 0.1),
            box((0.75, 0.2, 0.75), (0.4, -0.42, 0.78), BLACK, 0.08),
            *eye(0.3, (0.4, -0.55, 0.78)),
            box((0.4, 0.02, 0.3), (-0.45, -0.41, 0.85), shown(random), 0.02),
            cylinder(0.1, 0.06, (-0.4, 0, 1.22), RED if random.random() < 0.5 else STEEL, 0.01),
        )
    if chance < 0.7:
        barrel = cylinder(0.62, random.uniform(0.6, 1.6), (0, -0.9, 0.85), BLACK, 0.05, _FRONT)
        return (
            box((2.6, 0.8, 1.6), (0, 0, 0.8), body, 0.15),
            box((0.9, 0.7, 0.5), (0, 0, 1.75), body, 0.12),
            barrel,
            *eye(0.58, (0, -1.7, 0.85)),
            cylinder(0.2, 0.15, (-0.9, 0, 1.65), STEEL, 0.02),
            box((0.5, 0.5, 1.5), (-1.2, -0.2, 0.78), BLACK, 0.2),
        )
    side = random.uniform(0.9, 1.1)
    return (
        box((side, side, side), (0, 0, side / 2), body, 0.15),
        *eye(0.33, (0, -side / 2 - 0.02, side / 2), STEEL),
        *(ball((0.05, 0.03, 0.05), (x, -side / 2, side / 2 + z), PAPER) for x, z, _ in circle(6, 0.42)),
    )


def doorbell(random: Random) -> Parts:
    """An upright case with a lens and a button, or an intercom with a screen."""
    body = casing(random, 0.55, 0.2)
    wide, high = random.uniform(1.0, 1.5), random.uniform(2.4, 3.2)
    front = -0.25
    parts: list[Part] = [box((wide, 0.5, high), (0, 0, high / 2), body, random.choice((0.08, 0.24)))]
    parts += eye(0.22, (0, front - 0.05, high * 0.82))
    lit = glowing(random)
    if random.random() < 0.75:
        parts += [
            cylinder(0.32, 0.08, (0, front, high * 0.25), STEEL, 0.02, _FRONT),
            ring(0.34, 0.04, (0, front - 0.05, high * 0.25), lit, _FRONT),
        ]
    if random.random() < 0.35:
        parts.append(box((wide * 0.8, 0.02, high * 0.3), (0, front, high * 0.52), shown(random), 0.02))
    if random.random() < 0.4:
        parts += [box((wide * 0.5, 0.02, 0.04), (0, front, high * 0.45 + 0.1 * n), BLACK, 0) for n in range(4)]
    return tuple(parts)


def body_cam(random: Random) -> Parts:
    """A flat upright case with a lens at the top and a clip."""
    body = casing(random, 0.93, 0.01)
    wide, high, deep = random.uniform(0.8, 1.5), random.uniform(2.0, 3.0), random.uniform(0.4, 0.7)
    front = -deep / 2
    parts: list[Part] = [
        box((wide, deep, high), (0, 0, high / 2), body, 0.12),
        *eye(wide * 0.25, (0, front - 0.05, high * 0.82)),
    ]
    parts.append(box((wide * 0.5, 0.1, high * 0.75), (0, deep / 2 + 0.15, high * 0.5), DARK_STEEL, 0.04))
    if random.random() < 0.5:
        parts.append(box((wide * 0.75, 0.02, high * 0.3), (0, front, high * 0.4), shown(random), 0.02))
    if random.random() < 0.6:
        parts.append(
            cylinder(wide * 0.2, 0.08, (0, front, high * 0.25), random.choice((STEEL, RED, BLACK)), 0.02, _FRONT)
        )
    parts += [ball((0.05, 0.03, 0.05), (s * wide * 0.35, front, high * 0.92), glowing(random)) for s in (-1, 1)]
    parts += [box((0.08, 0.2, 0.3), (wide / 2, 0, high * 0.4 + 0.45 * n), STEEL, 0.02) for n in range(3)]
    return tuple(parts)


def detector(random: Random) -> Parts:
    """A hand-held case with an aerial, a row of lamps and a red window."""
    body = casing(random, 0.88, 0.04)
    wide, high, deep = random.uniform(1.0, 1.6), random.uniform(2.0, 3.0), random.uniform(0.4, 0.7)
    front = -deep / 2
    parts: list[Part] = [box((wide, deep, high), (0, 0, high / 2), body, random.choice((0.06, 0.15)))]
    if random.random() < 0.75:
        long = random.uniform(0.8, 3)
        side = random.choice((-1, 0, 1)) * wide * 0.35
        parts += [
            cylinder(0.05, long, (side, 0, high + long / 2), STEEL),
            ball((0.09, 0.09, 0.09), (side, 0, high + long), STEEL),
        ]
    if random.random() < 0.7:
        pane = Surface((0.5, 0.01, 0.01), 0.1, glow=random.choice((0.0, 0.6)))
        window = cylinder(wide * 0.27, 0.06, (0, front, high * 0.75), pane, 0, _FRONT)
        parts += [window, ring(wide * 0.29, 0.05, (0, front, high * 0.75), STEEL, _FRONT)]
    for step in range(random.choice((0, 6, 8, 10))):
        colour = Surface(((0.1, 0.8, 0.1), (0.8, 0.7, 0.05), (0.9, 0.05, 0.02))[min(2, step // 3)], glow=1.5)
        parts.append(ball((0.05, 0.03, 0.05), (wide * 0.35, front, high * 0.2 + 0.16 * step), colour))
    if random.random() < 0.6:
        parts += [
            label(w, 0.13, (-0.1, front - 0.02, high * 0.5 - 0.2 * n), PAPER)
            for n, w in enumerate(("RF  DETECT", "SENS", "MODE", "POWER"))
        ]
    return tuple(parts)
