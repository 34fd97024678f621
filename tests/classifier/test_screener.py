"""The screener: text and lexicon add up to the score, in a batch as alone."""

import math
from decimal import Decimal

import pytest
from pydantic import ValidationError

from lenswatch.classifier.fields import original_text
from lenswatch.classifier.points import to_points, to_score
from lenswatch.classifier.screener import Screener
from lenswatch.core.config import Config
from lenswatch.core.listing import Listing
from lenswatch.core.signal import SignalSource
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band, Verdict
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.keywords.term import Role
from lenswatch.models.corpus_file import read_corpus, shipped_corpus


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener.build(Lexicon.load(shipped_keywords()), Taxonomy.load(), Config())


@pytest.fixture(scope="module")
def listings() -> list[Listing]:
    return [row.listing() for row in read_corpus(shipped_corpus())[::60]]


def test_prior_and_every_contribution_sum_to_the_logit_of_the_score(
    screener: Screener, listings: list[Listing]
) -> None:
    for verdict in screener.screen_all(listings):
        log_odds = verdict.prior + math.fsum(signal.weight for signal in verdict.signals)
        assert to_score(to_points(log_odds)) == verdict.score


def test_a_batch_judges_as_one_at_a_time_does(screener: Screener, listings: list[Listing]) -> None:
    assert screener.screen_all(listings) == [screener.screen(listing) for listing in listings]


def test_a_verdict_is_what_its_own_check_would_have_made(screener: Screener, listings: list[Listing]) -> None:
    for verdict in screener.screen_all(listings, list(range(len(listings)))):
        checked = Verdict.model_validate(verdict.model_dump())

        assert (checked, repr(checked)) == (verdict, repr(verdict))
        assert [type(one) for one in vars(checked).values()] == [type(one) for one in vars(verdict).values()]


def test_a_verdict_that_was_not_checked_is_frozen_all_the_same(screener: Screener) -> None:
    verdict = screener.screen(Listing(title="针孔摄像头"))

    with pytest.raises(ValidationError, match="frozen"):
        verdict.score = 0.0  # type: ignore[misc]
    with pytest.raises(ValidationError, match="frozen"):
        verdict.signals[0].weight = 0.0  # type: ignore[misc]


def test_no_lone_word_that_is_innocent_or_weak_is_flagged(screener: Screener) -> None:
    weak = {Role.CONTEXT, Role.COVER_STORY, Role.DISGUISE, Role.FEATURE, Role.COUNTER}
    words = [term.text for term in Lexicon.load(shipped_keywords()).terms if term.active and term.role in weak]
    verdicts = screener.screen_all([Listing(title=word) for word in words])

    assert len(words) > 200
    assert [word for word, verdict in zip(words, verdicts, strict=True) if verdict.band is Band.FLAG] == []


def test_fusion_counts_nothing_below_zero(screener: Screener) -> None:
    fusion = screener.model.fitted.fusion

    assert min(fusion.text, fusion.lexicon, fusion.counter) >= 0
    assert max(fusion.bare_title, fusion.bare_latin_title) <= 0


def test_what_the_text_model_points_at_can_be_read_in_the_listing(screener: Screener, listings: list[Listing]) -> None:
    waiting = [(one, verdict) for one in listings if (verdict := screener.screen(one)).band is not Band.CLEAR]

    assert waiting
    for listing, verdict in waiting:
        (text,) = (signal for signal in verdict.signals if signal.source is SignalSource.TEXT)
        assert original_text(listing, text.field)[slice(*text.span)] == text.matched


def test_a_verdict_names_the_model_and_says_that_no_picture_took_part(screener: Screener) -> None:
    verdict = screener.screen(Listing(title="挂钟"))

    assert verdict.versions.text_model == screener.model.digest
    assert verdict.pictures_judged == 0


def test_a_price_without_a_currency_is_taken_for_the_one_usual_in_the_language_of_the_title(screener: Screener) -> None:
    clock = Listing(title="桌面闹钟 手机远程看 循环保存", price=Decimal(398), currency="CNY")

    assert screener.screen(clock.model_copy(update={"currency": None})).score == screener.screen(clock).score
