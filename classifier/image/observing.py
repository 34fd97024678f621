"""The image side: from a picture to what was seen in it, as it is kept."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict, Field

from lenswatch.classifier.image.backbone import Backbone
from lenswatch.classifier.image.fingerprint import Fingerprint, seen_fingerprints
from lenswatch.classifier.image.objects import ObjectGuess, ObjectNamer
from lenswatch.classifier.image.picture import Decoded, Picture
from lenswatch.core.digest import canonical_json, sha256_of
from lenswatch.core.record import Record

EMBEDDING_BYTES = 2560


class ImageObservation(Record):
    """What was seen in one picture. A replay starts from this and not from the picture."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    picture: Picture
    """The file."""
    objects: tuple[ObjectGuess, ...]
    """Kinds of thing it may show, most probable first; empty if none of those listed."""
    fingerprints: tuple[Fingerprint, ...]
    """What a library is asked for: of the whole first."""
    embedding: Annotated[bytes, Field(min_length=EMBEDDING_BYTES, max_length=EMBEDDING_BYTES)]
    """1280 numbers of 16 bits, little-endian, of length 1. Says what the picture is like, not what it shows."""
    model: str
    """SHA-256 of the network and of the head that looked."""

    @property
    def vector(self) -> NDArray[np.float32]:
        """The embedding as (1280) numbers."""
        return np.frombuffer(self.embedding, dtype="<f2").astype(np.float32)


@dataclass(frozen=True)
class ImageObserver:
    """Looks at pictures, one at a time."""

    backbone: Backbone
    namer: ObjectNamer

    @classmethod
    def load(cls) -> "ImageObserver":
        """With the network and the head that ship. Takes a tenth of a second: make one a process.

        Raises:
            ModelError: If the head's files are not those of its manifest.
            UserError: If the network's file is not.
        """
        return cls(Backbone.load(), ObjectNamer.load())

    @property
    def digest(self) -> str:
        """SHA-256 of the digests of everything that tells kinds of things."""
        return sha256_of(canonical_json([self.backbone.digest, self.namer.digest]))

    def observe(self, decoded: Decoded) -> ImageObservation:
        """What is seen in a picture; the same pixels on the same machine always give the same."""
        impression = self.backbone.look(decoded.image)
        length = max(float(np.linalg.norm(impression.embedding)), 1e-6)
        return ImageObservation(
            picture=decoded.picture,
            objects=self.namer.guesses(impression.embedding, impression.probabilities),
            fingerprints=seen_fingerprints(decoded.image),
            embedding=(impression.embedding / length).astype("<f2").tobytes(),
            model=self.digest,
        )
