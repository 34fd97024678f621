"""Texts that are equal but for one word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.keywords.mining.substitution import Substitution, substitution, twins

TEXTS = st.text(alphabet="超小针孔夜莺摄像头 ab12，", max_size=30)


@given(TEXTS, TEXTS)
def test_exchanging_the_texts_exchanges_the_sides(first: str, second: str) -> None:
    one, other = substitution(first, second), substitution(second, first)

    assert (one is None) == (other is None)
    if one and other:
        assert other == Substitution(one.other, one.one, one.shared)


@given(TEXTS)
def test_equal_texts_differ_by_nothing(text: str) -> None:
    assert substitution(text, text) is None


@given(TEXTS, TEXTS)
def test_what_is_found_differs_and_stands_in_its_text(first: str, second: str) -> None:
    found = substitution(first, second)

    if found:
        assert found.one != found.other
        assert found.one in first
        assert found.other in second


@given(st.lists(TEXTS, max_size=8))
def test_each_pair_is_told_once_and_never_a_text_with_its_like(texts: list[str]) -> None:
    pairs = [(first, second) for first, second, _ in twins(texts)]

    assert len(pairs) == len(set(pairs))
    assert all(texts[first] != texts[second] for first, second in pairs)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("超小针孔摄像头插座款", "超小夜莺扣插座款", None),
        ("高清超小针孔 插座款 手机远程", "高清超小夜莺 插座款 手机远程", ("针孔", "夜莺")),
        ("wall clock 1080p with night vision", "wall clock 1080i with night vision", ("1080p", "1080i")),
        ("abcdef", "abcdefg", None),
    ],
)
def test_words_are_taken_whole_and_much_must_be_shared(first: str, second: str, found: tuple[str, str] | None) -> None:
    result = substitution(first, second)

    assert (result and (result.one, result.other)) == found


def test_twins_are_found_among_others() -> None:
    texts = ["不锈钢汤勺两只装", "带针孔的闹钟卧室摆件送卡", "棉布围裙", "带夜莺的闹钟卧室摆件送卡"]

    assert [(first, second, pair.one, pair.other) for first, second, pair in twins(texts)] == [(1, 3, "针孔", "夜莺")]
