"""Texts as blocks of 200 characters, each kept as the digests of its shingles: found again in another cut and order.

A shingle is a run of characters of the normal form, sentence breaks left out. Nothing of the text can be read from the
digests directly, but whoever guesses a text can check the guess.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from lenswatch.keywords.normalise import normal_forms

BLOCK = 200
"""Characters of the normal form in a block."""
SHINGLE = 6
"""Characters of the normal form in a shingle."""
LEAST = 40
"""A text of fewer characters is no block: too many texts share it."""
SAMPLE = 16
"""Digests of a block by which it is looked up: its smallest."""
DIGEST_BYTES = 4

Digests = NDArray[np.uint32]
"""(n): digests of shingles, ascending, each once."""

_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))
_HIGH = np.uint64(32)


def blocks(texts: Sequence[str]) -> tuple[Digests, ...]:
    """Blocks of several texts, one after the other.

    A rest of less than half a block belongs to the block before it; a text that is one rest is a block of its own from
    40 characters.
    """
    plain = ["".join(filter(str.isalnum, form)) for form in normal_forms(texts)]
    return tuple(_digests(part) for text in plain for part in _cut(text))


def contained(block: Digests, text: Digests) -> float:
    """Share of a block's shingles that stand in a text, 0 to 1."""
    return float(np.isin(block, text, assume_unique=True).mean()) if block.size else 0.0


def joined(parts: Sequence[Digests]) -> Digests:
    """Digests of several blocks as those of one text."""
    return np.unique(np.concatenate(parts)) if parts else np.empty(0, dtype=np.uint32)


def sample(block: Digests) -> Digests:
    """The digests a block is looked up by."""
    return block[:SAMPLE]


def _cut(text: str) -> list[str]:
    if len(text) < LEAST:
        return []
    whole, rest = divmod(len(text), BLOCK)
    count = max(1, whole + (rest >= BLOCK // 2))
    bounds = [*(BLOCK * number for number in range(count)), len(text)]
    overlap = SHINGLE - 1  # a shingle across two blocks belongs to the first
    return [text[start : end + overlap] for start, end in pairwise(bounds)]


def _digests(text: str) -> Digests:
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    value = np.zeros(len(codes) - SHINGLE + 1, dtype=np.uint64)
    for place in range(SHINGLE):  # unsigned arithmetic wraps, the same everywhere
        value = value * _ODD + codes[place : len(codes) - SHINGLE + 1 + place]
    for shift, factor in zip(_SHIFTS, _MIX, strict=False):
        value = (value ^ (value >> shift)) * factor
    value ^= value >> _SHIFTS[2]
    return np.unique((value >> _HIGH).astype(np.uint32))
