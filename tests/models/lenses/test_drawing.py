from collections.abc import Callable

import numpy as np
import PIL.Image
import pytest

from lenswatch.models.lenses.cells import STEP, truth
from lenswatch.models.lenses.composites import composite
from lenswatch.models.lenses.discs import lens, pinhole
from lenswatch.models.lenses.graph import CELLS, SIDE
from lenswatch.models.lenses.look_alikes import LOOK_ALIKES
from lenswatch.models.lenses.plane import Disc, Plane
from lenswatch.models.lenses.spot import Spot
from lenswatch.models.lenses.variation import varied


@pytest.mark.parametrize("seed", range(12))
def test_a_drawn_lens_can_be_told_from_the_picture_without_it(seed: int) -> None:
    wall = np.full((300, 400, 3), 180, dtype=np.uint8)
    pixels, spots = composite(np.random.default_rng(seed), wall)
    for spot in spots:
        across, down, half = round(spot.across), round(spot.down), max(2, round(spot.diameter / 3))
        part = pixels[down - half : down + half, across - half : across + half].astype(int)
        assert (np.abs(part - 180).max(axis=-1) > 20).mean() > 0.2


def test_drawings_follow_from_the_seed_alone() -> None:
    wall = np.full((200, 200, 3), 90, dtype=np.uint8)
    one, other = (composite(np.random.default_rng(4), wall) for _ in range(2))
    assert np.array_equal(one[0], other[0])
    assert one[1] == other[1]


def test_a_lens_is_dark_where_light_goes_in() -> None:
    random = np.random.default_rng(2)
    plane = Plane.of(random, 80)
    colours, cover = lens(random, plane, colourful=False)
    assert cover[0, 0] == 0
    assert colours[cover > 0.5].mean() < 128


@pytest.mark.parametrize("draw", [pinhole, *LOOK_ALIKES])
def test_what_is_drawn_is_round_and_has_colours(draw: Callable[[np.random.Generator, Plane], Disc]) -> None:
    random = np.random.default_rng(6)
    colours, cover = draw(random, Plane.of(random, 40))
    assert colours.shape == (*cover.shape, 3)
    assert np.isfinite(colours).all()
    assert 0 < cover.mean() < 0.9


@pytest.mark.parametrize("seed", range(8))
def test_a_lens_moves_with_the_picture_it_is_in(seed: int) -> None:
    pixels = np.full((400, 600, 3), 255, dtype=np.uint8)
    pixels[190:210, 440:460] = (255, 0, 0)
    square, spots = varied(np.random.default_rng(seed), PIL.Image.fromarray(pixels), (Spot("lens", 450, 200, 20),))
    assert square.shape == (SIDE, SIDE, 3)
    red, green, _ = np.moveaxis(square.astype(int), -1, 0)
    rows, columns = np.nonzero(red - green > 90)
    assert spots
    assert columns.mean() == pytest.approx(spots[0].across, abs=3)
    assert rows.mean() == pytest.approx(spots[0].down, abs=3)


def test_places_beside_a_lens_count_neither_way() -> None:
    labels, widths = truth([Spot("callout", 256, 256, 64)])
    assert labels.shape == (CELLS, CELLS)
    assert labels[256 // STEP, 256 // STEP] == 2
    assert widths[256 // STEP, 256 // STEP] == 2
    assert labels[256 // STEP, (256 + 48) // STEP] == -1
    assert labels[0, 0] == 0
