"""What turns the direction of writing is written out, in a cell and on a terminal, and nothing is lost."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.core.bidi import CONTROLS, in_json, restored, written_out
from lenswatch.core.terminal import printable
from lenswatch.reports.amounts import major, minor
from lenswatch.reports.cell import CELL_LIMIT, CUT_MARK, cell_sized, units
from lenswatch.reports.formula_guard import guard, unguard

TRICKY = st.text(st.sampled_from(["\u202e", "\u200f", "⟦", "⟧", "U", "+", "2", "0", "E", "7", "6", "'", "=", "孔"]))


@given(st.one_of(TRICKY, st.text()))
def test_nothing_turns_the_writing_round_and_the_text_comes_back(text: str) -> None:
    cell = guard(text)

    assert not CONTROLS & set(cell)
    assert unguard(cell) == text
    assert restored(written_out(text)) == text


def test_a_title_shows_what_it_holds() -> None:
    assert guard("时钟\u202egpj.exe") == "时钟⟦U+202E⟧gpj.exe"


def test_a_text_that_looks_written_out_is_not_read_back_as_a_mark() -> None:
    assert unguard(guard("⟦U+202E⟧")) == "⟦U+202E⟧"


@pytest.mark.parametrize("text", ["\u202e" * CELL_LIMIT, "孔" * CELL_LIMIT, "📷\u2066" * CELL_LIMIT, "a\u202e"])
def test_a_cell_fits_a_spreadsheet_with_everything_written_out(text: str) -> None:
    cell = cell_sized(text)

    assert units(guard(cell)) <= CELL_LIMIT
    assert cell == text or cell.endswith(CUT_MARK)


def test_a_terminal_gets_no_control_characters() -> None:
    assert printable("a\x1b[31m\x9b\u202eb\nc\td") == "a␛[31m\ufffd⟦U+202E⟧b\nc\td"


@given(TRICKY)
def test_json_on_a_terminal_holds_the_same_value(text: str) -> None:
    line = in_json(json.dumps(text, ensure_ascii=False))

    assert not CONTROLS & set(line)
    assert json.loads(line) == text


@pytest.mark.parametrize("currency", ["JPY", "KRW"])
def test_a_fraction_of_a_coin_is_shown_as_read_and_never_0(currency: str) -> None:
    assert (major(Decimal("0.1"), currency), minor(Decimal("0.1"), currency)) == ("0.1", "")
