"""A detector speaks of the cameras it finds; a camera that detectors miss is praised for it."""

import pytest

from lenswatch.classifier.screener import Screener
from lenswatch.core.config import Config
from lenswatch.core.listing import Listing
from lenswatch.core.signal import SignalSource
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener.build(Lexicon.load(shipped_keywords()), Taxonomy.load(), Config())


@pytest.mark.parametrize(
    ("title", "description"),
    [
        ("反偷拍探测器 宾馆防监控", "可发现藏在插座、时钟里的微型摄像头，红外夜视镜头也能照出反光点"),
        ("酒店防偷拍检测仪", "隐藏在烟雾报警器里的针孔镜头、带夜视的隐形摄像头都能查出"),
        ("hidden camera detector", "Finds spy cameras hidden in clocks, chargers and alarms with night vision"),
    ],
)
def test_what_a_detector_finds_is_not_what_it_is(screener: Screener, title: str, description: str) -> None:
    assert screener.screen(Listing(title=title, description=description)).band is Band.CLEAR


@pytest.mark.parametrize(
    "title",
    [
        "微型摄像头 赠检测器",
        "针孔摄像头，探测器查不到",
        "插座式高清录像机 检测器查不出",
        "烟雾探测器摄像头 高清夜视循环录像",
    ],
)
def test_a_detector_in_the_title_does_not_cancel_the_words_for_a_camera(screener: Screener, title: str) -> None:
    signals = screener.screen(Listing(title=title)).signals

    assert sum(one.weight for one in signals if one.source is not SignalSource.TEXT) > 0


def test_a_detector_named_in_the_description_alone_clears_nothing(screener: Screener) -> None:
    listing = Listing(title="插座微型摄像头 夜视录像", description="本店另有防偷拍检测仪出售")

    assert screener.screen(listing).band is not Band.CLEAR


@pytest.mark.parametrize("title", ["红外摄像机电源 12V 夜视摄像头适配器", "修表放大镜 手表维修 高清微型内窥摄像"])
def test_what_serves_a_camera_or_a_trade_is_not_flagged(screener: Screener, title: str) -> None:
    assert screener.screen(Listing(title=title)).band is not Band.FLAG


def test_the_name_of_a_category_shows_no_element(screener: Screener) -> None:
    verdict = screener.screen(Listing(title="针孔摄像头 隐形", category="数码 > 录音录像"))

    assert "CN-DEV-3.x" not in {ground.code for ground in verdict.grounds}
