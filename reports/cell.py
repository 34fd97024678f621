"""Texts as cells: what a spreadsheet cannot hold is made visible, never dropped."""

from lenswatch.core.bidi import COST, written_out

CELL_LIMIT = 32_767
"""Characters (UTF-16 units) that a spreadsheet keeps of one cell."""
CUT_MARK = "…〔截断 cut〕"
_BMP_END = 0xFFFF
_KEPT = "\t\n\r"
_VISIBLE = (
    {code: 0x2400 + code for code in range(0x20) if chr(code) not in _KEPT}
    | {0x7F: 0x2421}
    | dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF], 0xFFFD)
)


def visible(text: str) -> str:
    """Control characters as their pictures (NUL is ␀); what UTF-8 or XML cannot hold as U+FFFD."""
    return text.translate(_VISIBLE)


def units(text: str) -> int:
    """Length as a spreadsheet counts it: a character outside the basic plane, such as an emoji, is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def units_written(text: str) -> int:
    """Length once direction marks are written out, as the guard does."""
    return units(written_out(text))


def cell_sized(text: str) -> str:
    """Cut to what a spreadsheet keeps of one cell, the guard's work included."""
    limit = CELL_LIMIT - 1  # room for the apostrophe
    while units_written(cut := capped(text, limit)) > CELL_LIMIT - 1:
        limit -= max(1, (units_written(cut) - CELL_LIMIT) // COST)
    return cut


def capped(text: str, limit: int = CELL_LIMIT - 1) -> str:
    """At most `limit` units, a cut marked at its end. The default leaves room for the guard's apostrophe."""
    if units(text) <= limit:
        return text
    room, kept = limit - units(CUT_MARK), 0
    for length, character in enumerate(text):
        kept += 2 if ord(character) > _BMP_END else 1
        if kept > room:
            return text[:length] + CUT_MARK
    return text
