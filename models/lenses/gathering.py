"""From pictures to places to learn from: as they are, varied, and with lenses drawn on them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import onnxruntime
import PIL.Image
from numpy.typing import NDArray

from lenswatch.classifier.image.decoding import read_picture
from lenswatch.classifier.image.framing import framed
from lenswatch.models.lenses.cells import Cells, Maps, sampled
from lenswatch.models.lenses.composites import composite
from lenswatch.models.lenses.graph import SIDE
from lenswatch.models.lenses.luck import happens
from lenswatch.models.lenses.shop_pictures import Kind, ShopPicture
from lenswatch.models.lenses.spot import Spot
from lenswatch.models.lenses.variation import stored, varied

_VARIED = {Kind.LENS: 7, Kind.CALLOUT: 7, Kind.LOOK_ALIKE: 1, Kind.PLAIN: 1}
_NOTHING, _BESIDE, _DRAWN = 50, 20, 24  # places without a lens: of a picture without one, with one, of a drawn one
Pixels = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Gathered:
    """Places of one picture, or of a variation of it."""

    picture: int | None
    """Which picture they are of, or were drawn on; None for a render."""
    drawn: bool
    cells: Cells
    maps: Maps | None
    """Of a whole picture without a lens: to look for places that are taken for one."""


@dataclass(frozen=True, eq=False)
class Looker:
    """The backbone's first blocks."""

    session: onnxruntime.InferenceSession

    @classmethod
    def of(cls, model: bytes) -> "Looker":
        """On one thread."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return cls(onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"]))

    def maps(self, pixels: Pixels) -> Maps:
        """Of a picture (512, 512, 3)."""
        fine, coarse = self.session.run(None, {"picture": pixels[None]})
        return fine[0].astype(np.float16), coarse[0].astype(np.float16)


def opened(picture: ShopPicture) -> PIL.Image.Image:
    """Its pixels, fine enough."""
    return read_picture(picture.path, SIDE).image


def whole(picture: ShopPicture, image: PIL.Image.Image) -> tuple[Pixels, tuple[Spot, ...]]:
    """As the finished network sees it."""
    pixels, per_pixel = framed(image, SIDE)
    return pixels, tuple(spot.moved(1 / per_pixel) for spot in picture.spots)


def gathered(
    pictures: Sequence[ShopPicture], look: Looker, drawings: int, tell: Callable[[str], object]
) -> Iterator[Gathered]:
    """Places of all pictures that are learnt from, in their order; then of drawn ones."""
    random = np.random.default_rng(7)
    for number, picture in enumerate(pictures):
        if picture.kind in _VARIED:
            yield from _of_picture(random, number, picture, look)
    tell("photographs are gathered")
    without = [number for number, picture in enumerate(pictures) if picture.kind.without_lens]
    for turn in range(drawings):
        number = int(random.choice(without))
        yield Gathered(number, drawn=True, cells=_drawn(random, pictures[number], look, as_is=turn % 2 == 0), maps=None)
    tell("drawings are gathered")


def _of_picture(random: np.random.Generator, number: int, picture: ShopPicture, look: Looker) -> Iterator[Gathered]:
    image, without = opened(picture), picture.kind.without_lens
    several = [whole(picture, image)]
    several += [varied(random, image, picture.spots) for _ in range(_VARIED[picture.kind])]
    for turn, (pixels, spots) in enumerate(several):
        maps = look.maps(pixels)
        cells = sampled(random, pixels, maps, spots, _NOTHING if without else _BESIDE)
        yield Gathered(number, drawn=False, cells=cells, maps=maps if without and turn == 0 else None)


def _drawn(random: np.random.Generator, picture: ShopPicture, look: Looker, *, as_is: bool) -> Cells:
    image = opened(picture)
    background = whole(picture, image)[0] if as_is else varied(random, image, ())[0]
    pixels, spots = composite(random, background)
    if happens(random, 0.4):
        pixels = stored(random, pixels)
    return sampled(random, pixels, look.maps(pixels), spots, _DRAWN)
