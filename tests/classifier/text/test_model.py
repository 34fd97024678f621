"""The text model: a batch is what each listing alone is, and what it weighs can be shown."""

import json
import shutil
from collections.abc import Sequence
from importlib.resources import as_file
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lenswatch.classifier.fields import original_text
from lenswatch.classifier.text.artefact import ARRAYS, JSON, MANIFEST, shipped_models
from lenswatch.classifier.text.model import TextModel
from lenswatch.core.errors import ModelError
from lenswatch.core.listing import Listing

texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    with as_file(shipped_models()) as folder:
        for name in (ARRAYS, JSON, MANIFEST):
            target = tmp_path / name
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(folder / name, target)
    return tmp_path


def test_a_batch_gives_what_each_listing_alone_gives(model: TextModel, listings: Sequence[Listing]) -> None:
    some = listings[:60]

    assert model.margins(some) == [margin for listing in some for margin in model.margins([listing])]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(Listing, title=texts, description=st.none() | texts), min_size=1, max_size=4))
def test_any_text_can_be_scored_and_order_does_not_matter(model: TextModel, batch: list[Listing]) -> None:
    assert model.margins(batch) == model.margins(batch[::-1])[::-1]


def test_nothing_to_score_gives_nothing(model: TextModel) -> None:
    assert model.margins([]) == []


def test_the_words_pointed_at_stand_in_the_listing(model: TextModel) -> None:
    listing = Listing(title="床头闹钟", attributes={"分辨率": "㎜1080P", "录像": "循环录像 移动侦测"})

    place = model.reasons(listing, covert=True).place

    assert original_text(listing, place.field)[slice(*place.span)] == place.matched


def test_a_disguised_camera_reads_worse_than_the_thing_itself(model: TextModel) -> None:
    clock = Listing(title="床头闹钟 静音", description="夜光大字，静音走时。")
    camera = Listing(title="床头闹钟 静音", description="循环录像，手机远程看，没有人会发现。")

    thing, disguised = model.margins([clock, camera])

    assert disguised > thing


def test_an_altered_file_is_named_with_what_to_do(copied: Path) -> None:
    (copied / ARRAYS).write_bytes(b"x" + (copied / ARRAYS).read_bytes())

    with pytest.raises(ModelError, match=r"weights\.npz is not what manifest\.json says.*train the model again"):
        TextModel.load(copied)


def test_a_missing_file_is_named(copied: Path) -> None:
    (copied / JSON).unlink()

    with pytest.raises(ModelError, match=r"lacks text_model/model\.json"):
        TextModel.load(copied)


def test_a_manifest_that_names_no_text_model_is_an_error(copied: Path) -> None:
    (copied / MANIFEST).write_text(json.dumps({"other": "0"}), encoding="utf-8")

    with pytest.raises(ModelError, match="holds no text model"):
        TextModel.load(copied)
