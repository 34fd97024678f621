import sys
from pathlib import Path

import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import pytest

from lenswatch.classifier.image.fonts import chinese_font
from lenswatch.classifier.image.text_reader import TextReader
from lenswatch.core.errors import UserError


@pytest.fixture(scope="session")
def reader() -> TextReader:
    pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")
    return TextReader.load()


def printed(text: str, place: tuple[int, int], size: tuple[int, int] = (480, 320)) -> PIL.Image.Image:
    image = PIL.Image.new("RGB", size, "#f4e6d0")
    PIL.ImageDraw.Draw(image).text(place, text, fill="#202020", font=PIL.ImageFont.load_default(32))
    return image


@pytest.mark.ocr
def test_a_line_is_read_where_it_stands(reader: TextReader) -> None:
    (line,) = reader.read(printed("1080P night vision", (60, 100)), (480, 320)).lines
    assert line.text.replace(" ", "") == "1080Pnightvision"
    assert line.confidence > 0.9
    assert line.box == pytest.approx((60, 104, 340, 136), abs=14)


@pytest.mark.ocr
def test_boxes_are_in_pixels_of_the_picture_as_shown(reader: TextReader) -> None:
    (line,) = reader.read(printed("REMOTE VIEW", (60, 100)), (960, 640)).lines
    assert line.box[:2] == pytest.approx((120, 208), abs=16)


@pytest.mark.ocr
def test_chinese_is_read_with_the_numbers_in_it(reader: TextReader) -> None:
    font = chinese_font(34)
    if font is None:
        pytest.skip("the system has no font with Chinese")
    image = PIL.Image.new("RGB", (480, 320), "#c01818")
    PIL.ImageDraw.Draw(image).text((40, 120), "远程监控 1080P", fill="white", font=font)
    assert reader.read(image, image.size).text.replace(" ", "") == "远程监控1080P"


@pytest.mark.ocr
def test_small_print_of_a_long_detail_picture_is_read_once_at_its_seams(reader: TextReader) -> None:
    image = PIL.Image.new("RGB", (400, 2400), "white")
    draw, font = PIL.ImageDraw.Draw(image), PIL.ImageFont.load_default(16)
    wanted = []
    for number, top in enumerate(range(1080, 1320, 40)):
        wanted.append(f"LINE{number + 41}")
        draw.text((30, top), wanted[-1], fill="black", font=font)
    assert reader.read(image, image.size).text.split() == wanted


@pytest.mark.ocr
@pytest.mark.parametrize("size", [(16, 2000), (2000, 16), (40, 40)])
def test_a_picture_of_any_shape_without_text_has_none(reader: TextReader, size: tuple[int, int]) -> None:
    assert reader.read(PIL.Image.new("RGB", size, "navy"), size).lines == ()


@pytest.mark.ocr
def test_the_same_picture_gives_the_same_text(reader: TextReader) -> None:
    image = printed("No. 4711", (40, 60), size=(300, 200))
    assert reader.read(image, image.size) == reader.read(image, image.size)


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(UserError, match=r"not read.*lenswatch\[ocr\]"):
        TextReader.load()


@pytest.mark.ocr
def test_a_rapidocr_without_its_networks_downloads_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rapidocr = pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")
    monkeypatch.setattr(rapidocr, "__file__", str(tmp_path / "__init__.py"))
    with pytest.raises(UserError, match=r"does not hold PP-OCRv6_det_small\.onnx, and nothing is downloaded"):
        TextReader.load()


def test_what_reads_is_asked_for_small_parts_only() -> None:
    """However large or long the picture, so that memory stays bounded."""
    asked = []

    class Empty:
        boxes = txts = scores = None

    def engine(pixels: np.ndarray) -> type[Empty]:
        asked.append(pixels.shape)
        return Empty

    reader = TextReader(engine, "0")
    for size in ((1900, 13000), (5000, 5000), (200, 200), (16, 9000)):
        assert not reader.read(PIL.Image.new("RGB", size), size).cut_off
    assert reader.read(PIL.Image.new("RGB", (100, 200_000)), (100, 200_000)).cut_off
    assert max(height * width for height, width, _ in asked) <= 960 * 1600
    assert max(max(shape) for shape in asked) <= 1600


@pytest.mark.ocr
def test_lines_that_stand_on_their_head_are_read(reader: TextReader) -> None:
    turned = printed("1080P night vision", (60, 100)).transpose(PIL.Image.Transpose.ROTATE_180)
    assert reader.read(turned, turned.size).text.replace(" ", "") == "1080Pnightvision"
