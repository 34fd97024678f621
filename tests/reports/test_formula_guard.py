"""No cell can be taken for a formula, and every cell gives its text back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.reports.cell import CELL_LIMIT, CUT_MARK, capped, units, visible
from lenswatch.reports.formula_guard import guard, unguard

ANYTHING = st.text(st.characters(exclude_categories=[]))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-50% 特价",
        "@SUM(A1)",
        "＝1+1",
        "＋1",
        "－1",
        "＠A",
        "﹦1",
        " =1",
        "\u3000=1",
        "\u200b=1",
        "\ufeff=1",
        "\u200b\u3000＝1",
        "\u2060=1",
        "=\u0338",  # NFKC makes one harmless character of the two
        "\t1",
        "\r1",
        "\n=1",
        "\x00=1",
        "'=1",
        "'",
    ],
)
def test_what_a_spreadsheet_might_compute_gets_an_apostrophe(text: str) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "针孔摄像头", "1+1", "a=b", "  普通", "129.00", "LW-DEMO", "≠", "\u200b"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guard(text) == text


@given(ANYTHING)
def test_the_text_behind_a_guarded_cell_is_the_text(text: str) -> None:
    assert unguard(guard(text)) == text


@given(ANYTHING)
def test_no_guarded_cell_starts_with_a_trigger(text: str) -> None:
    for form in (guard(text), unicodedata.normalize("NFKC", guard(text))):
        assert not form.lstrip(" \u3000\u200b\u200c\u200d\u2060\ufeff").startswith(tuple("=+-@\t\r\n\0"))


def test_control_characters_and_broken_halves_of_characters_are_shown() -> None:
    assert visible("a\x00b\x07\x7f\ud800\uffff\t\n") == "a␀b␇␡\ufffd\ufffd\t\n"


@given(ANYTHING)
def test_every_visible_text_can_be_written(text: str) -> None:
    assert visible(text).encode().decode() == visible(text)


@given(st.text(), st.integers(len(CUT_MARK), 40))
def test_a_cell_never_holds_more_than_its_limit(text: str, limit: int) -> None:
    cell = capped(text, limit)

    assert units(cell) <= limit
    assert cell == text or (cell.endswith(CUT_MARK) and text.startswith(cell.removesuffix(CUT_MARK)))


def test_an_emoji_counts_twice_and_is_never_split() -> None:
    cell = capped("📷" * CELL_LIMIT)

    assert units(guard("=" + cell[1:])) <= CELL_LIMIT
    assert set(cell.removesuffix(CUT_MARK)) == {"📷"}
