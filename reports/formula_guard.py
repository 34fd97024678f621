"""The one guard of every text that reaches a spreadsheet (CWE-1236; OWASP ASVS 1.2.10).

A spreadsheet takes a cell that starts with `=` for a formula. Full-width signs and invisible characters hide such a
start from a plain look at the first character, so the guard looks after NFKC and past what cannot be seen.
"""

import unicodedata

PREFIX = "'"
TRIGGERS = frozenset("=+-@")
_PASSED_OVER = frozenset({"Cf", "Zs", "Zl", "Zp", "Mn"})
"""Unicode categories of invisible characters, spaces and combining marks: U+200B, U+FEFF, U+3000 …"""


def guard(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet might compute, and before one that starts with one."""
    return PREFIX + text if text.startswith(PREFIX) or _starts_a_formula(text) else text


def unguard(cell: str) -> str:
    """The text behind a guarded cell; `unguard(guard(text)) == text` for every text."""
    return cell.removeprefix(PREFIX)


def _starts_a_formula(text: str) -> bool:
    # The raw text too: "=" and a combining stroke become one harmless "≠" under NFKC, yet the cell starts with "=".
    return _first_trigger(text) or _first_trigger(unicodedata.normalize("NFKC", text))


def _first_trigger(text: str) -> bool:
    for character in text:
        category = unicodedata.category(character)
        if category not in _PASSED_OVER:
            return character in TRIGGERS or category == "Cc"  # TAB, CR, LF, NUL and the other controls
    return False
