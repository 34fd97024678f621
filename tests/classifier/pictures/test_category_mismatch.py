"""A camera's words, or a camera's picture, in a category of other goods: shown, and hardly counted."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.classifier.categories.sorts import BELONG, NONE, other_goods, words
from lenswatch.classifier.image.objects import ObjectGuess, object_kinds
from lenswatch.classifier.pictures.evidence import Evidence
from lenswatch.classifier.pictures.showing import IS_A_CAMERA
from lenswatch.classifier.pictures.weights import picture_weights
from lenswatch.classifier.screener import Screener
from lenswatch.core.listing import Listing
from lenswatch.core.signal import Signal
from lenswatch.core.verdict import Band, Verdict
from tests.classifier.pictures.conftest import guess

Seen = Callable[..., Evidence]
BUTTON = Listing(id="1", title="纽扣 4K 循环录像 移动侦测", description="手机远程查看 无光夜视", category="服饰 > 纽扣")
PLAIN = Listing(id="2", title="北欧风小台灯", description="三档调光 护眼", category="家居 > 灯具")


def found(verdict: Verdict) -> list[Signal]:
    return [one for one in verdict.signals if one.code == "CATEGORY_MISMATCH"]


@pytest.mark.parametrize(
    ("category", "sort", "word"),
    [
        ("服饰/纽扣", "clothing", "纽扣"),
        ("家居 > 灯具", "lamps", "灯具"),
        ("玩具", "toys", "玩具"),
        ("汽车用品/挂件", "jewellery", "挂件"),
        ("Home > Wall Clocks", "watches", "Wall Clocks"),
        ("数码 > 手机壳", "phone_things", "手机壳"),
    ],
)
def test_the_last_known_word_of_a_path_says_what_goods_belong_there(category: str, sort: str, word: str) -> None:
    place = other_goods(category)

    assert place is not None
    assert (place.sort, place.word, category[slice(*place.span)]) == (sort, word, word)


CAMERAS_BELONG = ("安防监控", "摄影摄像", "汽车用品/行车记录仪", "户外 > 运动相机", "玩具 > 儿童相机", "Toys > Drones")
TELLS_NOTHING = ("礼品", "图书 > 小说", "数码 > 防偷拍检测", "Pencil sharpening", "", None)


@pytest.mark.parametrize("category", [*CAMERAS_BELONG, *TELLS_NOTHING])
def test_where_cameras_belong_or_nothing_is_known_there_are_no_other_goods(category: str | None) -> None:
    assert other_goods(category) is None


@given(st.data())
def test_a_place_of_cameras_anywhere_in_the_path_settles_it(data: st.DataObject) -> None:
    belongs = data.draw(st.sampled_from(of_kind(BELONG)))
    others = data.draw(st.lists(st.sampled_from(of_kind(NONE)), max_size=3))

    assert other_goods(" > ".join(data.draw(st.permutations([belongs, *others])))) is None


def of_kind(cameras: str) -> list[str]:
    return sorted(word for word, row in words().items() if row.cameras == cameras)


def test_words_of_a_camera_among_buttons_are_seen_where_the_category_says_so_and_give_no_points(
    screener: Screener,
) -> None:
    verdict, without = screener.screen(BUTTON), screener.screen(BUTTON.model_copy(update={"category": None}))
    (one,) = found(verdict)

    assert verdict.band is not Band.CLEAR
    assert (one.field, one.span, one.matched, one.weight) == ("category", (5, 7), "纽扣", 0.0)
    assert found(without) == []


@pytest.mark.parametrize("category", ["安防监控/摄像机", "摄影摄像", "行车记录仪", "运动相机", "Security Cameras"])
def test_a_category_of_cameras_never_contradicts(screener: Screener, seen: Seen, category: str) -> None:
    listing = BUTTON.model_copy(update={"category": category})

    assert found(screener.screen(listing, seen=seen(guess("bare_module", "D15")))) == []


def test_a_clear_listing_and_one_with_lawful_words_have_none(screener: Screener) -> None:
    child = Listing(title="儿童相机 可拍照录像 咔嚓声 屏幕2寸", category="玩具")

    assert found(screener.screen(PLAIN)) == []
    assert found(screener.screen(child)) == []


def test_a_bare_module_in_the_picture_of_a_lamp_raises_a_little_and_suspects_nothing(
    screener: Screener, seen: Seen
) -> None:
    verdict, plain = screener.screen(PLAIN, seen=seen(guess("bare_module", "D15"))), screener.screen(PLAIN)
    (one,) = found(verdict)

    assert (one.field, one.weight, one.reasons) == ("images.1", 0.3, ("灯具",))
    assert verdict.score > plain.score
    assert verdict.band is Band.CLEAR


@pytest.mark.parametrize("kind", sorted(IS_A_CAMERA - {"bare_module"}))
def test_a_camera_that_anyone_sees_raises_nothing_in_any_category(screener: Screener, seen: Seen, kind: str) -> None:
    verdict = screener.screen(PLAIN, seen=seen(guess(kind)))

    assert len(found(verdict)) == 1
    assert verdict.score <= screener.screen(PLAIN).score


def test_a_thing_that_is_no_camera_is_never_out_of_place(screener: Screener, seen: Seen) -> None:
    unsure = ObjectGuess(kind="bare_module", name="m", name_zh="模组", disguise="D15", probability=0.5)

    for one in (guess("clock", "D04"), guess("phone", "D14"), unsure):
        assert found(screener.screen(PLAIN, seen=seen(one))) == []


def test_the_tables_fit_each_other() -> None:
    assert object_kinds().keys() >= IS_A_CAMERA
    assert {row.cameras for row in words().values()} == {"belong", "neither", "none"}
    assert all(-picture_weights()[kind].points >= picture_weights()["out_of_place"].points for kind in _lawful())


def _lawful() -> set[str]:
    return {kind for kind in IS_A_CAMERA if kind in picture_weights()}
