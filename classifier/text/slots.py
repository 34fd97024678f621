"""Slots: named groups of words, such as what a camera can do or where one is hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from lenswatch.classifier.text.documents import LETTER, Classes, Documents, Indices


@dataclass(frozen=True)
class SlotHits:
    """Words found, one entry for each slot a word belongs to."""

    slot: Indices
    part: Indices
    start: Indices
    """Where in `Documents.written`."""
    end: Indices


class SlotFinder:
    """Finds words of slots, the longest at each place: "no camera" is not a camera.

    Args:
        words: Folded words to the numbers of their slots.
    """

    def __init__(self, words: Mapping[str, Sequence[int]]) -> None:
        patterns = sorted(words)
        most = max((len(words[pattern]) for pattern in patterns), default=1)
        self._slots = np.full((len(patterns), most), -1, dtype=np.int64)
        for number, pattern in enumerate(patterns):
            self._slots[number, : len(words[pattern])] = words[pattern]
        self._letter_first = np.array([_is_letter(pattern[0]) for pattern in patterns], dtype=bool)
        self._letter_last = np.array([_is_letter(pattern[-1]) for pattern in patterns], dtype=bool)
        self._automaton = CharwiseDoubleArrayAhoCorasick(patterns, match_kind=MATCH_KIND_LEFTMOST_LONGEST)

    def find(self, documents: Documents, classes: Classes) -> SlotHits:
        """Every hit; a word of letters must stand alone.

        Args:
            documents: The batch.
            classes: Class of each of its characters.
        """
        view = documents.written
        found = self._automaton.find(view.text)
        start, end, word = np.fromiter(chain.from_iterable(found), np.int64, 3 * len(found)).reshape(-1, 3).T
        before = (start > 0) & (classes.take(np.maximum(start - 1, 0)) == LETTER)
        after = classes.take(np.minimum(end, len(classes) - 1)) == LETTER if len(classes) else before
        alone = ~((self._letter_first[word] & before) | (self._letter_last[word] & after))
        start, end, word = start[alone], end[alone], word[alone]
        slots = self._slots[word]
        row = np.repeat(np.arange(len(word)), slots.shape[1])
        slot = slots.ravel()
        row, slot = row[slot >= 0], slot[slot >= 0]
        return SlotHits(slot, view.part.take(start[row]), start[row], end[row])


def _is_letter(character: str) -> bool:
    return "a" <= character <= "z"
