"""However much pictures show, alone they suspect nothing; what they add is said with what speaks for the seller."""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain, combinations

import pytest

from lenswatch.classifier.bands import Cuts
from lenswatch.classifier.explaining.explainer import Explainer
from lenswatch.classifier.explaining.explanation import Explanation
from lenswatch.classifier.explaining.page import ExplanationPage
from lenswatch.classifier.fusion import Observation, fuse, total_points
from lenswatch.classifier.image.fingerprint import Fingerprint
from lenswatch.classifier.pictures.evidence import Evidence, Exchange
from lenswatch.classifier.pictures.weights import picture_weights
from lenswatch.classifier.points import to_points, to_score
from lenswatch.classifier.screener import Screener
from lenswatch.core.listing import Listing
from lenswatch.core.messages import Catalogue
from lenswatch.core.picture_note import PictureNote, PictureProblem
from lenswatch.core.signal import Signal, SignalSource
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band, Held, Verdict
from lenswatch.operations.demo.catalogue import load_catalogue
from tests.classifier.pictures.conftest import guess

Seen = Callable[..., Evidence]
PLAIN = Listing(id="1", title="北欧风挂钟 静音", description="客厅装饰", category="家居 > 钟表")
EXCHANGE = Exchange("b" * 64, "2026-11-20")


def main_picture(seen: Evidence, quality: int = 90) -> Evidence:
    """The same picture as the listing's first."""
    (one,) = seen.pictures
    look = one.reading.observation
    look = look.model_copy(update={"fingerprints": (Fingerprint(bits="0" * 64, quality=quality),)})
    reading = one.reading.model_copy(update={"observation": look})
    return replace(seen, pictures=(replace(one, number=0, reading=reading),))


def of(verdict: Verdict, rule: str) -> list[Signal]:
    return [one for one in verdict.signals if one.rule == f"picture-{rule}"]


def every_choice() -> list[tuple[str, ...]]:
    speaking = [weight.what for weight in picture_weights().values() if weight.points > 0]
    return list(chain.from_iterable(combinations(speaking, count) for count in range(1, len(speaking) + 1)))


def test_no_combination_of_picture_signals_reaches_flag_from_where_words_say_nothing(screener: Screener) -> None:
    """By the shipped cuts the weights alone are too light; the cap that holds for every cut has tests of its own."""
    silent = to_points(screener.model.fitted.fusion.prior)
    for names in every_choice():
        weights = [picture_weights()[name] for name in names]
        seen = [
            Observation(SignalSource.IMAGE, one.code, one.points, "images.0", (0, 0), "", rule=one.what)
            for one in weights
        ]

        assert screener.cuts.band(to_score(total_points(fuse(seen), silent))) is not Band.FLAG, names


def test_no_clear_listing_of_the_demo_is_suspected_whatever_its_pictures_show(screener: Screener, seen: Seen) -> None:
    most = main_picture(seen(guess("clock", "D04"), cues=("lens", "callout")))
    module = main_picture(seen(guess("bare_module", "D15"), cues=("lens", "callout")))
    listings = [
        Listing(title=one.title, description=one.description, category=one.category, attributes=one.attributes)
        for one in load_catalogue().listings
    ]
    clear = [one for one in listings if screener.screen(one).band is Band.CLEAR]
    assert len(clear) > 100
    for evidence in (most, module):
        shown = replace(evidence, exchange=EXCHANGE)

        assert Band.FLAG not in {screener.screen(one, seen=shown).band for one in clear}


@pytest.mark.parametrize("title", ["挂钟", "桌面闹钟 大数字"])
def test_wherever_the_bands_are_cut_pictures_hold_at_review_and_say_so(
    screener: Screener, seen: Seen, title: str
) -> None:
    listing = PLAIN.model_copy(update={"title": title})
    evidence = replace(main_picture(seen(guess("bare_module", "D15"))), exchange=EXCHANGE)
    cut = screener.screen(listing, seen=evidence).score
    verdict = replace(screener, cuts=Cuts(cut, cut)).screen(listing, seen=evidence)

    assert screener.screen(listing).score < cut
    assert (verdict.band, verdict.held) == (Band.REVIEW, (Held.PICTURES,))


def test_an_exchange_counts_little_and_speaks_for_the_seller_too(screener: Screener, seen: Seen) -> None:
    evidence = replace(main_picture(seen()), exchange=EXCHANGE)
    verdict = screener.screen(PLAIN, seen=evidence)
    (one,) = of(verdict, "exchanged")
    explainer = Explainer(Taxonomy.load(), Catalogue.load("en"))
    told = "\n".join(explainer.lines(Explanation(verdict, PLAIN)))

    assert (verdict.band, one.weight, one.reasons) == (Band.CLEAR, 0.2, ("2026-11-20", "b" * 64))
    assert "picture 1 seems to show something else than before, (0, 0) to (800, 600)" in told
    assert "first met on 2026-11-20; lawful sellers change pictures too" in told
    assert "lawful sellers change pictures too" in ExplanationPage(explainer).render(Explanation(verdict, PLAIN))


def test_words_for_a_lawful_camera_or_one_in_the_picture_leave_an_exchange_alone(
    screener: Screener, seen: Seen
) -> None:
    dash_cam = Listing(title="行车记录仪 1080P", description="循环录像")
    exchanged = replace(main_picture(seen()), exchange=EXCHANGE)
    shown = replace(main_picture(seen(guess("dash_cam"))), exchange=EXCHANGE)

    assert of(screener.screen(dash_cam, seen=exchanged), "exchanged") == []
    assert of(screener.screen(PLAIN, seen=shown), "exchanged") == []


def test_pictures_of_one_colour_are_said_to_show_nothing_where_all_were_looked_at(
    screener: Screener, seen: Seen
) -> None:
    blank = main_picture(seen(), quality=3)
    unread = replace(blank, notes=(PictureNote(image=1, problem=PictureProblem.NOT_HELD),))
    card = main_picture(seen(lines=("请联系客服",)), quality=3)

    assert [one.weight for one in of(screener.screen(PLAIN, seen=blank), "blank")] == [0.1]
    for other in (unread, card, main_picture(seen(), quality=40)):
        assert of(screener.screen(PLAIN, seen=other), "blank") == []
    assert screener.screen(PLAIN, seen=blank).band is Band.CLEAR


def test_a_picture_does_not_make_a_bare_title_say_more(screener: Screener, seen: Seen) -> None:
    bare = Listing(title="看家神器", category="家居 > 灯具")
    evidence = seen(guess("bare_module", "D15"), cues=("lens", "callout"))
    alone, shown = screener.screen(bare), screener.screen(bare, seen=evidence)

    assert shown.score > alone.score
    assert shown.prior == alone.prior < to_points(screener.model.fitted.fusion.prior) / 10_000
