import subprocess
import sys
from random import Random

import pytest

from lenswatch.models.objects.recipe.parts import Part, box, pyramid, scaled, tube
from lenswatch.models.objects.recipe.surfaces import BLACK, WHITE
from lenswatch.models.objects.recipe.things import MAKERS
from lenswatch.models.objects.recipe.twins.decoys import DECOYS, OFTEN
from lenswatch.models.objects.recipe.twins.draw import DRAWN, EVERYDAY, pixels_wide
from lenswatch.models.objects.recipe.twins.fronts import FRONTS, Front
from lenswatch.models.objects.recipe.twins.hidden import HIDDEN

SEEDS = range(12)


def chance(number: int) -> Random:
    return Random(number)  # noqa: S311 - repeats, no secret


def reach(part: Part) -> float:
    """How far from the axis a round body reaches."""
    return max((point[0] for point in part.points), default=part.size[0])


@pytest.mark.parametrize("front", FRONTS.values(), ids=list(FRONTS))
def test_a_lens_has_radius_one_and_a_dark_middle(front: Front) -> None:
    for seed in SEEDS:
        parts = front(chance(seed), WHITE)
        assert 0.8 < max(reach(part) for part in parts) <= 1.7
        assert min(sum(part.surface.colour) for part in parts) < 0.03


@pytest.mark.parametrize("decoy", DECOYS.values(), ids=list(DECOYS))
def test_a_decoy_is_as_wide_as_a_lens(decoy: Front) -> None:
    for seed in SEEDS:
        assert 0.6 < max(abs(part.at[0]) + reach(part) for part in decoy(chance(seed), BLACK)) < 1.6


@pytest.mark.parametrize("kind", HIDDEN)
def test_a_lens_is_small_beside_the_thing_that_hides_it(kind: str) -> None:
    for seed in SEEDS:
        hidden = HIDDEN[kind](chance(seed))
        assert hidden.lens
        assert hidden.body == HIDDEN[kind](chance(seed)).body
        widest = max(max(part.size) for part in hidden.body if part.form == "box")
        assert max(reach(part) for part in hidden.lens) < widest / 2


def test_only_known_things_are_drawn() -> None:
    assert set(DRAWN) == {*HIDDEN, "everyday"}
    assert set(EVERYDAY) <= set(MAKERS)
    assert set(OFTEN) <= set(DECOYS)
    assert not {"phone", "security_camera", "action_cam", "body_cam"} & set(EVERYDAY)


def test_most_lenses_are_as_wide_as_those_that_were_missed() -> None:
    random = chance(1)
    widths = [pixels_wide(random) for _ in range(400)]
    assert 8 <= min(widths) <= max(widths) <= 120
    assert sum(14 <= width <= 40 for width in widths) > 200


def test_larger_parts_keep_their_shape() -> None:
    parts = (
        box((1, 2, 3), (1, 0, 0), BLACK),
        pyramid(2, 1, 1, (0, 0, 1), BLACK),
        tube([(0, 0, 0), (1, 1, 0)], 0.1, BLACK),
    )
    whole = scaled(parts, 2)
    assert [part.size for part in whole] == [(2, 4, 6), (4, 2, 2), (0.2, 0, 0)]
    assert whole[0].at == (2, 0, 0)
    assert whole[2].points == ((0, 0, 0), (2, 2, 0))


def test_twins_are_described_without_the_program_that_draws() -> None:
    told = "import sys, lenswatch.models.objects.recipe.twins.draw; sys.exit('bpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
