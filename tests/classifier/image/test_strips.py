from hypothesis import given
from hypothesis import strategies as st

from lenswatch.classifier.image.box import Box
from lenswatch.classifier.image.printed import PrintedLine, PrintedText
from lenswatch.classifier.image.strips import (
    LENGTH,
    MOST_STRIPS,
    OVERLAP,
    Found,
    in_reading_order,
    is_cut,
    once,
    strips,
)


def line(text: str, box: Box, confidence: float = 0.9) -> PrintedLine:
    return PrintedLine(text=text, box=box, confidence=confidence)


@given(width=st.integers(16, 960), height=st.integers(16, (MOST_STRIPS - 1) * (LENGTH - OVERLAP)))
def test_every_small_line_of_a_long_picture_is_whole_in_some_strip(width: int, height: int) -> None:
    parts = strips((width, height))
    for top in range(0, height - 20, 97):
        assert any(part[1] <= top and top + 20 <= part[3] for part in parts)
    assert all(max(part[2] - part[0], part[3] - part[1]) <= LENGTH for part in parts)


@given(st.integers(16, 2_000_000))
def test_no_picture_makes_more_strips_than_the_most(longer: int) -> None:
    assert len(strips((longer, 16))) <= MOST_STRIPS


def test_a_line_at_a_seam_is_read_once_and_whole() -> None:
    upper, lower = strips((800, 2000))
    size = (800, 2000)
    seam = upper[3]
    half, whole = line("超小摄像", (10, seam - 20, 300, seam)), line("超小摄像头", (10, seam - 20, 300, seam + 15), 0.8)
    found = [Found(half, 0, is_cut(half.box, upper, size)), Found(whole, 1, is_cut(whole.box, lower, size))]
    assert once(found) == [whole]


def test_lines_that_stand_close_in_one_strip_are_all_kept() -> None:
    lines = [line("1080P", (10, 10, 90, 40)), line("1080P", (10, 30, 90, 60))]
    assert len(once(Found(one, 0, cut=False) for one in lines)) == 2


def test_rows_are_read_from_the_top_and_from_the_left() -> None:
    lines = [line("c", (5, 60, 50, 80)), line("b", (100, 12, 180, 30)), line("a", (5, 10, 90, 30))]
    assert [one.text for one in in_reading_order(lines)] == ["a", "b", "c"]


def test_characters_of_the_text_lead_to_the_lines_they_stand_in() -> None:
    text = PrintedText(lines=(line("远程", (0, 0, 9, 9)), line("查看", (0, 9, 9, 18))), model="0")
    assert text.text == "远程\n查看"
    assert [one.text for one in text.touched(0, 2)] == ["远程"]
    assert [one.text for one in text.touched(3, 4)] == ["查看"]
    assert [one.text for one in text.touched(1, 4)] == ["远程", "查看"]
    assert not text.touched(2, 2)
