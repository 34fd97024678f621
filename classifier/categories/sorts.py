"""What sort of goods a marketplace's category is for, and whether cameras belong among them.

`sorts.csv` lists words of category paths in Chinese and English. `cameras` says whether cameras belong there
("belong"), certainly do not ("none"), or whether the word tells nothing of it ("neither"): gifts and second-hand goods
may be anything, and books and detectors speak of cameras without being any.
"""

import csv
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from lenswatch.core.digest import sha256_of
from lenswatch.core.signal import Span

BELONG, NONE = "belong", "none"
_LATIN = "a-z0-9"


class Word(NamedTuple):
    """A row of sorts.csv."""

    sort: str
    """Sort of goods, such as "lamps"."""
    cameras: str
    """Whether cameras belong among them: "belong", "neither" or "none"."""


class OtherGoods(NamedTuple):
    """A category in which no camera belongs."""

    sort: str
    """Sort of goods that belong there."""
    span: Span
    """The word that says so, in code points of the category."""
    word: str
    """As it stands there."""


@lru_cache(maxsize=4096)
def other_goods(category: str | None) -> OtherGoods | None:
    """The sort of other goods that a category is for; None where cameras belong there, or where that is not known.

    One word for a place of cameras anywhere in the path settles it; else the last known word does, which is the most
    special.

    Args:
        category: Breadcrumb as shown.
    """
    found = [(words()[hit[0].lower()], hit) for hit in _pattern().finditer(category or "")]
    if not found or any(word.cameras == BELONG for word, _ in found):
        return None
    word, hit = found[-1]
    return OtherGoods(word.sort, hit.span(), hit[0]) if word.cameras == NONE else None


@cache
def words() -> Mapping[str, Word]:
    """The shipped table by word."""
    return {row["word"].lower(): Word(row["sort"], row["cameras"]) for row in csv.DictReader(_text().splitlines())}


@cache
def sorts_digest() -> str:
    """Digest of the table: it is part of what judges listings."""
    return sha256_of(_text().encode())


def _text() -> str:
    return files("lenswatch").joinpath("classifier", "categories", "sorts.csv").read_text(encoding="utf-8")


@cache
def _pattern() -> re.Pattern[str]:
    """The longest word at each place; one of Latin letters stands alone."""
    longest = sorted(words(), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(_alone, longest)), re.IGNORECASE)


def _alone(word: str) -> str:
    alone = word[0].isascii() and word[-1].isascii()
    return rf"(?<![{_LATIN}]){re.escape(word)}(?![{_LATIN}])" if alone else re.escape(word)
