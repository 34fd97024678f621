"""Clauses: how far a negation or a warning reaches."""

import re
from bisect import bisect_right

_HAN = "\u3400-\u9fff"
_MARKS = "，。；！？…、：\n;!?|【】"
_BREAK = re.compile(rf"[{_MARKS}.:,\s](?:(?<=[{_MARKS}])|(?<=[.:])\s|(?<=[,\s])(?:\s*(?=[{_HAN}])|(?<=[{_HAN}].)\s*))")
"""One character class first, so that most characters are passed over at once."""


class Clauses:
    """The clauses of one field.

    Sentence punctuation parts them, and so do blanks beside Han characters: a Chinese title is phrases parted by
    blanks. A comma between Latin words does not: "detects bugs, hidden cameras and trackers" is one clause.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] | None = None

    def at(self, position: int) -> int:
        """Number of the clause at a code point."""
        if self._starts is None:
            self._starts = [found.end() for found in _BREAK.finditer(self._text)]
        return bisect_right(self._starts, position)
