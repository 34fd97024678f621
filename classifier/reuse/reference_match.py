"""What a comparison with one reference found, part by part."""

from enum import StrEnum
from typing import Literal

from lenswatch.classifier.reuse.share import Share
from lenswatch.core.record import Record


class ReferenceKind(StrEnum):
    """What a reference stands for."""

    DEVICE = "device"
    """A confirmed device: its pictures and texts are looked for."""
    LAWFUL = "lawful"
    """A lawful product: it silences matches, and never makes one."""


class PicturePart(Record):
    """A picture of the listing that is, or holds, a picture of the reference."""

    listing: str
    """Name of the listing's picture."""
    reference: str
    """Name of the reference's picture."""
    place: tuple[int, int, int, int]
    """Which part of the listing's picture: left, top, right, bottom, in pixels of the picture made small."""
    by: Literal["fingerprint", "embedding"]
    """How it was found; an embedding is the weaker sign."""
    distance: int | None
    """Bits of 256 that differ, 0 to 31; None by embedding."""
    similarity: float | None
    """Cosine, 0.82 to 1, 3 decimals; None by fingerprint."""
    silenced_by: int | None = None
    """The lawful product that this part is at least as near to; the part does not count."""


class BlockPart(Record):
    """A block of 200 characters that stands on the other side too."""

    side: Literal["reference", "listing"]
    """Whose block it is."""
    text: str
    """Name of the text."""
    number: int
    """Place of the block in its text, from 1."""
    share: float
    """Of its shingles that stand in the other side's texts, 0.5 to 1, 3 decimals, cut off."""
    silenced_by: int | None = None
    """The lawful product in which as much of the block stands, a tenth less at most; the part does not count."""


class ReferenceMatch(Record):
    """One listing against one reference. It asks for an expert, and removes nothing."""

    reference: int
    """Number of the reference."""
    label: str
    """What the reference is called."""
    quoted: Share
    """引用比: how much of the reference's dossier the listing re-uses."""
    taken: Share
    """占比: how much of the listing comes from this reference."""
    pictures: tuple[PicturePart, ...]
    """The arithmetic: each picture that matched, silenced ones too."""
    blocks: tuple[BlockPart, ...]
    """The same of texts."""

    @property
    def expert_review(self) -> bool:
        """Whether either share reaches one half."""
        return self.quoted.at_least_half or self.taken.at_least_half
