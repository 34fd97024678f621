"""Invisible characters that turn the direction of writing (Unicode UAX 9).

A listing may carry them to show a person another text than a program reads (CVE-2021-42574). Written out as ⟦U+202E⟧
they do nothing, and nothing is lost: `restored(written_out(text)) == text` for every text.
"""

import re

CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks, embeddings, overrides and isolates."""
OPENING = "⟦"
COST = len("⟦U+202E⟧")
"""Characters that one of them takes once written out."""
_WRITTEN_OUT = str.maketrans({control: f"⟦U+{ord(control):04X}⟧" for control in CONTROLS})
# A text that holds such a form by itself has its first character written out, so that nothing is read back wrongly.
_LOOKS_WRITTEN_OUT = re.compile("⟦(?=U\\+)")
_FORM = re.compile("⟦U\\+([0-9A-F]{4})⟧")
_IN_JSON = str.maketrans({control: f"\\u{ord(control):04x}" for control in CONTROLS})


def written_out(text: str) -> str:
    """The text with every such character as its code point in double brackets."""
    return _LOOKS_WRITTEN_OUT.sub("⟦U+27E6⟧", text).translate(_WRITTEN_OUT)


def restored(text: str) -> str:
    """The text that was written out."""
    return _FORM.sub(_restored_one, text)


def _restored_one(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in CONTROLS or character == OPENING else match[0]


def in_json(line: str) -> str:
    """A line of JSON with such characters as JSON escapes: the same value, and nothing turns round on a screen."""
    return line.translate(_IN_JSON)
