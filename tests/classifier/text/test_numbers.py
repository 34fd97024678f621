"""Numbers and units: what a thing measures, holds and lasts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.classifier.text.numbers import NAMES, measures


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("孔径1.2毫米", "millimetres", 1.2),
        ("长 5 cm", "centimetres", 5),
        ("体积 12.5cm³", "volume", 12.5),
        ("Ｆ2.0 光圈", "aperture", 2.0),
        ("f/1.8", "aperture", 1.8),
        ("续航90分钟", "minutes", 90),
        ("内存１２８ＧＢ", "storage", 128),
        ("128G卡", "storage", 128),
        ("红外940nm", "nanometres", 940),
        ("1080P", "lines", 1080),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, kind: str, value: float) -> None:
    assert (kind, value) in [(one.kind, one.value) for one in measures(text)]


def test_a_unit_in_letters_that_only_look_like_its_own_is_read() -> None:
    assert [(one.kind, one.value) for one in measures("30fp\u017f 5 hr\u017f")] == [("frames", 30), ("hours", 5)]


def test_a_word_that_begins_with_a_unit_is_none() -> None:
    assert measures("5 great gifts") == []


@given(st.text(max_size=80))
def test_any_text_gives_known_features_where_they_stand(text: str) -> None:
    for one in measures(text):
        assert 0 <= one.feature < len(NAMES)
        assert 0 <= one.start < len(text)


@given(st.integers(1, 999_999), st.sampled_from(["毫米", "cm", "mAh", "GB", "分钟", "小时", "nm"]))
def test_every_whole_number_keeps_its_value(number: int, unit: str) -> None:
    (one,) = measures(f"规格 {number}{unit}")

    assert one.value == number
