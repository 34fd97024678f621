import json
from pathlib import Path

import numpy as np
import PIL.Image
import PIL.ImageDraw
import pytest

from lenswatch.core.errors import UserError
from lenswatch.models.lenses.cells import Maps
from lenswatch.models.lenses.graph import CELLS
from lenswatch.models.lenses.twin_cells import of_twins
from lenswatch.models.lenses.twins import ENOUGH, Pixels, Twin, can_be_told, laid, read_twins, share_that_differs

BOX = (80.0, 80.0, 120.0, 120.0)
GREY = 90


def wall() -> PIL.Image.Image:
    return PIL.Image.new("RGB", (416, 416), (GREY, GREY, GREY))


def with_disc(box: tuple[float, float, float, float], grey: int) -> PIL.Image.Image:
    image = wall()
    PIL.ImageDraw.Draw(image).ellipse(box, fill=(grey, grey, grey))
    return image


def told(image: PIL.Image.Image, box: tuple[float, float, float, float] = BOX) -> bool:
    return can_be_told(np.asarray(image), np.asarray(wall()), box)


def scene(folder: Path, lens: PIL.Image.Image, *, decoy: bool = False, front: str = "glass") -> None:
    part = (60, 60, 140, 140)
    wall().save(folder / "000.png")
    lens.crop(part).save(folder / "000_0_lens.png")
    if decoy:
        with_disc(BOX, 250).crop(part).save(folder / "000_0_decoy.png")
    pair = {"lens": front, "decoy": "lamp" if decoy else "", "box": BOX, "part": part}
    (folder / "000.json").write_text(json.dumps({"kind": "clock", "pairs": [pair]}), encoding="utf-8")


def glance(pixels: Pixels) -> Maps:
    """What the backbone would see, much faster: how bright it is."""
    fine = pixels.reshape(CELLS, 8, CELLS, 8, 3).mean(axis=(1, 3, 4)).astype(np.float16)
    coarse = fine.reshape(CELLS // 2, 2, CELLS // 2, 2).mean(axis=(1, 3))
    return np.repeat(fine[None], 40, 0), np.repeat(coarse[None], 112, 0).astype(np.float16)


def test_a_lens_that_stands_out_from_its_twin_is_taken() -> None:
    assert told(with_disc(BOX, 10))


@pytest.mark.parametrize("grey", [GREY, GREY - 12, GREY + 12])
def test_a_lens_that_looks_like_what_it_is_in_is_not_taken(grey: int) -> None:
    assert not told(with_disc(BOX, grey))


@pytest.mark.parametrize(("width", "taken"), [(14, False), (22, True)])
def test_a_fifth_of_a_lens_must_differ(width: int, *, taken: bool) -> None:
    half = width / 2
    assert told(with_disc((100 - half, 100 - half, 100 + half, 100 + half), 10)) is taken
    assert ENOUGH == 0.2


def test_what_differs_beside_the_lens_does_not_count() -> None:
    assert not told(with_disc((200, 200, 300, 300), 10))


def test_a_lens_of_less_than_eight_pixels_of_512_is_not_taken() -> None:
    box = (100.0, 100.0, 106.0, 106.0)
    assert not told(with_disc(box, 0), box)


def test_nothing_inside_differs_nowhere() -> None:
    one = np.zeros((4, 4, 3), dtype=np.uint8)
    assert share_that_differs(one, one + 255, np.zeros((4, 4), dtype=bool), 1) == 0


def test_pairs_are_read_and_those_that_cannot_be_told_left_out(tmp_path: Path) -> None:
    scene(tmp_path, with_disc(BOX, 10), decoy=True)
    (twin,) = read_twins(tmp_path)
    assert twin.kind == "clock"
    assert (twin.spot.across, twin.spot.down, twin.spot.diameter) == (100, 100, 40)
    assert twin.decoy is not None
    assert [image.getpixel((100, 100)) for image in (twin.plain, twin.lensed, twin.decoy)] == [
        (GREY,) * 3,
        (10,) * 3,
        (250,) * 3,
    ]
    scene(tmp_path, with_disc(BOX, GREY + 5))
    assert not list(read_twins(tmp_path))


def test_a_part_leaves_no_edge_where_it_is_laid() -> None:
    whole = laid(wall(), PIL.Image.new("RGB", (60, 60), (GREY + 40,) * 3), (100, 100, 160, 160))
    line = np.asarray(whole)[130, :, 0].astype(int)
    assert np.abs(np.diff(line)).max() < 20
    assert line[130] == GREY + 40


def test_a_folder_without_twins_or_with_a_spoilt_one_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="holds no twins"):
        list(read_twins(tmp_path))
    (tmp_path / "000.json").write_text('{"kind": "clock"}', encoding="utf-8")
    with pytest.raises(UserError, match=r"000\.json: cannot be read"):
        list(read_twins(tmp_path))


def test_the_twin_without_teaches_that_nothing_is_where_the_lens_was(tmp_path: Path) -> None:
    scene(tmp_path, with_disc(BOX, 10))
    twins: list[Twin] = list(read_twins(tmp_path))
    parts = list(of_twins(twins, glance))
    lensed, plain = parts[0].cells, parts[1].cells
    assert {part.picture for part in parts} == {None}
    dark, grey = (cells.features[:, 4].min() for cells in (lensed, plain))
    assert (lensed.labels == 1).any()
    assert dark < GREY - 40 < grey
    assert not plain.labels.any()
    assert (parts[0].maps, parts[1].maps is not None) == (None, True)


def test_of_a_bare_pinhole_only_its_twin_is_learnt_from(tmp_path: Path) -> None:
    scene(tmp_path, with_disc(BOX, 10), front="pinhole")
    parts = list(of_twins(read_twins(tmp_path), glance))
    assert parts
    assert not any(part.cells.labels.any() for part in parts)
