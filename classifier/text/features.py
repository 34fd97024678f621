"""From listings to features: hashed blocks of characters and words, and named features."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lenswatch.classifier.text.documents import Classes, Documents, Folder, Indices, Zone
from lenswatch.classifier.text.hashes import Grams, character_grams, word_grams
from lenswatch.classifier.text.named import NamedFeatures
from lenswatch.classifier.text.slots import SlotFinder, SlotHits
from lenswatch.classifier.text.vocabulary import Vocabulary
from lenswatch.classifier.text.words import Cutter
from lenswatch.core.listing import Listing

BITS = {"characters": 19, "words": 18, "sounds": 18, "title": 18, "picture": 17, "category": 16}
"""Blocks of hashed features, and the bits of the hash each uses."""
_TEXT = (Zone.TITLE, Zone.BODY, Zone.IMAGE)


@dataclass(frozen=True)
class Block:
    """Features of one block, as often as they stand there."""

    listing: Indices
    column: Indices


@dataclass(frozen=True)
class Features:
    """Features of a batch."""

    documents: Documents
    classes: Classes
    hits: SlotHits
    blocks: Mapping[str, Block]
    """Every block of `BITS`, and "named"."""


class Extractor:
    """Makes the features of one vocabulary.

    Args:
        vocabulary: What they are made of.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._folder = Folder.shipped()
        self.named = NamedFeatures(vocabulary)
        self._cutter = Cutter(vocabulary.dictionary)
        words: dict[str, set[int]] = {}
        for number, slot in enumerate(self.named.slots):
            for word in self._folder.folded_words(vocabulary.slots[slot]):
                words.setdefault(word, set()).add(number)
        words.pop("", None)
        self._slots = SlotFinder({word: sorted(slots) for word, slots in words.items()})

    @cached_property
    def names(self) -> Sequence[str]:
        """Names of the columns of the block "named"."""
        return self.named.names

    def features(self, listings: Sequence[Listing]) -> Features:
        """The features of listings."""
        documents = self._folder.fold(listings)
        classes = self._folder.classes.take(documents.written.codes)
        hits = self._slots.find(documents, classes)
        blocks = self._hashed(documents, classes)
        blocks["named"] = Block(*self.named.present(documents, hits, listings))
        return Features(documents, classes, hits, blocks)

    def _hashed(self, documents: Documents, classes: Classes) -> dict[str, Block]:
        characters = character_grams(documents.written, (1, 2, 3, 4))
        grams = {
            "characters": (characters, _TEXT),
            "title": (characters, (Zone.TITLE,)),
            "picture": (characters, (Zone.IMAGE,)),
            "category": (characters, (Zone.CATEGORY,)),
            "sounds": (character_grams(documents.sounded, (2, 3, 4)), _TEXT),
            "words": (word_grams(documents.written, *self._cutter.places(documents.written, classes)), _TEXT),
        }
        return {name: _block(documents, *grams[name], bits) for name, bits in BITS.items()}


def _block(documents: Documents, grams: Grams, zones: Sequence[Zone], bits: int) -> Block:
    wanted = np.isin(documents.zone, zones)
    chosen = np.flatnonzero(wanted.take(grams.part))
    columns = (grams.hashes.take(chosen) >> np.uint64(64 - bits)).astype(np.int64)
    return Block(documents.document.take(grams.part.take(chosen)), columns)
