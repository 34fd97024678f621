import csv
import subprocess
import sys
from pathlib import Path
from random import Random

import numpy as np
import PIL.Image
import pytest

from lenswatch.classifier.image.object_head import HeadFile, read_head
from lenswatch.core.errors import UserError
from lenswatch.models.objects.judging import held_out, network_alone, sure, top
from lenswatch.models.objects.learning import Settings, learn
from lenswatch.models.objects.looks import CODES, RENDER, Looker, Seen
from lenswatch.models.objects.photos import digest_of_photos, kinds_of_devices, look_at_photos
from lenswatch.models.objects.recipe.shop import in_shop
from lenswatch.models.objects.recipe.staging import stage
from lenswatch.models.objects.recipe.things import LYING, MAKERS
from lenswatch.models.objects.renders import packed, unpacked
from lenswatch.models.objects.train import trained

SMALL = Settings(parts=8)


def chance(number: int) -> Random:
    return Random(number)  # noqa: S311 - repeats, no secret


def made_up(kind: str, source: str, random: np.random.Generator, width: int = 64) -> Seen:
    """A picture of which each kind has a place of its own, and each shop a shift."""
    features = random.normal(0, 0.02, (2, width)).astype(np.float32)
    features[:, CODES.index(kind)] += 0.5
    features[:, 40 + len(source)] += 0.3
    network = np.full(len(CODES), 1 / len(CODES), dtype=np.float32)
    return Seen(kind, source, features, network)


@pytest.fixture
def seen() -> list[Seen]:
    random = np.random.default_rng(3)
    kinds = ("clock", "pen", "other")
    return [made_up(kind, source, random) for kind in kinds for source in ("a", "bb", RENDER) for _ in range(12)]


def test_a_shop_that_was_not_seen_is_named_all_the_same(seen: list[Seen]) -> None:
    photos, renders = [one for one in seen if one.source != RENDER], [one for one in seen if one.source == RENDER]
    judged = held_out(photos, renders, SMALL)
    assert len(judged) == len(photos)
    assert top(judged)[0].share == 1
    assert top(held_out(photos, renders, SMALL, with_photos=False))[0].share == 1
    assert sure(judged, 0.99)[1].total == len(photos)
    assert top(network_alone(photos))[0].share != 1


def test_kinds_that_no_picture_showed_are_never_the_answer(seen: list[Seen]) -> None:
    scores = learn(seen, SMALL).scores(np.stack([one.features[0] for one in seen]))
    assert {CODES[number] for number in scores.argmax(axis=1)} == {"clock", "pen", "other"}


def test_the_same_pictures_give_the_same_bytes(tmp_path: Path) -> None:
    random = np.random.default_rng(4)
    pictures = [made_up(kind, "a", random, 1280) for kind in ("clock", "lamp", "other") for _ in range(8)]
    first, second = (trained(pictures, {"renders": "0"}, SMALL) for _ in range(2))
    assert first == second
    for name, data in first.items():
        (tmp_path / name).write_bytes(data)
    head = read_head(tmp_path)
    assert isinstance(head, HeadFile)
    assert head.kinds == CODES


def test_renders_survive_being_packed(seen: list[Seen]) -> None:
    renders = [one for one in seen if one.source == RENDER]
    clipped = [Seen(one.kind, RENDER, np.clip(one.features, 0, 0.25), one.network) for one in renders]
    for before, after in zip(clipped, unpacked(packed(clipped)), strict=True):
        assert (before.kind, before.source) == (after.kind, after.source)
        assert np.abs(before.features - after.features).max() < 0.001


def test_renders_ship_for_every_kind() -> None:
    from lenswatch.models.objects import renders  # noqa: PLC0415 - the file's place

    shipped = unpacked(renders.FILE.read_bytes())
    assert {one.kind for one in shipped} == set(CODES)
    assert renders.FILE.stat().st_size <= 4_000_000


@pytest.mark.parametrize("kind", sorted(MAKERS))
def test_a_thing_is_the_same_for_the_same_number_and_others_for_others(kind: str) -> None:
    assert MAKERS[kind](chance(5)) == MAKERS[kind](chance(5))
    assert len({MAKERS[kind](chance(number)) for number in range(6)}) > 1
    assert stage(kind, chance(5)) == stage(kind, chance(5))


def test_every_kind_is_modelled() -> None:
    assert set(MAKERS) == set(CODES)
    assert set(CODES) >= LYING
    assert set(kinds_of_devices().values()) <= set(CODES)


def test_every_model_of_the_library_is_credited() -> None:
    path = Path(sys.modules["lenswatch.models.objects.train"].__file__ or "").parent / "recipe" / "library.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert {row["kind"] for row in rows} <= set(CODES)
    assert all(row["creator"] and row["name"] for row in rows)


def test_the_product_does_without_the_program_that_draws() -> None:
    told = "import sys, lenswatch.models.objects.recipe.render; sys.exit('bpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0


def test_a_shop_prints_over_a_picture_and_keeps_its_size(drawn_box: PIL.Image.Image) -> None:
    shown = [in_shop(drawn_box, chance(number)) for number in range(8)]
    assert {one.size for one in shown} == {drawn_box.size}
    assert len({one.tobytes() for one in shown}) == len(shown)


@pytest.fixture
def drawn_box() -> PIL.Image.Image:
    image = PIL.Image.new("RGB", (208, 208), "white")
    image.paste((20, 20, 25), (60, 50, 150, 170))
    return image


def test_photos_are_named_by_their_manifest(tmp_path: Path, drawn_box: PIL.Image.Image) -> None:
    drawn_box.save(tmp_path / "one.png")
    (tmp_path / "MANIFEST.csv").write_text("file,device_type,source\none.png,wall_thing,shop\none.png,clock,shop\n")
    photos = look_at_photos(tmp_path, Looker.load())
    assert [(one.kind, one.source, len(one.features)) for one in photos] == [("other", "shop", 3), ("clock", "shop", 3)]
    assert len(digest_of_photos(tmp_path)) == 64


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        ("file,source\none.png,shop\n", "lacks the column 'device_type'"),
        ("file,device_type,source\n../x.png,clock,shop\n", "line 2: .* lies outside the folder"),
        ("file,device_type,source\nmissing.png,clock,shop\n", r"line 2: missing\.png: there is no such file"),
    ],
)
def test_a_manifest_that_is_wrong_is_told_by_line(tmp_path: Path, manifest: str, told: str) -> None:
    (tmp_path / "MANIFEST.csv").write_text(manifest)
    with pytest.raises(UserError, match=told):
        look_at_photos(tmp_path, Looker.load())
