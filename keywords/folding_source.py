"""Generates folding.csv from this Python's Unicode tables and OpenCC; run when either gains characters.

python -m lenswatch.keywords.folding_source > keywords/folding.csv
"""

import sys
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, partial

from opencc import OpenCC

_BREAKS = {
    "\n": "\n",
    "\r": "\n",
    "\v": "\n",
    "\f": "\n",
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    ",": ",",
    "、": ",",
    "､": ",",
    "。": ";",
    "｡": ";",
    ";": ";",
    "!": "!",
    "?": "?",
    ":": ":",
}
_LOOK_ALIKES = dict(
    zip(
        "АВЕКМНОРСТХаеіјорсухѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοɑɡıǃ",
        "ABEKMHOPCTXaeijopcyxshdqwABEZHIKMNOPTYXoagi!",
        strict=True,
    )
)
_DECORATION = frozenset("ℹ™℠Ⓜ㊗㊙🈁🈂🈚🈯🈲🈳🈴🈵🈶🈷🈸🈹🈺🉐🉑丨丶㇏丿")
"""Shown as emoji: their NFKC form would be a letter in the middle of a word. Strokes that only ever part words."""
_STRIPPED_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")
_LAST_ROUND = 8


def folded(character: str, simplify: Callable[[str], str]) -> str:
    """What one character becomes: nothing, one character or several."""
    if "\ud800" <= character <= "\udfff" or character in _DECORATION:
        return ""
    for _ in range(_LAST_ROUND):
        before = character
        character = simplify(_bare("".join(_LOOK_ALIKES.get(c, c) for c in character)))
        if character == before:
            break
    return "".join(_kept(c) for c in character)


def _bare(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", "".join(_without_accent(c) for c in text))


def _without_accent(character: str) -> str:
    if character.isascii() or not unicodedata.name(character, "").startswith(_STRIPPED_SCRIPTS):
        return character
    return "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))


def _kept(character: str) -> str:
    if character in _BREAKS:
        return _BREAKS[character]
    category = unicodedata.category(character)
    return character if category[0] in "LN" or category in {"Co", "Cn"} else ""


def make_table() -> Iterator[str]:
    """Lines of folding.csv."""
    yield "first,last,folded"
    simplify = cache(partial(_simplified, OpenCC("t2s")))
    start, run = 0, folded("\0", simplify)
    for code in range(1, 0x110000):
        character = chr(code)
        becomes = folded(character, simplify)
        if becomes == run and len(run) < 2:  # noqa: PLR2004 - expansions stand one a row
            continue
        if run != chr(start):
            yield _row(start, code - 1, run)
        start, run = code, becomes
    if run != chr(start):
        yield _row(start, 0x10FFFF, run)


def _simplified(converter: OpenCC, text: str) -> str:
    return text if text.isascii() else str(converter.convert(text))


def _row(first: int, last: int, becomes: str) -> str:
    return f"{first:04X},{last:04X},{' '.join(f'{ord(c):04X}' for c in becomes)}"


if __name__ == "__main__":
    sys.stdout.write("".join(f"{line}\n" for line in make_table()))
