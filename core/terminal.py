"""Texts from outside, made safe to print: nothing in them moves a cursor, paints, or turns the writing round."""

from lenswatch.core.bidi import written_out

_PICTURES = (
    {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
    | {0x7F: 0x2421}
    | dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000)], 0xFFFD)
)


def printable(text: str) -> str:
    """The text with control characters as pictures (ESC is ␛) and direction marks written out; lines stay lines."""
    return written_out(text.translate(_PICTURES))
