from dataclasses import replace

import numpy as np
import onnxruntime
import pytest

from lenswatch.models.backbone.build import published_weights
from lenswatch.models.backbone.layers import Layer, layers_of
from lenswatch.models.backbone.torch_file import read_weights
from lenswatch.models.lenses.cells import Cells, Maps, around
from lenswatch.models.lenses.gathering import Looker
from lenswatch.models.lenses.graph import CELLS, SIDE, lens_model, trunk_model
from lenswatch.models.lenses.learning import Fitted, hardest, learn, peaks_of


@pytest.fixture(scope="module")
def layers() -> tuple[Layer, ...]:
    return layers_of(read_weights(published_weights()))


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    random = np.random.default_rng(1)
    labels = np.repeat(np.array([0, 1, 2], np.int8), 400)
    features = random.normal(0, 1, (1200, 1752)).astype(np.float16)
    features[:, 0] += 4 * labels
    return learn([Cells(features, labels, np.where(labels > 0, 1, 0).astype(np.float32))], [True], [])


def no_maps() -> Maps:
    shapes = (40, CELLS, CELLS), (112, CELLS // 2, CELLS // 2), (24, CELLS * 2, CELLS * 2)
    fine, coarse, finest = (np.zeros(shape, np.float16) for shape in shapes)
    return fine, coarse, finest


def test_the_graph_gives_what_was_learnt(layers: tuple[Layer, ...], fitted: Fitted) -> None:
    pixels = np.random.default_rng(2).integers(0, 255, (SIDE // 8, SIDE // 8, 3), dtype=np.uint8)
    pixels = np.ascontiguousarray(pixels.repeat(8, axis=0).repeat(8, axis=1))
    maps = Looker.of(trunk_model(layers)).maps(pixels)
    session = onnxruntime.InferenceSession(lens_model(layers, fitted.head()), providers=["CPUExecutionProvider"])
    chances, widths = session.run(["chances", "widths"], {"picture": pixels[None]})
    assert chances.shape == (1, 2, CELLS, CELLS)
    assert widths.shape == (1, 1, CELLS, CELLS)
    for mean, (chance, row, column) in zip(chances[0], peaks_of(fitted, maps), strict=True):
        assert mean[row, column] == pytest.approx(chance, abs=0.02)
        assert mean.max() == pytest.approx(chance, abs=0.02)


def test_what_is_taken_for_a_lens_is_learnt_again_as_none(fitted: Fitted) -> None:
    maps = no_maps()
    maps[0][0] = 8
    hard = hardest(fitted, maps)
    assert 0 < len(hard) <= 30
    assert not hard.labels.any()


def test_chances_of_a_whole_map_are_those_of_its_places(fitted: Fitted) -> None:
    random = np.random.default_rng(3)
    fine, coarse, finest = (random.normal(0, 1, values.shape).astype(np.float16) for values in no_maps())
    maps = fine, coarse, finest
    places = np.array([[0, 0], [5, 40], [CELLS - 1, CELLS - 1]])
    logits = fitted.hidden(around(maps, places)) @ fitted.weights[2] + fitted.biases[2]
    expected = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    found = fitted.chances(maps)[:, places[:, 0], places[:, 1]].T
    assert found == pytest.approx(expected, abs=1e-5)


def test_a_picture_that_shows_nothing_like_a_lens_has_nothing_hard(fitted: Fitted) -> None:
    maps = no_maps()
    sure = fitted.biases[2] + np.array([50, 0, 0], np.float32)
    calm = replace(fitted, biases=(*fitted.biases[:2], sure))
    assert len(hardest(calm, maps)) == 0
