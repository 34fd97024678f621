"""What never suspects a listing alone: a decision on its seller, its pictures, a lone word."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.classifier.bands import Cuts
from lenswatch.classifier.explaining.explainer import Explainer
from lenswatch.classifier.explaining.explanation import Explanation
from lenswatch.classifier.explaining.held_words import HELD
from lenswatch.classifier.explaining.page import ExplanationPage
from lenswatch.classifier.holding import Sum, held_band
from lenswatch.classifier.screener import Screener
from lenswatch.classifier.sellers.decision import SellerDecision
from lenswatch.classifier.sellers.priors import SellerPriors
from lenswatch.core.config import Config
from lenswatch.core.listing import Listing
from lenswatch.core.messages import Catalogue
from lenswatch.core.seller import Seller
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band, Held
from lenswatch.core.verdict_json import verdict_json
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords

CUTS = Cuts(0.5, 0.7)  # log-odds of 0 and 0.85
DECIDED = SellerPriors.on(date(2026, 11, 22), [SellerDecision("P", "s7", date(2026, 3, 2), "文号1")], 1.5)
anything = st.integers(-90_000, 90_000)
shares = st.floats(0.01, 0.99)


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener.build(Lexicon.load(shipped_keywords()), Taxonomy.load(), Config())


@pytest.mark.parametrize(
    ("points", "band", "held"),
    [
        (Sum(10_000, 0, 0, 0), Band.FLAG, ()),
        (Sum(-100, 0, 0, 9_000), Band.REVIEW, (Held.SELLER,)),
        (Sum(100, 0, 0, 9_000), Band.FLAG, ()),
        (Sum(-100, 0, 9_000, 0), Band.REVIEW, (Held.PICTURES,)),
        (Sum(100, 0, 9_000, 0), Band.FLAG, ()),
        (Sum(-100, 0, 5_000, 9_000), Band.REVIEW, (Held.PICTURES,)),
        (Sum(3_000, 0, -4_000, 12_000), Band.REVIEW, (Held.SELLER,)),
        (Sum(-9_000, -10_000, 0, 0), Band.REVIEW, ()),
        (Sum(2_000, -10_000, 0, 0), Band.REVIEW, (Held.BARE_TITLE,)),
        (Sum(-90_000, -10_000, 0, 0), Band.CLEAR, ()),
    ],
)
def test_words_must_speak_before_anything_else_takes_a_listing_to_flag(
    points: Sum, band: Band, held: tuple[Held, ...]
) -> None:
    expert = points.words == -9_000

    assert held_band(CUTS, points, expert=expert) == (band, held)


@given(anything, st.integers(0, 40_000), st.integers(0, 15_000), st.tuples(shares, shares))
def test_no_points_of_pictures_and_sellers_take_clear_words_to_flag(
    words: int, pictures: int, seller: int, cut: tuple[float, float]
) -> None:
    cuts = Cuts(*sorted(cut))
    by_words, _ = held_band(cuts, Sum(words, 0, 0, 0), expert=False)
    band, held = held_band(cuts, Sum(words, 0, pictures, seller), expert=False)

    assert not (by_words is Band.CLEAR and band is Band.FLAG)
    assert not held or band is Band.REVIEW


def test_a_bare_title_says_that_it_is_held_lower(screener: Screener) -> None:
    bare = Listing(title="看家神器")
    cut = screener.screen(bare).score + 0.0001
    held = replace(screener, cuts=Cuts(cut, 0.9999)).screen(bare)
    told = replace(screener, cuts=Cuts(cut, 0.9999)).screen(bare.model_copy(update={"attributes": {"颜色": "黑"}}))

    assert (held.band, held.held) == (Band.CLEAR, (Held.BARE_TITLE,))
    assert (told.band, told.held) == (Band.REVIEW, ())


def test_a_listing_carried_by_its_seller_is_held_and_says_why(screener: Screener) -> None:
    listing = Listing(id="1", title="挂钟", description="客厅", platform="P", seller=Seller(id="s7"))
    without, decided = screener.screen(listing), replace(screener, sellers=DECIDED)
    cut = decided.screen(listing).score
    verdict = replace(decided, cuts=Cuts(cut, cut)).screen(listing)

    assert without.score < cut
    assert (verdict.score, verdict.band, verdict.held) == (cut, Band.REVIEW, (Held.SELLER,))


def test_a_held_verdict_says_so_in_words_on_the_page_and_in_json(screener: Screener) -> None:
    listing = Listing(id="1", title="挂钟")
    base = screener.screen(listing)
    held = base.model_copy(update={"band": Band.REVIEW, "held": (Held.SELLER,)})
    explainer = Explainer(Taxonomy.load(), Catalogue.load("en"))

    assert str(HELD[Held.SELLER]) in list(explainer.lines(Explanation(held, listing)))
    assert str(HELD[Held.SELLER]) in ExplanationPage(explainer).render(Explanation(held, listing))
    assert '"band":"review","held":["seller"],"disguise"' in verdict_json(held)
    assert '"held"' not in verdict_json(base)
