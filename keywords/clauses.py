"""Clauses: how far a negation or a warning reaches."""

import re
from bisect import bisect_right
from functools import cached_property

_HAN = "\u3400-\u9fff"
_BREAK = re.compile(
    rf"[，。；！？…、：\n;!?|【】]|\.\s|:\s|(?<=[{_HAN}]),|,(?=[{_HAN}])|(?<=[{_HAN}])\s+|\s+(?=[{_HAN}])"
)


class Clauses:
    """The clauses of one field.

    Sentence punctuation parts them, and so do blanks beside Han characters: a Chinese title is phrases parted by
    blanks. A comma between Latin words does not: "detects bugs, hidden cameras and trackers" is one clause.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [found.end() for found in _BREAK.finditer(self._text)]

    def at(self, position: int) -> int:
        """Number of the clause at a code point."""
        return bisect_right(self._starts, position)
