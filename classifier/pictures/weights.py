"""What counts of what a picture shows, and how much: the table `weights.csv`, with its reasons."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lenswatch.classifier.points import to_points
from lenswatch.core.digest import sha256_of


@dataclass(frozen=True)
class PictureWeight:
    """One row."""

    what: str
    """What was seen: "specified", "named", "lens", "callout", or a kind of lawful camera."""
    code: str
    """Code of taxonomy.json it is seen as."""
    points: int
    """Points it gives alone, signed."""


@cache
def picture_weights() -> Mapping[str, PictureWeight]:
    """The shipped table."""
    rows = csv.DictReader(_text().splitlines())
    return {row["what"]: PictureWeight(row["what"], row["code"], to_points(float(row["weight"]))) for row in rows}


@cache
def weights_digest() -> str:
    """Digest of the table: what pictures count is part of what judged them."""
    return sha256_of(_text().encode())


def _text() -> str:
    return files("lenswatch").joinpath("classifier", "pictures", "weights.csv").read_text(encoding="utf-8")
