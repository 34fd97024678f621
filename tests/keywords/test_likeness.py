"""A short text is told apart by what it has of the lexicon."""

import pytest

from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.keywords.likeness import Likeness, ShortTexts


@pytest.fixture(scope="module")
def texts() -> ShortTexts:
    return ShortTexts.build(Lexicon.load(shipped_keywords()))


@pytest.mark.parametrize(
    ("text", "likeness", "term"),
    [
        ("针孔摄像头 无线", Likeness.TERM, "针孔摄像头"),
        ("针孔摄象头", Likeness.VARIANT, "针孔摄像头"),
        ("针 孔 摄像头", Likeness.VARIANT, "针孔摄像头"),
        ("鹰眼摄像头", Likeness.CONTEXT, "鹰眼摄像头"),
        ("牛仔裤", Likeness.UNKNOWN, None),
        ("", Likeness.UNKNOWN, None),
    ],
)
def test_a_text_stands_to_the_lexicon(texts: ShortTexts, text: str, likeness: Likeness, term: str | None) -> None:
    held = texts.held_by(text)

    assert held.likeness is likeness
    assert term is None or term in {one.text for one in held.terms}
