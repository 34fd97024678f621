"""Features that are not named: sequences of characters and words, each a number.

Everything is whole numbers of 64 bits that wrap around, so a batch gives what one listing gives, on every machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lenswatch.classifier.text.documents import BREAK, DIGIT, LETTER, Classes, Indices, View

Hashes = NDArray[np.uint64]
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)


@dataclass(frozen=True)
class Grams:
    """Hashed features, each with the part it stands in."""

    hashes: Hashes
    part: Indices


def mixed(values: Hashes) -> Hashes:
    """Spread over all bits; the highest are used first."""
    values = values ^ (values >> np.uint64(29))
    values = values * np.uint64(0xBF58476D1CE4E5B9)
    return values ^ (values >> np.uint64(32))


def character_grams(view: View, sizes: Sequence[int]) -> Grams:
    """Runs of so many characters within one part and one sentence."""
    codes = view.codes.astype(np.uint64) + np.uint64(1)
    whole = view.codes != BREAK
    current, good = codes, whole
    hashes, parts = [], []
    for size in range(1, max(sizes) + 1):
        if size > 1:
            count = max(len(codes) - size + 1, 0)
            current = current[:count] * np.uint64(_BASE) + codes[size - 1 :]
            good = good[:count] & whole[size - 1 :]
        if size in sizes:
            chosen = np.flatnonzero(good)
            hashes.append(mixed(current.take(chosen) + np.uint64(size * 0x51ED27)))
            parts.append(view.part.take(chosen))
    return Grams(np.concatenate(hashes), np.concatenate(parts))


def word_grams(view: View, starts: Indices, ends: Indices) -> Grams:
    """Words and pairs of neighbours.

    Args:
        view: The characters.
        starts: Where each word begins, rising.
        ends: Where it ends.
    """
    length = len(view.codes)
    powers = _powers(_BASE, length)
    sums = np.zeros(length + 1, dtype=np.uint64)
    np.cumsum((view.codes.astype(np.uint64) + np.uint64(1)) * powers, out=sums[1:])
    words = (sums.take(ends) - sums.take(starts)) * _powers(_INVERSE, length).take(starts)
    part = view.part.take(starts)
    near = np.flatnonzero((part[1:] == part[:-1]) & (starts[1:] - ends[:-1] <= 1))
    pairs = words.take(near) * np.uint64(31) + words.take(near + 1) * np.uint64(_BASE)
    return Grams(np.concatenate([mixed(words + np.uint64(77)), mixed(pairs)]), np.concatenate([part, part.take(near)]))


def _powers(base: int, count: int) -> Hashes:
    powers = np.full(count, base, dtype=np.uint64)
    if count:
        powers[0] = 1
    return np.cumprod(powers, dtype=np.uint64)


def words_of_letters(classes: Classes) -> tuple[Indices, Indices]:
    """Where runs of letters and digits begin and end.

    Args:
        classes: Class of each character.
    """
    latin = ((classes == LETTER) | (classes == DIGIT)).astype(np.int8)
    edges = np.diff(np.concatenate([[0], latin, [0]]))
    return np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
