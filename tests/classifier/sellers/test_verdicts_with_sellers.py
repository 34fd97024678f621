"""A decision on the seller raises a score a little, in the open, and never flags by itself."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lenswatch.classifier.bands import Cuts
from lenswatch.classifier.holding import Sum, held_band
from lenswatch.classifier.screener import Screener
from lenswatch.classifier.sellers.decision import SellerDecision
from lenswatch.classifier.sellers.priors import NO_SELLERS, SellerPriors
from lenswatch.core.config import Config
from lenswatch.core.listing import Listing
from lenswatch.core.seller import Seller
from lenswatch.core.signal import SignalSource
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band
from lenswatch.core.verdict_json import verdict_json
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.models.corpus_file import read_corpus, shipped_corpus

TODAY = date(2026, 11, 22)
DECISION = SellerDecision("P", "s7", date(2026, 3, 2), "沪公示〔2026〕7号")
ORDER = [Band.CLEAR, Band.REVIEW, Band.FLAG]
HIGHEST = 1.5
TEXTS = [row.listing().title for row in read_corpus(shipped_corpus())[::40]]


def priors(weight: float) -> SellerPriors:
    return SellerPriors.on(TODAY, [DECISION], weight)


def listing(*texts: str) -> Listing:
    return Listing(title=texts[0] or "挂钟", description=" ".join(texts[1:]), platform="P", seller=Seller(id="s7"))


@pytest.fixture(scope="module")
def plain() -> Screener:
    return Screener.build(Lexicon.load(shipped_keywords()), Taxonomy.load(), Config())


@pytest.fixture(scope="module")
def decided(plain: Screener) -> Screener:
    known = priors(0.7)
    return replace(plain, sellers=known, versions=plain.versions.model_copy(update={"sellers": known.digest}))


def test_it_is_shown_with_its_points_date_and_source(plain: Screener, decided: Screener) -> None:
    before, after = plain.screen(listing("挂钟")), decided.screen(listing("挂钟"))
    (seller,) = [one for one in after.signals if one.source is SignalSource.SELLER]

    assert (seller.field, seller.span, seller.matched) == ("seller.id", (0, 2), "s7")
    assert (seller.weight, seller.term, seller.reasons) == (0.7, "沪公示〔2026〕7号", ("2026-03-02",))
    assert after.signals == (*before.signals, seller)
    assert after.score > before.score
    assert (after.grounds, after.disguise) == (before.grounds, before.disguise)


def test_without_a_decision_in_force_a_verdict_is_byte_for_byte_what_it_was(plain: Screener) -> None:
    config = Config()
    lexicon, lapsed = Lexicon.load(shipped_keywords()), SellerPriors.on(date(2030, 1, 1), [DECISION], 0.7)
    built = Screener.build(lexicon, Taxonomy.load(), config, lapsed)

    assert lapsed == NO_SELLERS
    for text in TEXTS[:20]:
        assert verdict_json(built.screen(listing(text))) == verdict_json(plain.screen(listing(text)))
        assert '"sellers"' not in verdict_json(plain.screen(listing(text)))


def test_a_listing_of_another_seller_differs_in_the_digest_alone(plain: Screener, decided: Screener) -> None:
    other = Listing(title="针孔摄像头", platform="P", seller=Seller(id="s8"))
    verdict = decided.screen(other)

    assert verdict.versions.sellers == priors(0.7).digest
    assert verdict.model_copy(update={"versions": plain.versions}) == plain.screen(other)


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(
        st.sampled_from(TEXTS) | st.sampled_from(["挂钟", "台灯", "隐蔽", "摄像头", "4K", ""]), min_size=1, max_size=4
    ),
    weight=st.floats(0, HIGHEST),
    cuts=st.tuples(st.floats(0.01, 0.99), st.floats(0.01, 0.99)).map(sorted),
)
def test_it_never_lowers_and_never_takes_a_clear_listing_to_flag_wherever_the_bands_are_cut(
    plain: Screener, texts: list[str], weight: float, cuts: list[float]
) -> None:
    cut = replace(plain, cuts=Cuts(*cuts))
    before = cut.screen(listing(*texts))
    after = replace(cut, sellers=priors(weight)).screen(listing(*texts))

    assert after.score >= before.score
    assert ORDER.index(after.band) >= ORDER.index(before.band)
    assert not (before.band is Band.CLEAR and after.band is Band.FLAG)


@given(
    points=st.tuples(st.integers(-90_000, 90_000), st.integers(-90_000, 90_000)).map(sorted),
    prior=st.integers(0, 15_000),
    pictures=st.integers(-10_000, 30_000),
    cuts=st.tuples(st.floats(0.01, 0.99), st.floats(0.01, 0.99)).map(sorted),
)
def test_with_it_too_a_listing_of_which_more_speaks_never_gets_a_lower_band(
    points: list[int], prior: int, pictures: int, cuts: list[float]
) -> None:
    less, more = (held_band(Cuts(*cuts), Sum(one, 0, pictures, prior), expert=False)[0] for one in points)

    assert ORDER.index(less) <= ORDER.index(more)
