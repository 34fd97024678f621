"""From listings to features: hashed blocks of characters and words, and named features."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from lenswatch.classifier.text.documents import ZONES, Classes, Documents, Folder, Indices, View, Zone
from lenswatch.classifier.text.hashes import Grams, Keys, character_grams, word_grams
from lenswatch.classifier.text.named import NamedFeatures
from lenswatch.classifier.text.slots import SlotFinder, SlotHits
from lenswatch.classifier.text.vocabulary import Vocabulary
from lenswatch.classifier.text.words import Cutter
from lenswatch.core.listing import Listing

BITS = {"characters": 19, "words": 18, "sounds": 18, "title": 18, "picture": 17, "category": 16}
"""Blocks of hashed features, and the bits of the hash each uses."""
_TEXT = Zone.TITLE, Zone.IMAGE
"""Zones that are read as one, from the first to the last."""
_NARROW = 1 << 32


@dataclass(frozen=True)
class Block:
    """Features of one block, each once a listing, in order of their listings, then columns."""

    keys: NDArray[np.integer[Any]]
    """Listing times width plus column."""
    width: int
    """Number of columns."""
    count: int
    """Number of listings."""

    @cached_property
    def begins(self) -> Indices:
        """Where the features of each listing begin, and the end."""
        kind = self.keys.dtype.type
        begins: Indices = self.keys.searchsorted(np.arange(self.count + 1, dtype=kind) * kind(self.width))
        return begins

    @cached_property
    def listing(self) -> Indices:
        """Number of the listing of each."""
        return np.repeat(np.arange(self.count), np.diff(self.begins))

    @cached_property
    def column(self) -> Indices:
        """Column of each."""
        return self.keys.astype(np.int64) - self.listing * self.width


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
        blocks["named"] = Block(self.named.present(documents, hits, listings), len(self.names), documents.count)
        return Features(documents, classes, hits, blocks)

    def _hashed(self, documents: Documents, classes: Classes) -> dict[str, Block]:
        written, sounded = _Hashed.of(documents, documents.written), _Hashed.of(documents, documents.sounded)
        characters = character_grams(documents.written, (1, 2, 3, 4))
        sounds = character_grams(documents.sounded, (2, 3, 4))
        words = word_grams(documents.written, *self._cutter.places(documents.written, classes))
        return {
            "characters": written.block(characters, _TEXT, BITS["characters"]),
            "words": written.block(words, _TEXT, BITS["words"]),
            "sounds": sounded.block(sounds, _TEXT, BITS["sounds"]),
            "title": written.block(characters, (Zone.TITLE, Zone.TITLE), BITS["title"]),
            "picture": written.block(characters, (Zone.IMAGE, Zone.IMAGE), BITS["picture"]),
            "category": written.block(characters, (Zone.CATEGORY, Zone.CATEGORY), BITS["category"]),
        }


@dataclass(frozen=True)
class _Hashed:
    """One form of a batch, about to be hashed."""

    count: int
    """Listings."""
    listing: Indices
    """Number of the listing of each character."""
    begins: Sequence[int]
    """Where each zone begins, and the end."""

    @classmethod
    def of(cls, documents: Documents, view: View) -> Self:
        begins = np.searchsorted(documents.zone.take(view.part), range(ZONES + 1)).tolist()
        return cls(documents.count, documents.document.take(view.part), begins)

    def block(self, grams: Sequence[Grams], zones: tuple[Zone, Zone], bits: int) -> Block:
        """What stands in some zones, from the first to the last of them."""
        nothing = self.count << bits
        wide = np.dtype(np.uint64 if nothing >= _NARROW else np.uint32)  # the narrow are sorted in half the time
        listing: Keys = (self.listing << bits).astype(wide)
        span = slice(self.begins[zones[0]], self.begins[zones[1] + 1])
        keys = np.concatenate([one.keys(listing, span, bits, nothing) for one in grams])
        keys.sort()
        keys = keys[: keys.searchsorted(wide.type(nothing))]
        fresh = np.ones(len(keys), dtype=bool)
        np.not_equal(keys[1:], keys[:-1], out=fresh[1:])
        return Block(keys[fresh], 1 << bits, self.count)
