"""A main picture exchanged between two nights: told from one cut or taken anew, and never a suspicion."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from io import BytesIO

import PIL.Image
import PIL.ImageOps
import pytest

from lenswatch.classifier.image.observing import ImageObserver
from lenswatch.classifier.pictures.eyes import Eyes
from lenswatch.core.image import Image
from lenswatch.core.listing import Listing
from lenswatch.core.signal import Signal
from lenswatch.core.verdict import Band, Verdict
from lenswatch.ledger.listings import Listings
from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.operations.demo.catalogue import load_pictures
from lenswatch.operations.pictures.history import FORGOTTEN
from lenswatch.operations.pictures.ledger_sight import LedgerSight
from lenswatch.operations.screening import screen_ledger
from tests.operations.pictures.team import Team

Make = Callable[..., Team]
CLOCK = Listing(
    id="1", platform="DEMO", title="北欧风挂钟 静音", description="客厅装饰", price=Decimal(68), currency="CNY"
)


@pytest.fixture(scope="module")
def eyes() -> Eyes:
    return Eyes(ImageObserver.load(), None, None)


@pytest.fixture(scope="module")
def drawn() -> Mapping[str, PIL.Image.Image]:
    names = {"clock": "clock-1.jpg", "towel": "towel-1.jpg", "other clock": "clock-2.jpg"}
    return {name: PIL.Image.open(BytesIO(load_pictures()[file])).convert("RGB") for name, file in names.items()}


def night(team: Team, eyes: Eyes, listing: Listing, **pictures: PIL.Image.Image) -> Verdict:
    team.pictures.mkdir(exist_ok=True)
    for name, picture in pictures.items():
        picture.save(team.pictures / f"{name}.png")
    team.clock.advance(hours=24)
    runs = Runs(team.store, team.clock)
    run = runs.begin(RunKind.IMPORT, "feed")
    images = tuple(Image(path=f"{name}.png") for name in pictures)
    Listings(team.store, team.clock).record(listing.model_copy(update={"images": images}), run, None)
    runs.finish(run, {})
    screen(team, eyes)
    return team.verdict("1")


def screen(team: Team, eyes: Eyes) -> int:
    sight = LedgerSight(team.workspace, team.store, team.clock, team.pictures, lambda: eyes)
    return screen_ledger(team.store, team.screener, team.clock, sight=sight).screened


def found(verdict: Verdict) -> list[Signal]:
    return [one for one in verdict.signals if one.code == "VAGUE_OR_SWAPPED_IMAGE"]


def test_a_lawful_seller_who_changes_the_picture_stays_clear(
    team_with: Make, eyes: Eyes, drawn: Mapping[str, PIL.Image.Image]
) -> None:
    team = team_with()
    first = night(team, eyes, CLOCK, a=drawn["clock"])
    second = night(team, eyes, CLOCK, b=drawn["towel"])
    (one,) = found(second)

    assert (first.band, second.band, found(first)) == (Band.CLEAR, Band.CLEAR, [])
    assert (one.field, one.weight, one.matched, one.reasons[0]) == ("images.0", 0.2, "exchanged", "2026-11-24")
    assert first.score < second.score < 0.1


@pytest.mark.parametrize(
    "changed",
    [
        lambda clock, _: {"b": PIL.ImageOps.mirror(clock)},
        lambda clock, _: {"b": clock.crop((20, 20, clock.width - 20, clock.height - 20))},
        lambda clock, _: {"b": PIL.ImageOps.expand(clock, 40, "white")},
        lambda clock, towel: {"b": towel, "a": clock},
        lambda clock, towel: {"b": towel, "c": PIL.ImageOps.mirror(clock)},
    ],
    ids=["mirrored", "cut", "framed", "second place", "second place mirrored"],
)
def test_a_picture_that_is_still_there_was_not_exchanged(
    team_with: Make,
    eyes: Eyes,
    drawn: Mapping[str, PIL.Image.Image],
    changed: Callable[[PIL.Image.Image, PIL.Image.Image], dict[str, PIL.Image.Image]],
) -> None:
    team = team_with()
    night(team, eyes, CLOCK, a=drawn["clock"])

    assert found(night(team, eyes, CLOCK, **changed(drawn["clock"], drawn["towel"]))) == []


@pytest.mark.parametrize("other", [{"title": "纯棉毛巾"}, {"price": Decimal(29)}])
def test_other_goods_under_the_same_id_are_no_exchange(
    team_with: Make, eyes: Eyes, drawn: Mapping[str, PIL.Image.Image], other: dict[str, object]
) -> None:
    team = team_with()
    night(team, eyes, CLOCK, a=drawn["clock"])

    assert found(night(team, eyes, CLOCK.model_copy(update=other), b=drawn["towel"])) == []


def test_another_picture_of_the_same_kind_of_thing_is_no_exchange(
    team_with: Make, eyes: Eyes, drawn: Mapping[str, PIL.Image.Image]
) -> None:
    team = team_with()
    night(team, eyes, CLOCK, a=drawn["clock"])

    assert found(night(team, eyes, CLOCK, b=drawn["other clock"])) == []


def test_it_is_told_as_long_as_it_is_new_whatever_else_changes(
    team_with: Make, eyes: Eyes, drawn: Mapping[str, PIL.Image.Image]
) -> None:
    team = team_with()
    night(team, eyes, CLOCK, a=drawn["clock"])
    first = night(team, eyes, CLOCK, b=drawn["towel"])
    second = night(team, eyes, CLOCK.model_copy(update={"description": "客厅装饰 包邮"}), b=drawn["towel"])

    assert found(second) == found(first) != []


def test_of_several_earlier_pictures_one_that_is_gone_costs_nothing(
    team_with: Make, eyes: Eyes, drawn: Mapping[str, PIL.Image.Image]
) -> None:
    team = team_with()
    night(team, eyes, CLOCK, a=drawn["clock"])
    night(team, eyes, CLOCK, c=drawn["other clock"])
    (team.pictures / "c.png").unlink()

    assert len(found(night(team, eyes, CLOCK, b=drawn["towel"]))) == 1


def test_who_goes_back_to_the_first_picture_shows_nothing_new(
    team_with: Make, eyes: Eyes, drawn: Mapping[str, PIL.Image.Image]
) -> None:
    team = team_with()
    night(team, eyes, CLOCK, a=drawn["clock"])
    night(team, eyes, CLOCK, b=drawn["towel"])

    assert found(night(team, eyes, CLOCK, a=drawn["clock"])) == []


def test_after_a_quarter_of_a_year_it_is_no_news(
    team_with: Make, eyes: Eyes, drawn: Mapping[str, PIL.Image.Image]
) -> None:
    team = team_with()
    night(team, eyes, CLOCK, a=drawn["clock"])
    night(team, eyes, CLOCK, b=drawn["towel"])
    team.store.connection.execute("DELETE FROM verdict")
    team.clock.advance(hours=24 * (FORGOTTEN.days + 1))
    screen(team, eyes)

    assert found(team.verdict("1")) == []


def test_an_earlier_picture_that_is_not_held_tells_nothing(
    team_with: Make, eyes: Eyes, drawn: Mapping[str, PIL.Image.Image]
) -> None:
    team = team_with()
    night(team, eyes, CLOCK, a=drawn["clock"])
    (team.pictures / "a.png").unlink()

    assert found(night(team, eyes, CLOCK, b=drawn["towel"])) == []


def test_an_exchange_is_the_same_when_judged_again_and_nothing_waits(
    team_with: Make, eyes: Eyes, drawn: Mapping[str, PIL.Image.Image]
) -> None:
    team = team_with()
    night(team, eyes, CLOCK, a=drawn["clock"])
    verdict = night(team, eyes, CLOCK, b=drawn["towel"])

    assert screen(team, eyes) == 0
    team.store.connection.execute("DELETE FROM verdict")
    screen(team, eyes)
    assert team.verdict("1") == verdict
