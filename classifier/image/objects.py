"""What kind of thing a picture shows, of the kinds that cameras are hidden in.

The network tells 1000 classes of ImageNet-1k apart. `objects.csv` lists those that matter here by their place and name
in that list (WordNet's nouns, as ILSVRC-2012 orders them), and what they are here.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from lenswatch.core.record import Record


class ObjectGuess(Record):
    """One kind of thing that the picture may show."""

    name: str
    """In English."""
    name_zh: str
    """In Chinese."""
    disguise: str | None
    """D01–D16 of taxonomy.json, where a camera in such a thing would belong; None where in no such class."""
    probability: float
    """Share of the network's belief in [0, 1], 2 decimals. The rest is things that are not listed."""


@dataclass(frozen=True)
class _Kind:
    name: str
    name_zh: str
    disguise: str | None
    classes: tuple[int, ...]


_LEAST = 0.05


def guesses(probabilities: NDArray[np.float32]) -> tuple[ObjectGuess, ...]:
    """The listed kinds that have some probability, most probable first.

    Args:
        probabilities: (1000), of the network's classes.
    """
    found = [
        ObjectGuess(name=kind.name, name_zh=kind.name_zh, disguise=kind.disguise, probability=round(share, 2))
        for kind in _kinds()
        if (share := float(probabilities[list(kind.classes)].sum())) >= _LEAST
    ]
    return tuple(sorted(found, key=lambda guess: (-guess.probability, guess.name)))


@cache
def _kinds() -> tuple[_Kind, ...]:
    path = files("lenswatch").joinpath("classifier", "image", "objects.csv")
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    classes: dict[tuple[str, str, str], list[int]] = {}
    for row in rows:
        classes.setdefault((row["object"], row["object_zh"], row["disguise"]), []).append(int(row["class"]))
    return tuple(_Kind(name, name_zh, code or None, tuple(of)) for (name, name_zh, code), of in classes.items())
