"""Features that are not named: sequences of characters and words, each a number.

Everything is whole numbers of 64 bits that wrap around, so a batch gives what one listing gives, on every machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lenswatch.classifier.text.documents import BREAK, DIGIT, LETTER, Classes, Indices, View

Hashes = NDArray[np.uint64]
Keys = NDArray[np.unsignedinteger[Any]]
Flags = NDArray[np.bool_]
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)


@dataclass(frozen=True)
class Grams:
    """Hashed features of one sort, in the order in which they stand."""

    hashes: Hashes
    """Of each; the highest bits are spread best and are used first."""
    first: Indices | None = None
    """Character each begins with; None where one begins with every character."""
    whole: Flags | None = None
    """Whether each stands within one sentence; None where all do."""

    def keys(self, listing: Keys, span: slice, bits: int, nothing: int) -> Keys:
        """Listing and column of those that begin in a span, as one number each.

        Args:
            listing: Number of the listing of each character, already shifted by `bits`.
            span: Characters, from and to.
            bits: How many bits of the hash are the column.
            nothing: What stands for a feature that does not count.
        """
        here = span
        if self.first is not None:
            here = slice(*np.searchsorted(self.first, (span.start, span.stop)).tolist())
        keys: Keys = (self.hashes[here] >> np.uint64(64 - bits)).astype(listing.dtype)
        keys |= listing[here][: len(keys)] if self.first is None else listing.take(self.first[here])
        if self.whole is not None:
            np.putmask(keys, ~self.whole[here], nothing)
        return keys


def mixed(values: Hashes) -> Hashes:
    """Spread over the higher bits; changes the array it is given."""
    values ^= values >> np.uint64(29)
    values *= np.uint64(0xBF58476D1CE4E5B9)
    return values


def character_grams(view: View, sizes: Sequence[int]) -> list[Grams]:
    """Runs of so many characters within one part and one sentence, for each size."""
    codes = view.codes.astype(np.uint64) + np.uint64(1)
    single = view.codes != BREAK
    current, whole = codes, single
    grams = []
    for size in range(1, max(sizes) + 1):
        if size > 1:
            count = max(len(codes) - size + 1, 0)
            current = current[:count] * np.uint64(_BASE) + codes[size - 1 :]
            whole = whole[:count] & single[size - 1 :]
        if size in sizes:
            grams.append(Grams(mixed(current + np.uint64(size * 0x51ED27)), whole=whole))
    return grams


def word_grams(view: View, starts: Indices, ends: Indices) -> list[Grams]:
    """Words, and pairs of neighbours.

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
    return [Grams(mixed(words + np.uint64(77)), starts), Grams(mixed(pairs), starts.take(near))]


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
