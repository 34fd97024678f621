import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from lenswatch.keywords.matcher import MOST_DROPPED, Match, Matcher, word_class
from lenswatch.keywords.normalise import normalise

ALPHABET = "针孔头spy1 .-*，\n(📷"
patterns_of = st.lists(st.text(alphabet="针孔头spy1", min_size=1, max_size=4), min_size=1, max_size=8, unique=True)


def naive(patterns: Sequence[str], text: str) -> set[Match]:
    """Every place of every pattern, checked character by character."""
    normalised = normalise(text)
    form, origins = normalised.text, normalised.origins
    found = set()
    for number, pattern in enumerate(patterns):
        for start in range(len(form) - len(pattern) + 1):
            end = start + len(pattern)
            if form[start:end] == pattern and all(
                _allowed(text, form, origins, cut, inside=start < cut < end)
                for cut in range(start, end + 1)
                if 0 < cut < len(form)
            ):
                found.add(Match(start, end, number))
    return found


def _allowed(text: str, form: str, origins: Sequence[int], cut: int, *, inside: bool) -> bool:
    between = text[origins[cut - 1] + 1 : origins[cut]]
    left, right = word_class(form[cut - 1]), word_class(form[cut])
    if not inside:
        return bool(between) or left is None or left != right
    if len(between) > MOST_DROPPED:
        return False
    if not between or left is None or right is None:
        return True
    ends_phrase = re.search(r"[.)\]]\s|\s[/&+|(\[~—–-]|[•·|]\s", between)
    return len(between) <= 3 and not ends_phrase and not any(c.isalnum() for c in between)


@given(patterns_of, st.text(alphabet=ALPHABET, max_size=40))
def test_finds_what_a_naive_search_finds(patterns: list[str], text: str) -> None:
    assert set(Matcher(patterns).find(normalise(text))) == naive(patterns, text)


def found(pattern: str, text: str) -> bool:
    return bool(Matcher([pattern]).find(normalise(text)))


def test_latin_words_have_boundaries() -> None:
    assert all(
        found("spycam", text) for text in ("spy cam", "Spy-Cam", "a spycam!", "4spycam", "高清spycam高清", "spy_cam2")
    )
    assert not any(found("spycam", text) for text in ("spycamp", "xspycam", "spy campus"))
    assert not found("spy", "spyro the dragon")


def test_han_words_need_none() -> None:
    assert all(
        found("针孔", text)
        for text in ("超小针孔头", "针 孔", "针*孔", "针.孔", "针_孔", "针-孔", "针📷孔", "针\u200b孔")
    )


def test_no_word_runs_across_a_sentence_break() -> None:
    assert not any(found("针孔", f"针{mark}孔雀") for mark in "，。；！？、：\n,;!?")


def test_an_english_phrase_ends_at_a_full_stop_or_a_bracket() -> None:
    assert found("pencamera", "pen camera")
    assert not any(
        found("pencamera", text)
        for text in ("a pen. Camera", "pen (camera not included)", "pen / camera", "pen - camera")
    )


def test_far_apart_characters_are_no_word() -> None:
    assert not found("针孔", "针" + " " * (MOST_DROPPED + 1) + "孔")


def test_no_patterns_find_nothing() -> None:
    assert Matcher([]).find(normalise("针孔")) == []
