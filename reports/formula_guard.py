"""The one guard of every text that reaches a spreadsheet (CWE-1236; OWASP ASVS 1.2.10).

A spreadsheet takes a cell that starts with `=` for a formula. Full-width signs and invisible characters hide such a
start from a plain look at the first character, so the guard looks after NFKC and past what cannot be seen. Characters
that turn the direction of writing are written out, so that a cell shows what it holds.
"""

import unicodedata

from lenswatch.core.bidi import restored, written_out

PREFIX = "'"
TRIGGERS = frozenset("=+-@")
_PASSED_OVER = frozenset({"Cf", "Zs", "Zl", "Zp", "Mn"})
"""Unicode categories of invisible characters, spaces and combining marks: U+200B, U+FEFF, U+3000 …"""


def guard(text: str) -> str:
    """Write direction marks out, and put an apostrophe before what might be computed or starts with one."""
    text = written_out(text)
    return PREFIX + text if text.startswith(PREFIX) or _starts_a_formula(text) else text


def unguard(cell: str) -> str:
    """The text behind a guarded cell; `unguard(guard(text)) == text` for every text."""
    return restored(cell.removeprefix(PREFIX))


def _starts_a_formula(text: str) -> bool:
    # The raw text too: "=" and a combining stroke become one harmless "≠" under NFKC, yet the cell starts with "=".
    return _first_trigger(text) or _first_trigger(unicodedata.normalize("NFKC", text))


def _first_trigger(text: str) -> bool:
    for character in text:
        category = unicodedata.category(character)
        if category not in _PASSED_OVER:
            return character in TRIGGERS or category == "Cc"  # TAB, CR, LF, NUL and the other controls
    return False
