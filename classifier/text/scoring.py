"""Scores from features: whole-number weights, summed, so that a batch scores as each listing alone."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lenswatch.classifier.text.features import BITS, Block, Features

NAMED = "named"
RARITY = 1_000
"""Units of a feature's rarity."""
WEIGHT = 1_000
"""Units of the sum of weight times rarity within a hashed block, and of a named feature's points."""
BLOCKS = {"characters": 1.0, "words": 1.0, "sounds": 0.7, "title": 0.2, "picture": 0.5, "category": 0.2}
"""Share of each hashed block; found on held-out writers."""
SINGLE_SHARE, PAIR_SHARE = 0.08, 0.024
"""Share of a named feature, and of one that joins two slots."""
_NARROW = 1 << 32
"""Keys below it are sorted as 32 bits, which takes half the time."""
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class HashedBlock:
    """Weights of one hashed block, one entry for each column."""

    weight: NDArray[np.int32]
    """Weight times rarity times the block's share, in units of 1 / WEIGHT; 0 where unused."""
    square: NDArray[np.int32]
    """Square of the rarity in units of 1 / RARITY; 0 where the feature is not used."""

    def points(self, block: Block, count: int) -> Numbers:
        """Points of each listing: the weights of its features over the length of their rarities.

        Each feature counts once a listing. Square root and division of whole numbers are rounded alike everywhere.
        """
        used = np.flatnonzero(self.square.take(block.column))
        columns = len(self.weight)  # a power of two
        listing, column = block.listing.take(used), block.column.take(used)
        key = once(listing * columns + column, below=count * columns)
        begins = key.searchsorted(np.arange(count + 1) * columns)
        column = key & (columns - 1)
        weight = _summed_between(begins, self.weight.take(column))
        length = np.sqrt(_summed_between(begins, self.square.take(column)))
        return np.rint(weight * (RARITY / np.maximum(length, 1))).astype(np.int64)


@dataclass(frozen=True)
class Weights:
    """A linear model over all blocks."""

    hashed: Mapping[str, HashedBlock]
    named: NDArray[np.int32]
    """Points of each named feature, in units of 1 / WEIGHT."""
    offset: int
    """In units of 1 / WEIGHT."""

    def margins(self, features: Features) -> Numbers:
        """Signed distance of each listing from the boundary, in units of 1 / WEIGHT."""
        count = features.documents.count
        total = np.full(count, self.offset, dtype=np.int64)
        named = features.blocks[NAMED]
        total += _summed(named.listing, self.named.take(named.column), count)
        for name in BITS:
            total += self.hashed[name].points(features.blocks[name], count)
        return total


def once(keys: Numbers, below: int = _NARROW) -> Numbers:
    """Each key once, rising.

    Args:
        keys: Numbers from 0.
        below: All keys are below it.
    """
    ordered = np.sort(keys.astype(np.uint32) if below < _NARROW else keys)
    fresh = np.ones(len(ordered), dtype=bool)
    fresh[1:] = ordered[1:] != ordered[:-1]
    return ordered[fresh].astype(np.int64)


def _summed_between(begins: Numbers, values: NDArray[np.int32]) -> Numbers:
    """Sum of each run of values, the first of which begins at the first number."""
    sums = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(values, out=sums[1:])
    return np.diff(sums.take(begins))


def _summed(listing: Numbers, values: NDArray[np.int32], count: int) -> Numbers:
    """Sum for each listing; whole numbers below 2 ** 53 are exact as floats."""
    return np.bincount(listing, weights=values, minlength=count).astype(np.int64)


@dataclass(frozen=True)
class Classes:
    """A small linear model of several classes over words, the title's characters and plain slots."""

    words: NDArray[np.int8]
    """Class by hashed word, `CLASS_BITS` bits."""
    title: NDArray[np.int8]
    named: NDArray[np.int8]
    """Class by named feature; the first of them only."""
    offset: NDArray[np.int32]

    def margins(self, features: Features, rows: Numbers) -> Numbers:
        """Margin of each class: rows by classes, in units of the arrays.

        Args:
            features: Features of a batch.
            rows: Numbers of the listings that are asked for, rising.
        """
        total = np.repeat(self.offset[None, :].astype(np.int64), len(rows), axis=0)
        for name, weights in (("words", self.words), ("title", self.title)):
            block = _of_rows(features.blocks[name], rows, features.documents.count)
            _add(total, weights, *coarse(block, BITS[name]))
        named = _of_rows(features.blocks[NAMED], rows, features.documents.count)
        within = named.column < self.named.shape[1]
        _add(total, self.named, named.listing[within], named.column[within])
        return total


def _of_rows(block: Block, rows: Numbers, count: int) -> Block:
    """What a block says of some listings, which are numbered anew."""
    number = np.full(count, -1, dtype=np.int64)
    number[rows] = np.arange(len(rows))
    listing = number.take(block.listing)
    kept = np.flatnonzero(listing >= 0)
    return Block(listing.take(kept), block.column.take(kept))


def _add(total: Numbers, weights: NDArray[np.int8], listing: Numbers, column: Numbers) -> None:
    """Add the weights of features, which are in order of their listings."""
    begins = np.searchsorted(listing, np.arange(len(total) + 1))
    some = np.flatnonzero(np.diff(begins))
    if len(some):
        each = weights.T.take(column, axis=0)
        total[some] += np.add.reduceat(each, begins.take(some), axis=0, dtype=np.int64)


CLASS_BITS = 14
CLASS_UNIT = 100
"""Units of margin of a class, at most; the model holds its own."""


def coarse(block: Block, bits: int) -> tuple[Numbers, Numbers]:
    """Listing and column of a hashed block with fewer columns, each pair once."""
    key = once((block.listing << CLASS_BITS) | (block.column >> (bits - CLASS_BITS)))
    return key >> CLASS_BITS, key & ((1 << CLASS_BITS) - 1)
