"""Draws the pictures that the head is trained on.

    bpyenv/bin/python -m lenswatch.models.objects.recipe.render --out FOLDER --library FOLDER --each 40

Runs with `bpy` 5.0.1 (GPL) in an environment of its own; the library is Debian's sweethome3d-furniture, unpacked.
"""

import argparse
import csv
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from lenswatch.models.objects.recipe.arranging import arrange
from lenswatch.models.objects.recipe.blender import Studio, build, load
from lenswatch.models.objects.recipe.staging import stage
from lenswatch.models.objects.recipe.things import MAKERS

_LIBRARY = Path(__file__).with_name("library.csv")


def wanted(each: int, others: int) -> Iterator[tuple[str, int]]:
    """Kinds and numbers of the modelled pictures, all kinds in turn."""
    for number in range(max(each, others)):
        for kind in MAKERS:
            if number < (others if kind == "other" else each):
                yield kind, number


def draw_modelled(studio: Studio, out: Path, kind: str, number: int) -> None:
    """One thing modelled in code."""
    path = out / kind / f"{number:03}.png"
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    random = Random(f"{kind} {number}")
    studio.clear()
    arrange(build(MAKERS[kind](random)), stage(kind, random))
    studio.draw(path)


def draw_library(studio: Studio, out: Path, library: Path, each: int) -> None:
    """Every listed model of the library; those of `other` once, the rest `each` times."""
    with _LIBRARY.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        name = Path(row["model"]).parent.name
        for number in range(1 if row["kind"] == "other" else each):
            path = out / row["kind"] / f"lib_{name}_{number}.png"
            if path.exists():
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            random = Random(f"{row['model']} {number}")
            studio.clear()
            arrange(load(library / row["set"] / row["model"]), stage(row["kind"], random, from_library=True))
            studio.draw(path)


def main() -> None:
    """Draw what is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--others", type=int, default=120)
    given = parser.parse_args()
    studio, start = Studio(), time.monotonic()
    studio.open()
    if given.library is not None:
        draw_library(studio, given.out, given.library, given.each)
    else:
        for kind, number in wanted(given.each, given.others):
            draw_modelled(studio, given.out, kind, number)
    sys.stdout.write(f"{time.monotonic() - start:.0f} s\n")


if __name__ == "__main__":
    main()
