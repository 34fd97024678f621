import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from lenswatch.models.backbone.build import published_weights
from lenswatch.models.backbone.layers import Layer, layers_of
from lenswatch.models.backbone.torch_file import read_weights
from lenswatch.models.lenses.cells import Cells
from lenswatch.models.lenses.gathering import Looker
from lenswatch.models.lenses.graph import CELLS, SIDE, lens_model, trunk_model
from lenswatch.models.lenses.learning import Fitted, hardest, joined, learn, peaks_of


@pytest.fixture(scope="module")
def layers() -> tuple[Layer, ...]:
    return layers_of(read_weights(published_weights()))


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    random = np.random.default_rng(1)
    labels = np.repeat(np.array([0, 1, 2], np.int8), 400)
    features = random.normal(0, 1, (1200, 1368)).astype(np.float16)
    features[:, 0] += 4 * labels
    return learn([Cells(features, labels, np.where(labels > 0, 1, 0).astype(np.float32))], [True], [])


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
    maps = np.zeros((40, CELLS, CELLS), np.float16), np.zeros((112, CELLS // 2, CELLS // 2), np.float16)
    maps[0][0] = 8
    hard = hardest(fitted, maps)
    assert 0 < len(hard) <= 30
    assert not hard.labels.any()


def test_heads_read_as_one_give_the_mean_of_their_logits(fitted: Fitted) -> None:
    other = Fitted(fitted.weights, (*fitted.biases[:2], fitted.biases[2] + 1), fitted.width * 3, 0.0)
    both = joined([fitted, other])
    features = np.random.default_rng(3).normal(0, 1, (5, 1368)).astype(np.float16)

    def read(one: Fitted) -> list[NDArray[np.float32]]:
        hidden = one.hidden(features)
        return [hidden @ one.weights[2] + one.biases[2], hidden @ one.width + one.width_bias]

    for mean, first, second in zip(read(both), read(fitted), read(other), strict=True):
        assert mean == pytest.approx((first + second) / 2, rel=1e-4, abs=1e-4)
