"""What expressions are made of: Han characters, words of other scripts, pictures."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lenswatch.keywords.mining.prepare import HAN

_EMOJI = "\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff"
_UNIT = re.compile(rf"[{HAN}]|[{_EMOJI}]\ufe0f?|[^\W_{HAN}]+(?:[-'’][^\W_{HAN}]+)*")
_HAN = re.compile(f"[{HAN}]")
_PICTURE = re.compile(f"[{_EMOJI}]")
_CLAUSE_END = re.compile(r"[,，。;；!！?？、\n]|\. ")


class Unit(NamedTuple):
    """One part of an expression."""

    text: str
    """In lower case; begins with a blank where it follows another word across one."""
    start: int
    end: int
    """Half-open, in the text it was read from; the blank is not within."""


def is_han(text: str) -> bool:
    """Whether a unit is a Han character."""
    return "\u4e00" <= text <= "\u9fff" or _HAN.fullmatch(text) is not None


def han_count(text: str) -> int:
    """How many Han characters a text holds."""
    return len(_HAN.findall(text))


def is_picture(text: str) -> bool:
    """Whether a unit is a picture."""
    return _PICTURE.match(text) is not None


def runs(text: str) -> Iterator[list[Unit]]:
    """Stretches of units with nothing between them, or one blank between two words of a script that writes blanks."""
    run: list[Unit] = []
    for found in _UNIT.finditer(text):
        start, end = found.span()
        word = found[0].lower()
        if run and run[-1].end < start:
            if start == run[-1].end + 1 and text[start - 1] == " " and _spaced(word) and _spaced(run[-1].text):
                word = f" {word}"
            else:
                yield run
                run = []
        run.append(Unit(word, start, end))
    if run:
        yield run


def joined(units: list[Unit]) -> str:
    """The expression that units make."""
    return "".join(unit.text for unit in units).lstrip()


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Half-open span of the clause that holds a place."""
    first = max((one.end() for one in _CLAUSE_END.finditer(text, 0, start)), default=0)
    last = _CLAUSE_END.search(text, end)
    return first, last.start() if last else len(text)


def _spaced(text: str) -> bool:
    return not is_han(text) and not is_picture(text)
