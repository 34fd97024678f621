"""Whether the main picture of a listing was exchanged for one that shows something else.

A picture taken anew, cut, mirrored, framed or put in another place is the same; another view of the same product is
mostly like the earlier ones. What is left are pictures that have nothing in common with any seen before, and among
them is many a lawful one: a new packaging, a season, a size chart (docs/quality.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lenswatch.classifier.image.fingerprint import Fingerprint
from lenswatch.classifier.image.fingerprint_index import FingerprintIndex
from lenswatch.classifier.image.objects import certain
from lenswatch.classifier.image.observing import ImageObservation
from lenswatch.classifier.reuse.embedding_index import ALIKE

UNLIKE = 0.35
"""Cosine of embeddings below which two pictures have nothing in common."""
TELLING = 20
"""Least quality of a fingerprint for a picture to be compared; below it stands a word or a dot on white, or nothing."""


@dataclass(frozen=True)
class Compared:
    """A picture, ready to be compared."""

    seen: ImageObservation
    forms: tuple[Fingerprint, ...] = ()
    """Of the picture cut and mirrored; empty where its pixels were not read."""

    @property
    def telling(self) -> bool:
        """Whether it shows enough to be compared."""
        return bool(self.seen.fingerprints) and self.seen.fingerprints[0].quality >= TELLING


def exchanged(main: Compared, others: Sequence[Compared], earlier: Sequence[Compared]) -> bool:
    """Whether nothing of the earlier pictures is left and the main one has nothing in common with them.

    Args:
        main: The main picture now.
        others: The further pictures now.
        earlier: Those shown before.
    """
    before = [one for one in earlier if one.telling]
    if not before or not main.telling:
        return False
    left = any(same(one, old) for one in (main, *others) for old in before)
    return not left and all(unlike(main, old) for old in before)


def same(one: Compared, other: Compared) -> bool:
    """Whether two are the same picture, cut, mirrored or framed though one may be."""
    return likeness(one, other) >= ALIKE or _found(one, other) or _found(other, one)


def unlike(one: Compared, other: Compared) -> bool:
    """Whether two have nothing in common: surely different kinds of things, or, where one is not sure, no likeness."""
    kinds = {kind.kind if (kind := certain(picture.seen.objects)) else None for picture in (one, other)}
    if None not in kinds:
        return len(kinds) > 1
    return likeness(one, other) < UNLIKE


def likeness(one: Compared, other: Compared) -> float:
    """Cosine of their embeddings."""
    return float(one.seen.vector @ other.seen.vector)


def _found(one: Compared, other: Compared) -> bool:
    known = one.forms or one.seen.fingerprints
    return bool(FingerprintIndex.of((0, form) for form in known).matches(other.seen.fingerprints))
