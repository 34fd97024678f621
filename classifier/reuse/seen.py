"""What is held against the library: the pictures and texts of one listing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import PIL.Image
from numpy.typing import NDArray

from lenswatch.classifier.image.backbone import Backbone
from lenswatch.classifier.image.fingerprint import Fingerprint, known_fingerprints, seen_fingerprints
from lenswatch.classifier.image.views import Place, panels, quarters, tiles
from lenswatch.classifier.reuse.shingles import Digests, blocks

LEAST_QUALITY = 20
"""Fingerprints of less are left out: a word or a dot on white is shared by many pictures."""

Bits = NDArray[np.uint64]
"""(n, 4): fingerprints of 256 bits."""
Vectors = NDArray[np.float32]
"""(n, 1280): embeddings of length 1."""


@dataclass(frozen=True, eq=False)
class SeenPicture:
    """One picture of a listing, cut into the parts that may be pictures of their own."""

    name: str
    """File or address."""
    fingerprints: tuple[tuple[Place, Bits], ...]
    """Of each part, the whole first."""
    embed: Callable[[], tuple[tuple[Place, ...], Vectors]]
    """The parts that the network looks at, and what it makes of each. Takes a tenth of a second: asked for only where
    no fingerprint finds the whole picture."""

    @property
    def whole(self) -> Place:
        """The place of the whole picture."""
        return self.fingerprints[0][0]


@dataclass(frozen=True, eq=False)
class SeenText:
    """One text of a listing."""

    name: str
    """Field or file."""
    blocks: tuple[Digests, ...]


@dataclass(frozen=True, eq=False)
class ListingObservation:
    """A listing as the library is asked for it. The title is no part of it: every seller writes a new one."""

    pictures: tuple[SeenPicture, ...]
    texts: tuple[SeenText, ...]

    @property
    def parts(self) -> int:
        """Pictures and blocks of text."""
        return len(self.pictures) + sum(len(text.blocks) for text in self.texts)


@dataclass(frozen=True, eq=False)
class KnownPicture:
    """What a library keeps of a picture."""

    bits: Bits
    """Of the picture, cut a little, without border, and mirrored."""
    vector: NDArray[np.float16]
    """(1280): its embedding, of length 1."""


def see_picture(backbone: Backbone, name: str, image: PIL.Image.Image) -> SeenPicture:
    """One picture of a listing, RGB."""
    whole = (0, 0, image.width, image.height)
    fine = (*panels(image), *quarters(image))
    parts = [(whole, seen_fingerprints(image)), *((box, seen_fingerprints(image.crop(box))) for box in fine)]

    def embed() -> tuple[tuple[Place, ...], Vectors]:
        places = (whole, *panels(image), *tiles(image))
        return places, np.stack([embedding(backbone, image.crop(box)) for box in places])

    return SeenPicture(name, tuple((box, bits_of(found)) for box, found in parts), embed)


def see_text(name: str, text: str) -> SeenText:
    """One text of a listing."""
    return SeenText(name, blocks((text,)))


def know_picture(backbone: Backbone, image: PIL.Image.Image) -> KnownPicture:
    """What is kept of a picture, RGB."""
    return KnownPicture(bits_of(known_fingerprints(image)), embedding(backbone, image).astype("<f2"))


def embedding(backbone: Backbone, image: PIL.Image.Image) -> NDArray[np.float32]:
    """(1280), of length 1."""
    found = backbone.look(image).embedding
    return np.asarray(found / max(float(np.linalg.norm(found)), 1e-6), dtype=np.float32)


def bits_of(fingerprints: Iterable[Fingerprint]) -> Bits:
    """Those that are worth something."""
    return from_raw(b"".join(bytes.fromhex(one.bits) for one in fingerprints if one.quality >= LEAST_QUALITY))


def from_raw(raw: bytes | Sequence[bytes]) -> Bits:
    """Fingerprints from their bytes, 32 each."""
    whole = raw if isinstance(raw, bytes) else b"".join(raw)
    return np.frombuffer(whole, dtype="<u8").reshape(-1, 4).astype(np.uint64, copy=False)
