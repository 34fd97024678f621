import time

import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lenswatch.classifier.image.fonts import chinese_font
from lenswatch.classifier.image.text_presence import LIKELY_TEXT, text_presence


def banner(ink: str, ground: str, size: tuple[int, int] = (800, 800), letters: int = 36) -> PIL.Image.Image:
    image = PIL.Image.new("RGB", size, ground)
    font = PIL.ImageFont.load_default(letters)
    PIL.ImageDraw.Draw(image).text((40, size[1] - 120), "1080P LOOP RECORDING", fill=ink, font=font)
    return image


@pytest.mark.parametrize(("ink", "ground"), [("white", "#c01818"), ("black", "white"), ("#ffd800", "#202020")])
def test_a_printed_line_makes_text_likely(ink: str, ground: str) -> None:
    assert text_presence(banner(ink, ground)) >= LIKELY_TEXT


def test_chinese_in_a_picture_makes_text_likely() -> None:
    font = chinese_font(40)
    if font is None:
        pytest.skip("the system has no font with Chinese")
    image = PIL.Image.new("RGB", (800, 800), "white")
    PIL.ImageDraw.Draw(image).text((60, 300), "手机远程查看 高清夜视", fill="red", font=font)
    assert text_presence(image) >= LIKELY_TEXT


def test_a_thing_without_print_does_not() -> None:
    image = PIL.Image.new("RGB", (800, 800), "white")
    draw = PIL.ImageDraw.Draw(image)
    draw.rounded_rectangle((200, 150, 600, 650), 40, fill="#303030")
    draw.ellipse((380, 200, 420, 240), fill="#101010", outline="#909090", width=3)
    assert text_presence(image) < LIKELY_TEXT


def test_small_print_far_down_a_long_picture_counts() -> None:
    assert text_presence(banner("black", "white", size=(800, 9000), letters=20)) >= LIKELY_TEXT


@settings(max_examples=25, deadline=None)
@given(width=st.integers(16, 700), height=st.integers(16, 700), seed=st.integers(0, 9))
def test_any_picture_has_a_likelihood(width: int, height: int, seed: int) -> None:
    pixels = np.random.default_rng(seed).integers(0, 255, (height, width, 3), dtype=np.uint8)
    assert 0 <= text_presence(PIL.Image.fromarray(pixels)) <= 1


def test_it_takes_a_small_part_of_the_time_of_reading() -> None:
    image = banner("white", "navy")
    text_presence(image)
    start = time.process_time()
    text_presence(image)
    assert time.process_time() - start < 0.1  # some 12 ms; reading takes 600
