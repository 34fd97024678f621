"""Renders of a thing with a lens and without, from one place in one light; which of them show the difference.

Drawn by `models/objects/recipe/twins/draw.py`. The twin without teaches what is no lens at the very place; a decoy,
where one was drawn, what else may be there.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import PIL.Image
from numpy.typing import NDArray

from lenswatch.core.errors import UserError
from lenswatch.core.record import Record
from lenswatch.models.lenses.spot import Spot

DIFFERS, DIFFERS_DRAWN = 12, 24
"""Of 255: by more a pixel differs from the twin without the lens; drawings are made on noisy photographs."""
ENOUGH = 0.2
"""Of a lens's pixels must differ, or it cannot be seen."""
SMALLEST = 8
"""Pixels of a picture of 512: narrower lenses are not learnt from."""
_PINHOLES = frozenset({"tie clip"})
_FULL = 512
_SOFT = 6  # pixels at the edge of a part that are blended with the picture it is laid on
Pixels = NDArray[np.uint8]
Box = tuple[float, float, float, float]


class Told(Record):
    """What the recipe says of one lens; lengths in pixels from the left and from the top."""

    lens: str
    decoy: str
    box: Box
    part: tuple[int, int, int, int]


class Scene(Record):
    """What the recipe says of one picture."""

    kind: str
    pairs: tuple[Told, ...]


@dataclass(frozen=True, eq=False)
class Twin:
    """One pair, and perhaps a third."""

    kind: str
    clear: bool
    """No bare pinhole: on most things that looks like the hole of a microphone, and is not learnt as a lens."""
    lensed: PIL.Image.Image
    plain: PIL.Image.Image
    decoy: PIL.Image.Image | None
    spot: Spot


def share_that_differs(
    one: NDArray[np.generic], other: NDArray[np.generic], inside: NDArray[np.bool_], by: float
) -> float:
    """Of the pixels inside (height, width), those that differ in (height, width, 3); 0 where none is inside."""
    far = np.abs(one.astype(np.float32) - other.astype(np.float32)).max(axis=-1)
    return float((far > by)[inside].mean()) if inside.any() else 0.0


def can_be_told(lensed: Pixels, plain: Pixels, box: Box) -> bool:
    """Whether a lens is wide enough, and enough of the ellipse in its box differs from the twin without it."""
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    if max(wide, high) * _FULL / max(plain.shape[:2]) < SMALLEST or min(wide, high) <= 0:
        return False
    down, across = np.mgrid[: plain.shape[0], : plain.shape[1]] + 0.5
    inside = ((across - left) / wide * 2 - 1) ** 2 + ((down - top) / high * 2 - 1) ** 2 <= 1
    return share_that_differs(lensed, plain, inside, DIFFERS) >= ENOUGH


def read_twins(folder: Path) -> Iterator[Twin]:
    """Pairs of a folder whose lens can be told, in the order they were drawn.

    Raises:
        UserError: If what the recipe says or a picture is missing or cannot be read.
    """
    sheets = sorted(folder.glob("*.json"))
    if not sheets:
        raise UserError("{file}: holds no twins; draw them first.", file=folder)
    for sheet in sheets:
        try:
            yield from _of_scene(sheet)
        except (OSError, ValueError) as error:
            raise UserError("{file}: cannot be read ({reason}).", file=sheet, reason=type(error).__name__) from error


def _of_scene(sheet: Path) -> Iterator[Twin]:
    scene = Scene.model_validate(json.loads(sheet.read_bytes()), strict=False)
    if not scene.pairs:
        return
    plain = _opened(sheet.with_suffix(".png"))
    for number, told in enumerate(scene.pairs):
        stem = f"{sheet.stem}_{number}"
        lensed = laid(plain, _opened(sheet.with_name(f"{stem}_lens.png")), told.part)
        if can_be_told(np.asarray(lensed), np.asarray(plain), told.box):
            decoy = laid(plain, _opened(sheet.with_name(f"{stem}_decoy.png")), told.part) if told.decoy else None
            clear = told.lens != "pinhole" or scene.kind in _PINHOLES
            yield Twin(scene.kind, clear, lensed, plain, decoy, _spot(told.box))


def laid(picture: PIL.Image.Image, part: PIL.Image.Image, at: tuple[int, int, int, int]) -> PIL.Image.Image:
    """A part laid on a picture; its edge is blended, for noise differs there."""
    edge = [np.minimum(np.arange(length), np.arange(length)[::-1]) / _SOFT for length in (part.height, part.width)]
    cover = np.minimum(edge[0][:, None], edge[1][None]).clip(0, 1) * 255
    whole = picture.copy()
    whole.paste(part, at[:2], PIL.Image.fromarray(cover.astype(np.uint8)))
    return whole


def _opened(path: Path) -> PIL.Image.Image:
    with PIL.Image.open(path) as image:
        return image.convert("RGB")


def _spot(box: Box) -> Spot:
    left, top, right, bottom = box
    return Spot("lens", (left + right) / 2, (top + bottom) / 2, max(right - left, bottom - top))
