"""Long pictures in overlapping strips, so that the small print of a detail picture is read at its own size."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from lenswatch.classifier.image.box import Box, area, common
from lenswatch.classifier.image.printed import PrintedLine

MOST_STRIPS = 24
"""What lies behind is not read: some 27,000 pixels at reading size, which take half a minute."""
LENGTH = 1280
OVERLAP = 128
_EDGE = 3  # pixels from a cut within which a line counts as cut
_SAME = 0.5  # of the smaller of two boxes: they are one line, read twice


@dataclass(frozen=True)
class Found:
    """A line as it was read in one strip, its box in pixels of the whole picture at reading size."""

    line: PrintedLine
    strip: int
    cut: bool
    """Whether it touches a cut, so that the next strip may hold more of it."""


def strips(size: tuple[int, int]) -> tuple[Box, ...]:
    """Parts of a picture of this size along its longer side, each at most `LENGTH` long; the whole if it is short."""
    width, height = size
    longer = max(size)
    count = max(1, ceil((longer - OVERLAP) / (LENGTH - OVERLAP)))
    step = (longer - LENGTH) / (count - 1) if count > 1 else 0
    starts = [round(place * step) for place in range(min(count, MOST_STRIPS))]
    length = min(longer, LENGTH)
    if height >= width:
        return tuple((0, start, width, start + length) for start in starts)
    return tuple((start, 0, start + length, height) for start in starts)


def is_cut(box: Box, strip: Box, size: tuple[int, int]) -> bool:
    """Whether a line lies at an edge of its strip that is no edge of the picture."""
    whole = (0, 0, *size)
    return any(strip[side] != whole[side] and abs(box[side] - strip[side]) <= _EDGE for side in range(4))


def once(found: Iterable[Found]) -> list[PrintedLine]:
    """Each line once: of two readings in neighbouring strips the whole one stays, else the more certain."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.cut, -one.line.confidence, one.line.box)):
        if not any(one.strip != other.strip and _same(one.line.box, other.line.box) for other in kept):
            kept.append(one)
    return in_reading_order(one.line for one in kept)


def in_reading_order(lines: Iterable[PrintedLine]) -> list[PrintedLine]:
    """Rows from the top down, each from left to right; a line is in a row if its middle is within the row's first."""
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: (line.box[1] + line.box[3], line.box)):
        middle = (line.box[1] + line.box[3]) / 2
        if rows and rows[-1][0].box[1] <= middle < rows[-1][0].box[3]:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.box)]


def _same(one: Box, other: Box) -> bool:
    return common(one, other) > _SAME * max(1, min(area(one), area(other)))
