import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.classifier.image.peaks import Peak, peaks

SIDE = 64


def widths(value: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.full((SIDE, SIDE), value, dtype=np.float32)


def test_the_highest_place_comes_first_and_its_neighbours_are_part_of_it() -> None:
    chances = np.zeros((SIDE, SIDE), dtype=np.float32)
    chances[10, 10], chances[10, 11], chances[40, 40] = 0.8, 0.7, 0.9
    found = peaks(chances, widths(24), cut=0.5)
    assert [(peak.across, peak.down) for peak in found] == [(324, 324), (84, 84)]


def test_a_place_at_the_cut_is_not_told() -> None:
    chances = widths(0)
    chances[3, 3] = 0.5
    assert not peaks(chances, widths(24), cut=0.5)


@given(
    across=st.floats(0, 512),
    down=st.floats(0, 512),
    width=st.floats(8, 600),
    size=st.tuples(st.integers(16, 5000), st.integers(16, 5000)),
)
def test_a_box_is_never_empty_and_never_leaves_the_picture(
    across: float, down: float, width: float, size: tuple[int, int]
) -> None:
    scale = (max(size) / 512, max(size) / 512)
    left, top, right, bottom = Peak(0.9, across, down, width).box(scale, size)
    assert 0 <= left < right <= size[0]
    assert 0 <= top < bottom <= size[1]
