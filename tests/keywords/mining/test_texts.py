"""What a text is mined as: its form, its units, the shapes of expressions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.keywords.mining.frequent import frequent
from lenswatch.keywords.mining.general_words import GeneralWords
from lenswatch.keywords.mining.prepare import prepared
from lenswatch.keywords.mining.shapes import may_be_expression
from lenswatch.keywords.mining.units import joined, runs
from lenswatch.keywords.row import unfit


@pytest.fixture(scope="module")
def words() -> GeneralWords:
    return GeneralWords.shipped()


@pytest.mark.parametrize(
    "personal",
    ["13812345678", "138-1234-5678", "a.b@mail.example", "https://shop.example/x", "加v: bella_88k", "QQ 1234567"],
)
def test_what_names_a_person_is_masked(personal: str) -> None:
    text = prepared(f"要看实拍的{personal}，谢谢")

    assert "•" in text
    assert not any(part in text for part in ("5678", "mail", "example", "bella", "1234567"))


@given(st.text(max_size=60))
def test_preparing_twice_changes_nothing(text: str) -> None:
    assert prepared(prepared(text)) == prepared(text)


@given(st.text(max_size=60))
def test_what_is_mined_fits_a_cell_of_the_lexicon_but_for_its_line_feeds(text: str) -> None:
    plain = prepared(text).replace("\n", "")

    assert unfit(f"x{plain}") is None


@pytest.mark.parametrize("written", ["打.火.机", "打*火*机", "打\u200b火机", "打·火·机"])
def test_separators_within_a_word_are_dropped(written: str) -> None:
    assert prepared(written) == "打火机"


def test_units_are_characters_words_and_pictures() -> None:
    found = [joined(run) for run in runs("带zhen孔，Owl Bead 🐜眼 V380")]

    assert found == ["带zhen孔", "owl bead", "🐜眼", "v380"]


@pytest.mark.parametrize(
    ("units", "fits"),
    [
        (["夜", "莺", "扣"], True),
        (["zhen", "孔"], True),
        (["🐜", "眼"], True),
        (["owl", " bead"], True),
        (["1080p"], False),
        (["32", "克"], False),
        (["的", "夜", "莺"], False),
        (["孔"], False),
        (["the", " bead"], False),
        (["哑", "巴", "款"], True),
    ],
)
def test_an_expression_is_no_quantity_and_has_no_linking_word_at_its_edge(
    units: list[str],
    fits: bool,  # noqa: FBT001 - a parameter of the test
    words: GeneralWords,
) -> None:
    assert may_be_expression([unit.strip() for unit in units], words) is fits


@given(st.text(alphabet="夜莺扣的手机打开一颗瞳", max_size=12))
def test_words_make_up_the_text_they_were_cut_from(text: str) -> None:
    cut = GeneralWords({"手机": 5, "打开": 5, "一颗": 2}).words(text)

    assert "".join(cut) == text


def test_known_words_are_cut_whole(words: GeneralWords) -> None:
    assert words.words("打开手机看画面") == ["打开", "手机", "看", "画面"]


def test_what_too_few_sellers_say_is_not_frequent() -> None:
    texts = [("a", [("夜", "莺", "扣")]), ("b", [("装", "夜", "莺")]), ("b", [("夜", "莺", "扣")])]

    assert ("夜", "莺") in frequent(texts, 2)
    assert ("夜", "莺", "扣") in frequent(texts, 2)
    assert ("装", "夜") not in frequent(texts, 2)
