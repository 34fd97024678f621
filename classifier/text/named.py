"""Features with names: slots, numbers, and the contradiction between what a thing is and what it can do."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lenswatch.classifier.fields import has_han
from lenswatch.classifier.text import numbers
from lenswatch.classifier.text.documents import ZONES, Documents, Indices, Zone
from lenswatch.classifier.text.slots import SlotHits
from lenswatch.classifier.text.vocabulary import Vocabulary
from lenswatch.core.listing import Listing

HOST = "host_"
MANY = 3
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]
_CAN = ("records", "resolution", "motion", "remote", "storage", "no_glow")
_CAMERA = ("camera", "hidden_camera")
_LAWFUL = ("lawful_device", "anti_spy", "dummy", "no_camera", "notice", "visible")
_HIDING = ("conceal", "no_indicator", "no_glow", "euphemism")
_CONTRADICTIONS = (
    "contradiction:everyday thing in the title, camera's abilities below, no word for a camera",
    "contradiction:everyday thing in the title, two or more abilities of a camera",
    "contradiction:everyday thing in the title, three or more abilities of a camera",
    "contradiction:everyday thing in the title, camera's abilities in the picture",
    "contradiction:category of an everyday thing, camera's abilities",
    "contradiction:category of an everyday thing, word for a camera",
    "contradiction:everyday thing, abilities of a camera, and hiding",
    "contradiction:everyday thing, word for a camera, and hiding",
    "contradiction:everyday thing and word for a camera, nothing lawful about it",
    "contradiction:everyday thing that is to be built into",
    "contradiction:module, and hiding",
    "contradiction:everyday thing with resolution or frames",
    "contradiction:everyday thing at over three times the usual price",
    "contradiction:everyday thing at over three times the usual price, abilities of a camera",
    "contradiction:picture says what the title does not",
    "nothing lawful about it, and hiding",
)
_FACTOR = 3.0


@dataclass(frozen=True)
class NamedFeatures:
    """Lays out and computes the named features of one vocabulary."""

    vocabulary: Vocabulary

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """Names of slots in their order."""
        return tuple(sorted(self.vocabulary.slots))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Name of every column."""
        slots, (left, right) = self.slots, self._pairs
        return (
            *(f"{slot}" for slot in slots),
            *(f"{slot} many times" for slot in slots),
            *(f"{slot} in the title" for slot in slots),
            *(f"{slot} in the picture" for slot in slots),
            *(f"{slot} in the category" for slot in slots),
            *(f"{slots[i]} with {slots[j]}" for i, j in zip(left, right, strict=True)),
            *(f"{one} in the title, {other} elsewhere" for one in slots for other in slots),
            *(f"number:{name}" for name in numbers.NAMES),
            *(f"number:{name} of an everyday thing" for name in numbers.NAMES),
            *_CONTRADICTIONS,
        )

    @cached_property
    def _pairs(self) -> tuple[Indices, Indices]:
        left, right = np.triu_indices(len(self.slots), 1)
        return left, right

    def present(self, documents: Documents, hits: SlotHits, listings: Sequence[Listing]) -> Indices:
        """Number of every feature that is there: listing times the number of columns plus column, rising."""
        count, slots = documents.count, len(self.slots)
        cell = (documents.document.take(hits.part) * ZONES + documents.zone.take(hits.part)) * slots + hits.slot
        seen = np.bincount(cell, minlength=count * ZONES * slots).reshape(count, ZONES, slots)
        title, image, category = _in_zones(seen)
        total = seen[:, Zone.TITLE] + seen[:, Zone.BODY] + seen[:, Zone.IMAGE]
        anywhere = np.greater(total, 0)
        below: Flags = seen[:, Zone.BODY] + seen[:, Zone.IMAGE] > 0
        left, right = self._pairs
        measured = self._numbers(documents)
        host = self._any(title | category, self._hosts)
        rows = [
            anywhere,
            total >= MANY,
            title,
            image,
            category,
            anywhere[:, left] & anywhere[:, right],
            (title[:, :, None] & below[:, None, :]).reshape(count, slots * slots),
            measured,
            measured & host[:, None],
            self._contradictions(seen, listings, measured),
        ]
        return np.flatnonzero(np.hstack(rows))

    @cached_property
    def _hosts(self) -> list[int]:
        return [number for number, slot in enumerate(self.slots) if slot.startswith(HOST)]

    def _of(self, names: Sequence[str]) -> list[int]:
        return [self.slots.index(name) for name in names if name in self.slots]

    @staticmethod
    def _any(seen: Flags, slots: Sequence[int]) -> Flags:
        found: Flags = np.logical_or.reduce(seen[:, list(slots)], axis=1)
        return found

    @staticmethod
    def _numbers(documents: Documents) -> Flags:
        table = np.zeros((documents.count, len(numbers.NAMES)), dtype=bool)
        table[numbers.number_features(documents)] = True
        return table

    def _contradictions(self, seen: Counts, listings: Sequence[Listing], measured: Flags) -> Flags:
        title, image, category = _in_zones(seen)
        anywhere: Flags = seen[:, [Zone.TITLE, Zone.BODY, Zone.IMAGE]].sum(axis=1) > 0
        abilities, hosts, cameras = self._of(_CAN), self._hosts, self._of(_CAMERA)
        host, host_category = self._any(title, hosts), self._any(category, hosts)
        can, camera = anywhere[:, abilities].sum(axis=1), self._any(anywhere, cameras)
        hiding, lawful = self._any(anywhere, self._of(_HIDING)), self._any(anywhere, self._of(_LAWFUL))
        in_picture = self._any(image, abilities + cameras)
        sharp = measured[:, [i for i, name in enumerate(numbers.NAMES) if name.startswith(("lines", "frames"))]]
        dear = self._dear(title | category, listings)
        columns = [
            host & (can > 0) & ~camera,
            host & (can > 1),
            host & (can > MANY - 1),
            host & in_picture,
            host_category & (can > 0),
            host_category & camera,
            host & (can > 0) & hiding,
            host & camera & hiding,
            host & camera & ~lawful,
            host & self._any(anywhere, self._of(("custom",))) & ((can > 0) | camera | hiding),
            self._any(anywhere, self._of(("module",))) & hiding,
            host & sharp.any(axis=1),
            dear,
            dear & (can > 0),
            in_picture & ~self._any(title, abilities + cameras),
            hiding & ~lawful,
        ]
        return np.stack(columns, axis=1)

    def _dear(self, things: Flags, listings: Sequence[Listing]) -> Flags:
        """Whether a listing asks much more than is usual for the things its title or category names."""
        result = np.zeros(len(listings), dtype=bool)
        for number, listing in enumerate(listings):
            if listing.price is None:
                continue
            usual = self.vocabulary.usual_price.get(listing.currency or _currency_of(listing.title), {})
            here = [self.slots[slot] for slot in self._hosts if things[number, slot]]
            named = [usual[slot] for slot in here if slot in usual]
            result[number] = bool(named) and float(listing.price) > _FACTOR * max(named)
        return result


def _in_zones(seen: Counts) -> tuple[Flags, Flags, Flags]:
    """Whether a slot is seen in title, picture and category."""
    there: Flags = seen > 0
    return there[:, Zone.TITLE], there[:, Zone.IMAGE], there[:, Zone.CATEGORY]


def _currency_of(title: str) -> str:
    """What a shop that writes so asks for where a feed names no currency; a guess, and only for this feature."""
    return "CNY" if has_han(title) else "USD"
