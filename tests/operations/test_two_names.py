"""A covert word must not hide by standing in only one of the names a page gives its product."""

import pytest

from lenswatch.classifier.screener import Screener
from lenswatch.core.config import Config
from lenswatch.core.signal import SignalSource
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band, Verdict
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.spiders.extraction.extract import extract_listing
from lenswatch.spiders.page import Page

INNOCENT, COVERT = "木质闹钟 静音 床头", "木质闹钟 隐形 针孔摄像头 偷拍 无线"
OFFER = '"offers":{"price":"299.00","priceCurrency":"CNY"}'


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener.build(Lexicon.load(shipped_keywords()), Taxonomy.load(), Config())


def page_of(title: str, heading: str, name: str, graph: str) -> Page:
    html = (
        f'<html lang="zh-CN"><head><title>{title}</title><meta property="og:title" content="{graph}">'
        f'<script type="application/ld+json">{{"@type":"Product","name":"{name}",{OFFER}}}</script></head>'
        f"<body><h1>{heading}</h1></body></html>"
    )
    return Page("https://shop.invalid/item/30441", html.encode(), "text/html; charset=utf-8")


@pytest.mark.parametrize("covert", range(4), ids=["title element", "heading", "structured data", "opengraph"])
def test_one_covert_name_of_four_is_flagged(covert: int, screener: Screener) -> None:
    names = [COVERT if place == covert else INNOCENT for place in range(4)]

    listing = extract_listing(page_of(*names))

    assert listing is not None
    assert screener.screen(listing).band is Band.FLAG


def test_a_signal_in_another_title_says_where_it_stands(screener: Screener) -> None:
    listing = extract_listing(page_of(INNOCENT, INNOCENT, COVERT, INNOCENT))

    assert listing is not None
    assert listing.title == INNOCENT
    seen = [signal for signal in screener.screen(listing).signals if signal.matched == "针孔摄像头"]
    assert {signal.field for signal in seen} == {"other_titles.1"}
    assert all(listing.other_titles[0][slice(*signal.span)] == signal.matched for signal in seen)


def test_the_same_words_twice_weigh_once(screener: Screener) -> None:
    once = extract_listing(page_of(COVERT, COVERT, COVERT, COVERT))
    twice = extract_listing(page_of(COVERT, COVERT, f"{COVERT} 清仓", COVERT))

    assert once is not None
    assert twice is not None
    assert (once.other_titles, twice.other_titles) == ((), (f"{COVERT} 清仓",))
    assert points_of_words(screener.screen(once)) == points_of_words(screener.screen(twice))


def test_four_innocent_names_are_clear(screener: Screener) -> None:
    listing = extract_listing(page_of(INNOCENT, INNOCENT, f"{INNOCENT} 送礼", INNOCENT))

    assert listing is not None
    assert screener.screen(listing).band is Band.CLEAR


def points_of_words(verdict: Verdict) -> float:
    """What lexicon and rules gave; the text model reads the word that was added, too."""
    return round(sum(one.weight for one in verdict.signals if one.source is not SignalSource.TEXT), 4)
