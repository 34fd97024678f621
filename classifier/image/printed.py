"""What is printed on a picture."""

from typing import Annotated

from pydantic import Field

from lenswatch.classifier.image.box import Box
from lenswatch.core.record import Record


class PrintedLine(Record):
    """One line of text, as printed."""

    text: str
    """Characters as read; nothing is normalised or corrected."""
    box: Box
    """The upright rectangle around it, in pixels of the picture as shown; a slanted line does not fill it."""
    confidence: Annotated[float, Field(ge=0, le=1)]
    """Mean certainty of its characters, 2 decimals."""


class PrintedText(Record):
    """All lines of a picture, from the top down, and in a row from left to right."""

    lines: tuple[PrintedLine, ...]
    """Empty if nothing is printed on it that can be read."""
    model: str
    """SHA-256 of the networks that read and of how they were used."""

    cut_off: bool = False
    """Whether the picture is so long that its end was not read."""

    @property
    def text(self) -> str:
        """The lines, parted by newlines."""
        return "\n".join(line.text for line in self.lines)

    def touched(self, start: int, end: int) -> tuple[PrintedLine, ...]:
        """The lines that characters `start` to `end` (outside) of `text` stand in."""
        found, begin = [], 0
        for line in self.lines:
            if begin < end and start < begin + len(line.text):
                found.append(line)
            begin += len(line.text) + 1
        return tuple(found)
