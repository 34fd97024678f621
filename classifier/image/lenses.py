"""Is there a lens in a picture, or one drawn large beside it? Where, and how sure.

A sighting is a hint for people who look at the picture: a lens is no surprise on a camera or a phone, and small lenses
are often missed. It flags nothing alone.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, Literal

import PIL.Image
from pydantic import Field

from lenswatch.classifier.image.artefact import checked
from lenswatch.classifier.image.box import Box
from lenswatch.classifier.image.framing import framed
from lenswatch.classifier.image.peaks import peaks
from lenswatch.classifier.image.session import session_of
from lenswatch.core.digest import canonical_json, sha256_of
from lenswatch.core.errors import UserError
from lenswatch.core.record import Record

if TYPE_CHECKING:  # it takes a while to import, and words are judged without it
    import onnxruntime

DETAIL = 512
"""Pixels of the longer side that are looked at; a picture of fewer is blown up, and less is found in it."""
NETWORK = "lenses.onnx"
Cue = Literal["lens", "callout"]
CUES: tuple[Cue, ...] = ("lens", "callout")
_MOST = 5  # sightings of each cue that are told


class LensSighting(Record):
    """A place that looks like a lens."""

    cue: Cue
    """`lens`: on the thing itself. `callout`: a lens drawn large beside it."""
    box: Box
    """In pixels of the picture as shown."""
    score: Annotated[float, Field(ge=0, le=1)]
    """How sure the network is, 4 decimals; no calibrated probability."""


@dataclass(frozen=True, eq=False)
class LensFinder:
    """One session of the runtime. Make one a process."""

    session: "onnxruntime.InferenceSession"
    cuts: Mapping[Cue, float]
    """For each cue the score above which a place is told."""
    digest: str
    """Names network and cuts together, for the versions of a verdict."""

    @classmethod
    def load(cls) -> "LensFinder":
        """The network that ships, on one thread.

        Raises:
            UserError: If the manifest cannot be read, or the network is not the one it names.
        """
        folder = files("lenswatch").joinpath("models", "lenses")
        return cls.of(folder.joinpath(NETWORK).read_bytes(), folder.joinpath("manifest.json").read_bytes())

    @classmethod
    def of(cls, network: bytes, manifest: bytes) -> "LensFinder":
        """A network and its manifest.

        Raises:
            UserError: If the manifest cannot be read, or the network is not the one it names.
        """
        try:
            entry = json.loads(manifest)[NETWORK]
            expected, cuts = str(entry["sha256"]), {cue: float(entry["cuts"][cue]) for cue in CUES}
        except (ValueError, KeyError, TypeError) as error:
            raise UserError(
                "{file}: the manifest beside it cannot be read ({reason}); install lenswatch again.",
                file=NETWORK,
                reason=type(error).__name__,
            ) from error
        checked(network, expected, NETWORK)
        return cls(session_of(network), cuts, sha256_of(canonical_json({"network": expected, "cuts": cuts})))

    def find(self, image: PIL.Image.Image, size: tuple[int, int]) -> tuple[LensSighting, ...]:
        """Where lenses seem to be, surest first.

        Args:
            image: RGB, upright; 512 pixels of the longer side are as good as more.
            size: Width and height of the picture as shown, in whose pixels boxes are given.
        """
        pixels, per_pixel = framed(image, DETAIL)
        scale = per_pixel * size[0] / image.width, per_pixel * size[1] / image.height
        chances, widths = self.session.run(["chances", "widths"], {"picture": pixels[None]})
        found = [
            LensSighting(cue=cue, box=peak.box(scale, size), score=round(peak.chance, 4))
            for cue, chance in zip(CUES, chances[0], strict=True)
            for peak in peaks(chance, widths[0, 0], self.cuts[cue])[:_MOST]
        ]
        return tuple(sorted(found, key=lambda sighting: -sighting.score))
