import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lenswatch.classifier.image.backbone import Backbone
from lenswatch.classifier.image.object_head import ARRAYS, JSON, MANIFEST, WIDTH, read_head
from lenswatch.classifier.image.objects import (
    SURE,
    ObjectNamer,
    _classes,
    certain,
    network_kinds,
    object_kinds,
)
from lenswatch.core.errors import ModelError
from lenswatch.core.taxonomy import Taxonomy

SHIPPED = files("lenswatch").joinpath("models", "objects")


@pytest.fixture(scope="module")
def namer() -> ObjectNamer:
    return ObjectNamer.load()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for name in (MANIFEST, ARRAYS, JSON):
        shutil.copy(str(SHIPPED.joinpath(name)), tmp_path / name)
    return tmp_path


def test_a_drawn_clock_is_first_of_all_a_clock(namer: ObjectNamer, backbone: Backbone, drawn: PIL.Image.Image) -> None:
    seen = backbone.look(drawn)
    assert namer.guesses(seen.embedding, seen.probabilities)[0].kind == "clock"


def test_noise_is_surely_nothing(namer: ObjectNamer, backbone: Backbone, noise: PIL.Image.Image) -> None:
    seen = backbone.look(noise)
    assert certain(namer.guesses(seen.embedding, seen.probabilities)) is None


def test_a_plain_ground_is_surely_nothing(namer: ObjectNamer, backbone: Backbone) -> None:
    seen = backbone.look(PIL.Image.new("RGB", (300, 300), "white"))
    assert certain(namer.guesses(seen.embedding, seen.probabilities)) is None


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 10**6), scale=st.floats(0, 6), peak=st.integers(0, 999))
def test_probabilities_of_whatever_is_seen_sum_to_one_at_most(seed: int, scale: float, peak: int) -> None:
    random = np.random.default_rng(seed)
    embedding = (random.random(WIDTH) * scale).astype(np.float32)
    probabilities = np.full(1000, 0.0001, dtype=np.float32)
    probabilities[peak] += 0.9
    guesses = ObjectNamer.load().guesses(embedding, probabilities)
    assert sum(one.probability for one in guesses) <= 1 + 1e-9
    assert all(0 <= one.probability <= 1 for one in guesses)
    assert list(guesses) == sorted(guesses, key=lambda one: (-one.probability, one.kind))


def test_only_an_answer_of_some_probability_is_certain(namer: ObjectNamer) -> None:
    guesses = namer.guesses(np.ones(WIDTH, dtype=np.float32), np.full(1000, 0.001, dtype=np.float32))
    lamp = guesses[0].model_copy(update={"kind": "lamp", "probability": SURE})
    assert certain([lamp]) == lamp
    assert certain([lamp.model_copy(update={"probability": SURE - 0.01})]) is None
    assert certain([lamp.model_copy(update={"kind": "other"})]) is None
    assert certain([]) is None


def test_a_kind_that_only_the_network_knows_takes_its_share_of_other(namer: ObjectNamer) -> None:
    lighter = np.zeros(1000, dtype=np.float32)
    lighter[626] = 1
    guesses = {one.kind: one for one in namer.guesses(np.ones(WIDTH, dtype=np.float32), lighter)}
    assert guesses["lighter"].disguise == "D09"
    assert "other" not in guesses


def test_classes_of_one_kind_count_together_and_the_rest_is_other() -> None:
    table = network_kinds(("clock", "toy", "other"))
    probabilities = np.zeros(1000, dtype=np.float32)
    probabilities[[409, 892, 850, 1]] = 0.3, 0.4, 0.2, 0.1
    assert (table @ probabilities).round(3).tolist() == pytest.approx([0.7, 0.2, 0.1])


def test_each_class_is_listed_once_and_each_kind_has_a_disguise_of_the_taxonomy() -> None:
    classes = [number for numbers in _classes().values() for number in numbers]
    assert len(classes) == len(set(classes))
    assert set(classes) <= set(range(1000))
    assert {*_classes(), *read_head().kinds} == set(object_kinds())
    assert {kind.disguise for kind in object_kinds().values()} - {None} <= set(Taxonomy.load().disguises)


@pytest.mark.parametrize("name", [ARRAYS, JSON])
def test_an_altered_file_is_refused(copied: Path, name: str) -> None:
    (copied / name).write_bytes((copied / name).read_bytes() + b"\n")
    with pytest.raises(ModelError, match=f"{name} is not what manifest.json says"):
        read_head(copied)


def test_a_missing_or_senseless_file_is_refused(copied: Path) -> None:
    (copied / MANIFEST).write_text('{"head.npz": 3}')
    with pytest.raises(ModelError, match="KeyError"):
        read_head(copied)
    (copied / MANIFEST).unlink()
    with pytest.raises(ModelError, match=r"lacks manifest\.json"):
        read_head(copied)
