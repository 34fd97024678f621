"""Places of twins to learn from: of the lens, and of the same place without it."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import PIL.Image

from lenswatch.classifier.image.framing import framed
from lenswatch.models.lenses.cells import Cells, Maps, at, sampled, together, truth
from lenswatch.models.lenses.gathering import Gathered, Pixels
from lenswatch.models.lenses.graph import SIDE
from lenswatch.models.lenses.luck import happens
from lenswatch.models.lenses.spot import Spot
from lenswatch.models.lenses.twins import Twin
from lenswatch.models.lenses.variation import stored, varied

_WAYS = 2  # each pair as it is, and so often varied
_BESIDE, _PLAIN = 10, 6  # places without a lens: of a picture with one, and of its twin
_MOST = 12  # places where the lens would be

Look = Callable[[Pixels], Maps]
Placed = tuple[Pixels, tuple[Spot, ...]]


def of_twins(twins: Iterable[Twin], look: Look) -> Iterator[Gathered]:
    """Places of all pairs, in their order; both of a pair are varied alike."""
    for number, twin in enumerate(twins):
        for way in range(1 + _WAYS):
            yield from _of_pair(twin, look, number, way)


def _of_pair(twin: Twin, look: Look, number: int, way: int) -> Iterator[Gathered]:
    random = np.random.default_rng((11, number, way))
    pixels, spots = _shown(twin.lensed, twin.spot, number, way)
    if twin.clear:
        yield Gathered(None, drawn=True, cells=sampled(random, pixels, look(pixels), spots, _BESIDE), maps=None)
    for other in (twin.plain, twin.decoy):
        if other is not None:
            plain = _shown(other, twin.spot, number, way)[0]
            last = other is twin.decoy or twin.decoy is None
            yield _without(random, plain, spots, look, keep=last and way == 0)


def _without(
    random: np.random.Generator, pixels: Pixels, spots: tuple[Spot, ...], look: Look, *, keep: bool
) -> Gathered:
    """Nothing is there, least of all where the twin has its lens."""
    maps = look(pixels)
    labels, widths = truth(spots)
    there = np.argwhere(labels > 0)
    there = there[random.permutation(len(there))[:_MOST]]
    nothing, none = np.zeros_like(labels), np.zeros_like(widths)
    cells: list[Cells] = [sampled(random, pixels, maps, (), _PLAIN), at(maps, there, nothing, none)]
    return Gathered(None, drawn=True, cells=together(cells), maps=maps if keep else None)


def _shown(image: PIL.Image.Image, spot: Spot, number: int, way: int) -> Placed:
    """As it is or varied; the same way for all that have the number."""
    if way == 0:
        pixels, per_pixel = framed(image, SIDE)
        return pixels, (spot.moved(1 / per_pixel),)
    random = np.random.default_rng((13, number, way))
    pixels, spots = varied(random, image, (spot,))
    return (stored(random, pixels) if happens(random, 0.4) else pixels), spots
