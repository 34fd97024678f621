"""A place in a picture."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels of the picture as shown (upright, full size); right and bottom are outside."""


def area(box: Box) -> int:
    """Pixels within; 0 if it is empty."""
    return max(0, box[2] - box[0]) * max(0, box[3] - box[1])


def common(one: Box, other: Box) -> int:
    """Pixels within both."""
    return area((max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])))
