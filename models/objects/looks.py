"""What the network sees in pictures that a head learns from or is judged by."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
import PIL.Image
import PIL.ImageOps
from numpy.typing import NDArray

from lenswatch.classifier.image.backbone import Backbone
from lenswatch.classifier.image.object_head import feature
from lenswatch.classifier.image.objects import network_kinds

KINDS = (
    "clock charger power_bank pen glasses watch socket smoke_detector key_fob button speaker lamp toy router usb_stick "
    "mirror bottle remote phone bare_module security_camera dash_cam action_cam doorbell body_cam detector other"
)
"""Codes of the head's kinds, in its order."""
CODES = tuple(KINDS.split())
RENDER = "render"
"""Source of modelled things."""
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Seen:
    """One picture."""

    kind: str
    source: str
    """Shop or collection it is from: data are split by it."""
    features: Floats
    """(looks, 1280)."""
    network: Floats
    """(kinds): what the network's own classes say of the first look; sums to 1."""


@dataclass(frozen=True, eq=False)
class Looker:
    """Looks at one picture several ways: as it is, mirrored, its middle."""

    backbone: Backbone
    table: Floats

    @classmethod
    def load(cls) -> Self:
        """With the network that ships."""
        return cls(Backbone.load(), network_kinds(CODES))

    def look(self, image: PIL.Image.Image, kind: str, source: str) -> Seen:
        """All looks at a picture of a known kind."""
        return self.looks(_ways(image), kind, source)

    def looks(self, images: Iterable[PIL.Image.Image], kind: str, source: str) -> Seen:
        """Looks at pictures that count as one."""
        seen = [self.backbone.look(image) for image in images]
        features = np.stack([feature(one.embedding) for one in seen])
        return Seen(kind, source, features, np.asarray(self.table @ seen[0].probabilities, dtype=np.float32))


def _ways(image: PIL.Image.Image) -> Iterator[PIL.Image.Image]:
    yield image
    yield PIL.ImageOps.mirror(image)
    across, down = image.width // 10, image.height // 10
    yield image.crop((across, down, image.width - across, image.height - down))
