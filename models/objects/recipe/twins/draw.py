"""Draws things twice, with a lens and without, from one place in one light; some a third time with a decoy instead.

Whole is drawn only the thing without; with a lens or a decoy the part around it, to be laid on the former.

    bpyenv/bin/python -m lenswatch.models.objects.recipe.twins.draw --out FOLDER --count 320

Writes 000.png, 000_0_lens.png, perhaps 000_0_decoy.png, and 000.json: what it is, where its lenses and these parts are,
in pixels: left, top, right, bottom. Whether a lens can be told is for `models/lenses/twins.py` to judge. Runs with
`bpy` 5.0.1 (GPL) in an environment of its own.
"""

import argparse
import json
import math
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from lenswatch.models.objects.recipe.arranging import arrange
from lenswatch.models.objects.recipe.blender import Area, Studio, build
from lenswatch.models.objects.recipe.staging import Stage, stage
from lenswatch.models.objects.recipe.surfaces import casing
from lenswatch.models.objects.recipe.things import MAKERS
from lenswatch.models.objects.recipe.twins.decoys import DECOYS, OFTEN
from lenswatch.models.objects.recipe.twins.fronts import FRONTS
from lenswatch.models.objects.recipe.twins.hidden import HIDDEN
from lenswatch.models.objects.recipe.twins.placing import Box, Place, box_of, place_on, put

SIDE, SAMPLES = 416, 6
_PLACES = 2
FULL = 512
"""Side of the picture that is learnt from; widths are meant in its pixels."""
EVERYDAY = (
    "clock", "charger", "power_bank", "pen", "glasses", "socket", "smoke_detector", "usb_stick", "key_fob", "speaker",
    "lamp", "router", "remote", "watch", "mirror", "bottle", "detector", "other",
)  # fmt: skip
"""Kinds of `things` that a lens is put on."""
DRAWN = (
    "module",
    "everyday",
    "button block",
    "everyday",
    "module",
    "tie clip",
    "everyday",
    "cloth button",
    "button block",
    "everyday",
    "plate screw",
    "everyday",
    "module",
    "small cube",
)
"""What is drawn, in turn."""
_SIZES = (((14, 40), 0.62), ((8, 14), 0.1), ((40, 120), 0.28))


@dataclass
class Pair:
    """Objects at one place of a scene."""

    front: str
    lens: list[Any]
    instead: list[Any]
    """What is there in the twin without."""
    decoy: list[Any]
    decoy_name: str = ""


def pixels_wide(random: Random) -> float:
    """Of a lens in a picture of 512 pixels."""
    (low, high), _ = random.choices(_SIZES, [share for _, share in _SIZES])[0]
    return math.exp(random.uniform(math.log(low), math.log(high)))


def staged(kind: str, random: Random, least: float) -> Stage:
    """One thing, often small in the picture."""
    return replace(stage(kind, random), second=None, fill=random.uniform(least, 1.05))


def of_everyday(random: Random) -> tuple[str, list[Pair]]:
    """Lenses where there is room; a decoy at each place."""
    kind = random.choice(EVERYDAY)
    things = build(MAKERS[kind](random))
    arrange(things, staged(kind, random, 0.5))
    pairs = []
    for _ in range(_PLACES):
        wide = pixels_wide(random)
        tried = (place_on(things, random, wide * part * SIDE / FULL, SIDE) for part in (1.0, 0.7, 0.45))
        place = next(filter(None, tried), None)
        if place is not None:
            pairs.append(_pair(place, random))
    return kind, pairs


def _pair(place: Place, random: Random) -> Pair:
    front, name = random.choice(tuple(FRONTS)), random.choice((*DECOYS, *OFTEN))
    body = casing(random)
    lens, decoy = build(FRONTS[front](random, body)), build(DECOYS[name](random, body))
    put(lens, place)
    put(decoy, place)
    for one in (*lens, *decoy):
        one.hide_set(state=True)  # a second place is not looked for on it
    return Pair(front, lens, [], decoy, name)


def of_hidden(kind: str, random: Random) -> list[Pair]:
    """A thing made for its lens."""
    hidden = HIDDEN[kind](random)
    body, lens, instead = build(hidden.body), build(hidden.lens), build(hidden.instead)
    arrange([*body, *lens, *instead], staged("button", random, 0.6 if kind == "tie clip" else 0.4))
    return [Pair(hidden.name, lens, instead, [])]


def draw(studio: Studio, out: Path, number: int) -> None:
    """One scene without its lenses, and the part around each lens with it."""
    sheet = out / f"{number:03}.json"
    if sheet.exists():
        return
    kind, random = DRAWN[number % len(DRAWN)], Random(f"twin {number}")
    studio.clear()
    kind, pairs = of_everyday(random) if kind == "everyday" else (kind, of_hidden(kind, random))
    everything = [one for pair in pairs for one in (*pair.lens, *pair.instead, *pair.decoy)]
    plain = [one for pair in pairs for one in pair.instead]
    _show(studio, out / f"{number:03}.png", everything, plain, None)
    told = []
    for step, pair in enumerate(pairs):
        box = box_of(pair.lens, SIDE)
        part = _around(box)
        if part is None:
            continue
        _show(studio, out / f"{number:03}_{step}_lens.png", everything, pair.lens, part)
        if pair.decoy:
            _show(studio, out / f"{number:03}_{step}_decoy.png", everything, pair.decoy, part)
        shown = [round(side, 1) for side in box]
        told.append({"lens": pair.front, "decoy": pair.decoy_name, "box": shown, "part": part})
    sheet.write_text(json.dumps({"kind": kind, "pairs": told}), encoding="utf-8")


def _show(studio: Studio, path: Path, everything: list[Any], shown: list[Any], part: Area | None) -> None:
    for one in everything:
        one.hide_render = one not in shown
    studio.draw(path, part)


def _around(box: Box) -> Area | None:
    """Whole pixels around a lens, with its shadow; None where the picture does not hold all of it."""
    left, top, right, bottom = box
    if min(left, top) < 0 or max(right, bottom) > SIDE:
        return None
    more = 8 + 0.6 * max(right - left, bottom - top)
    low = (max(0, math.floor(left - more)), max(0, math.floor(top - more)))
    return (*low, min(SIDE, math.ceil(right + more)), min(SIDE, math.ceil(bottom + more)))


def main() -> None:
    """Draw what is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=320)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    studio, start = Studio(SIDE, SAMPLES), time.monotonic()
    studio.open()
    for number in range(given.count):
        draw(studio, given.out, number)
    sys.stdout.write(f"{time.monotonic() - start:.0f} s\n")


if __name__ == "__main__":
    main()
