"""What kind of thing a picture shows, of the kinds that cameras are hidden in and of cameras proper.

Two sources are joined. The head (models/objects) was trained on the network's embeddings of pictures of 27 kinds,
"other" among them. The network itself tells 1000 classes of ImageNet-1k apart: `objects.csv` lists those that matter
here by their place and name in that list (WordNet's nouns, as ILSVRC-2012 orders them), with the kind they are here.
Kinds that only the network knows share what the head leaves to "other". `object_kinds.csv` names all kinds.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Self

import numpy as np
from numpy.typing import NDArray

from lenswatch.classifier.image.object_head import OTHER, HeadFile, read_head
from lenswatch.core.record import Record

SURE = 0.6
"""Least probability of a kind that may count in a verdict; its precision stands in docs/quality.md."""
_LEAST = 0.05
FLOOR = 0.01
"""Added to the network's shares, so that a kind it does not know is not ruled out."""


class ObjectGuess(Record):
    """One kind of thing that the picture may show."""

    kind: str
    """Code, of object_kinds.csv; "other" is whatever is not listed."""
    name: str
    """In English."""
    name_zh: str
    """In Chinese."""
    disguise: str | None
    """D01–D16 of taxonomy.json, where a camera in such a thing would belong; None where in no such class."""
    probability: float
    """In [0, 1], 2 decimals; those of all guesses sum to 1 at most."""


@dataclass(frozen=True)
class ObjectKind:
    """A row of object_kinds.csv."""

    name: str
    name_zh: str
    disguise: str | None


@dataclass(frozen=True, eq=False)
class ObjectNamer:
    """Names what pictures show. Make one a process."""

    head: HeadFile
    network: NDArray[np.float32]
    """(kinds of the head, 1000): which classes of the network are which kind; those of no kind are "other"."""

    @classmethod
    def load(cls) -> Self:
        """With the head that ships.

        Raises:
            ModelError: If its files are not those of the manifest.
        """
        return cls.of(read_head())

    @classmethod
    def of(cls, head: HeadFile) -> Self:
        """With a head."""
        return cls(head, network_kinds(head.kinds))

    @property
    def digest(self) -> str:
        """SHA-256 of what the head is made of, for the versions of a verdict."""
        return self.head.digest

    def guesses(self, embedding: NDArray[np.float32], probabilities: NDArray[np.float32]) -> tuple[ObjectGuess, ...]:
        """The kinds that have some probability, most probable first.

        Args:
            embedding: (1280), as the network gives it, not normalised.
            probabilities: (1000), of the network's classes.
        """
        shares = dict(zip(self.head.kinds, self.shares(embedding, probabilities).tolist(), strict=True))
        left = shares[OTHER]
        for kind, classes in _only_networks(self.head.kinds):
            shares[kind] = left * float(probabilities[list(classes)].sum())
            shares[OTHER] -= shares[kind]
        found = [_guess(kind, share) for kind, share in shares.items() if share >= _LEAST]
        return tuple(sorted(found, key=lambda guess: (-guess.probability, guess.kind)))

    def shares(self, embedding: NDArray[np.float32], probabilities: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probabilities of the head's kinds, in its order; they sum to 1."""
        scores = self.head.scores(embedding) + self.head.network * np.log(self.network @ probabilities + FLOOR)
        raised = np.exp(scores - scores.max())
        return np.asarray(raised / raised.sum(), dtype=np.float64)


def certain(guesses: Sequence[ObjectGuess]) -> ObjectGuess | None:
    """The kind that a picture shows so clearly that it may count; None where that is not sure, or is none of ours."""
    if not guesses or guesses[0].probability < SURE or guesses[0].kind == OTHER:
        return None
    return guesses[0]


def network_kinds(kinds: Sequence[str]) -> NDArray[np.float32]:
    """(kinds, 1000): 1 where a class of the network is of a kind; what is of none of them is "other"."""
    table = np.zeros((len(kinds), 1000), dtype=np.float32)
    for kind, classes in _classes().items():
        if kind in kinds:
            table[kinds.index(kind), list(classes)] = 1
    table[kinds.index(OTHER)] = 1 - table.sum(axis=0)
    return table


@cache
def object_kinds() -> dict[str, ObjectKind]:
    """All kinds by their code."""
    return {
        row["kind"]: ObjectKind(row["name"], row["name_zh"], row["disguise"] or None)
        for row in _rows("object_kinds.csv")
    }


def _guess(kind: str, share: float) -> ObjectGuess:
    named = object_kinds()[kind]
    # Rounded down, so that all together are never more than 1.
    probability = int(share * 100) / 100
    return ObjectGuess(
        kind=kind, name=named.name, name_zh=named.name_zh, disguise=named.disguise, probability=probability
    )


@cache
def _only_networks(kinds: tuple[str, ...]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    return tuple((kind, classes) for kind, classes in _classes().items() if kind not in kinds)


@cache
def _classes() -> dict[str, tuple[int, ...]]:
    classes: dict[str, tuple[int, ...]] = {}
    for row in _rows("objects.csv"):
        classes[row["kind"]] = (*classes.get(row["kind"], ()), int(row["class"]))
    return classes


def _rows(name: str) -> list[dict[str, str]]:
    path = files("lenswatch").joinpath("classifier", "image", name)
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
