import json
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
import skimage.data

from lenswatch.classifier.image import annotating
from lenswatch.classifier.image.annotating import Annotator, Mark, MarkKind, draw, printed_marks
from lenswatch.classifier.image.crops import CropKeeper
from lenswatch.classifier.image.fonts import chinese_font
from lenswatch.classifier.image.picture import Picture
from lenswatch.classifier.image.printed import PrintedLine, PrintedText

PICTURE = Picture(sha256="a" * 64, bytes=9, format="PNG", width=400, height=300, animated=False)


def mark(box: tuple[int, int, int, int], label: str = "远程查看") -> Mark:
    return Mark(box=box, label=label, kind=MarkKind.TEXT)


def coloured(image: PIL.Image.Image) -> tuple[int, int, int, int]:
    """Where a white picture is no longer white."""
    return PIL.Image.fromarray((np.asarray(image).min(axis=2) < 200).astype(np.uint8) * 255).getbbox() or (0, 0, 0, 0)


def test_a_box_is_drawn_around_its_place_at_the_scale_of_the_copy() -> None:
    white = PIL.Image.new("RGB", (200, 150), "white")
    shown = draw(white, [mark((100, 120, 200, 240))], size=(400, 300)).crop((0, 0, 200, 150))
    left, _, right, bottom = coloured(shown)
    assert (left, right, bottom) == pytest.approx((50, 100, 120), abs=4)
    assert shown.getpixel((75, 90)) == (255, 255, 255)


def test_the_picture_itself_is_left_as_it_was() -> None:
    white = PIL.Image.new("RGB", (200, 150), "white")
    draw(white, [mark((10, 10, 90, 90))])
    assert coloured(white) == (0, 0, 0, 0)


def test_what_the_numbers_mean_stands_below_and_covers_nothing() -> None:
    white = PIL.Image.new("RGB", (200, 150), "white")
    assert draw(white, []).height == 150
    assert draw(white, [mark((10, 40, 90, 90))] * 2).height > draw(white, [mark((10, 40, 90, 90))]).height > 150


def test_very_many_marks_make_no_endless_picture() -> None:
    white = PIL.Image.new("RGB", (200, 150), "white")
    assert draw(white, [mark((10, 40, 90, 90), "x")] * 500).height < 2000


def test_without_a_chinese_font_the_numbers_remain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotating, "chinese_font", lambda _: None)
    white = PIL.Image.new("RGB", (400, 150), "white")
    shown = (draw(white, [mark((10, 40, 90, 90), label)]) for label in ("1080P", "远"))
    latin, chinese = (one.crop((44, 150, 480, 176)) for one in shown)
    assert coloured(latin) != (0, 0, 0, 0)
    assert coloured(chinese) == (0, 0, 0, 0)


def test_a_system_without_fonts_has_no_chinese_font(tmp_path: Path) -> None:
    assert chinese_font(12, (tmp_path, tmp_path / "none")) is None


def test_the_copy_and_its_legend_are_named_by_the_digest(tmp_path: Path) -> None:
    line = PrintedLine(text="远程/../查看", box=(1, 2, 30, 40), confidence=0.9)
    marks = printed_marks(PrintedText(lines=(line,), model="0"))
    path = Annotator(tmp_path, None).write(PIL.Image.new("RGB", (400, 300)), PICTURE, marks)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a" * 64 + ".jpg", "a" * 64 + ".json"]
    legend = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert legend["faces_hidden"] is False
    assert legend["marks"] == [{"number": 1, "box": [1, 2, 30, 40], "label": "远程/../查看 (0.90)", "kind": "text"}]


def test_a_face_cannot_be_known_in_the_copy(tmp_path: Path) -> None:
    pytest.importorskip("cv2", reason="the extra `faces` is not installed")
    keeper = CropKeeper.load()
    portrait = PIL.Image.fromarray(skimage.data.astronaut())
    picture = PICTURE.model_copy(update={"width": 512, "height": 512})
    path = Annotator(tmp_path, keeper).write(portrait, picture, [])
    assert not list(keeper.faces(PIL.Image.open(path).convert("RGB")))
