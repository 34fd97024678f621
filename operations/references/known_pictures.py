"""Which pictures of the reference library stand in one picture, and where in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from lenswatch.classifier.image.annotating import Mark, MarkKind
from lenswatch.classifier.image.backbone import Backbone
from lenswatch.classifier.image.box import Box
from lenswatch.classifier.image.picture import Decoded
from lenswatch.classifier.reuse.reference_match import PicturePart
from lenswatch.classifier.reuse.seen import ListingObservation, see_picture
from lenswatch.core.record import Record
from lenswatch.operations.references.library import Library


class KnownPicture(Record):
    """A picture of the library that was found again. It asks for an expert, and removes nothing."""

    reference: int
    """Number of the reference."""
    label: str
    """What the reference is called."""
    picture: str
    """Name of the reference's picture."""
    box: Box
    """Where, in pixels of the picture as shown."""
    distance: int | None
    """Bits of 256 in which the fingerprints differ, 0 to 31; None where it is only alike."""
    similarity: float | None
    """Cosine of the embeddings, 0.82 to 1; None where a fingerprint found it."""
    silenced_by: int | None
    """The lawful product that this part is at least as near to; such a match does not count."""


def known_marks(known: Iterable[KnownPicture]) -> tuple[Mark, ...]:
    """A mark for each that counts."""
    return tuple(
        Mark(box=one.box, label=f"{one.reference}: {one.label} / {one.picture}", kind=MarkKind.MATCH)
        for one in known
        if one.silenced_by is None
    )


@dataclass(frozen=True)
class KnownPictures:
    """Asks a library for single pictures, of which no listing is known."""

    library: Library
    backbone: Backbone

    def within(self, decoded: Decoded) -> tuple[KnownPicture, ...]:
        """What the library knows of a picture, by reference."""
        seen = ListingObservation((see_picture(self.backbone, "", decoded.image),), ())
        return tuple(
            KnownPicture(
                reference=match.reference,
                label=match.label,
                picture=part.reference,
                box=_as_shown(part, decoded),
                distance=part.distance,
                similarity=part.similarity,
                silenced_by=part.silenced_by,
            )
            for match in self.library.matches(seen)
            for part in match.pictures
        )


def _as_shown(part: PicturePart, decoded: Decoded) -> Box:
    across, down = decoded.picture.width / decoded.image.width, decoded.picture.height / decoded.image.height
    left, top, right, bottom = part.place
    return round(left * across), round(top * down), round(right * across), round(bottom * down)
