"""The network that reads pictures: 224×224 pixels in, an embedding and a guess at the object out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import PIL.Image
from numpy.typing import NDArray

from lenswatch.classifier.image.artefact import backbone_artefact
from lenswatch.classifier.image.session import session_of
from lenswatch.core.digest import sha256_of

if TYPE_CHECKING:  # it takes a while to import, and words are judged without it
    import onnxruntime

SIDE = 224
_SHARE = 0.875  # of the shorter side; the middle that the network was measured on by its makers


@dataclass(frozen=True, eq=False)
class Impression:
    """What the network makes of one picture."""

    embedding: NDArray[np.float32]
    """(1280), 0 or more, not normalised. Alike pictures point the same way."""
    logits: NDArray[np.float32]
    """(1000), of the classes of ImageNet-1k in their usual order."""

    @property
    def probabilities(self) -> NDArray[np.float32]:
        """(1000), sum 1."""
        raised = np.exp(self.logits - self.logits.max())
        return np.asarray(raised / raised.sum(), dtype=np.float32)


@dataclass(frozen=True, eq=False)
class Backbone:
    """One session of the runtime. Make one a process: a batch is no faster, two processes are."""

    session: "onnxruntime.InferenceSession"
    digest: str
    """SHA-256 of the artefact, for the versions of a verdict."""

    @classmethod
    def load(cls, data: bytes | None = None) -> "Backbone":
        """The network that ships, or one of its form, on one thread."""
        data = backbone_artefact() if data is None else data
        return cls(session_of(data), sha256_of(data))

    def look(self, image: PIL.Image.Image) -> Impression:
        """Look at the middle of an RGB picture."""
        embedding, logits = self.session.run(["embedding", "logits"], {"picture": middle(image)[None]})
        return Impression(embedding[0], logits[0])


def middle(image: PIL.Image.Image) -> NDArray[np.uint8]:
    """(224, 224, 3): the middle square of an RGB picture, seven eighths of its shorter side."""
    side = min(image.size) * _SHARE
    left, top = ((length - side) / 2 for length in image.size)
    box = (left, top, left + side, top + side)
    return np.asarray(image.resize((SIDE, SIDE), PIL.Image.Resampling.BILINEAR, box=box), dtype=np.uint8)
