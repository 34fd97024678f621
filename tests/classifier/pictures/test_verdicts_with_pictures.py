"""Pictures in verdicts: printed words count like words, what is shown counts little, and alone never suspects."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from lenswatch.classifier.explaining.explainer import Explainer
from lenswatch.classifier.explaining.explanation import Explanation
from lenswatch.classifier.explaining.page import ExplanationPage
from lenswatch.classifier.image.objects import ObjectGuess, object_kinds
from lenswatch.classifier.pictures.evidence import Evidence
from lenswatch.classifier.pictures.showing import BELONGS_TO_CAMERAS, HAS_A_LENS
from lenswatch.classifier.pictures.weights import picture_weights
from lenswatch.classifier.points import to_points, to_score
from lenswatch.classifier.reuse.reference_match import PicturePart, ReferenceMatch
from lenswatch.classifier.reuse.share import Share
from lenswatch.classifier.screener import Screener
from lenswatch.core.listing import Listing
from lenswatch.core.messages import Catalogue
from lenswatch.core.picture_note import PictureNote, PictureProblem
from lenswatch.core.signal import Signal, SignalSource
from lenswatch.core.taxonomy import MATCHES_REFERENCE, Taxonomy
from lenswatch.core.verdict import Band, Verdict

Seen = Callable[..., Evidence]
PLAIN = Listing(id="1", title="北欧风挂钟 静音", description="客厅装饰")
FILMING = Listing(id="1", title="北欧风挂钟", description="1080P 循环录像 送支架")
TITLES = st.sampled_from(
    ["挂钟", "桌面摆件 1080P 移动侦测 手机远程查看", "针孔摄像头", "充电头 循环录像", "家用监控摄像头"]
)


def of(verdict: Verdict, source: SignalSource) -> list[Signal]:
    return [one for one in verdict.signals if one.source is source]


def test_a_word_printed_in_a_picture_is_seen_there_with_its_box(screener: Screener, seen: Seen) -> None:
    verdict = screener.screen(PLAIN, seen=seen(lines=("新品", "内置针孔摄像头")))

    word = next(one for one in of(verdict, SignalSource.OCR) if one.matched == "针孔摄像头")
    assert (word.field, word.span, word.box) == ("images.1.text", (5, 10), (10, 70, 400, 110))
    assert word.picture == seen(lines=("新品", "内置针孔摄像头")).pictures[0].reading.sha256
    assert verdict.score > screener.screen(PLAIN).score
    assert verdict.pictures_judged == 1


def test_a_rule_joins_words_of_the_title_and_of_a_picture(screener: Screener, seen: Seen) -> None:
    apart = {one.rule for one in of(screener.screen(PLAIN), SignalSource.RULE)}
    verdict = screener.screen(PLAIN, seen=seen(lines=("内置针孔摄像头 循环录像",)))

    assert {one.rule for one in of(verdict, SignalSource.RULE)} - apart


def test_the_text_model_reads_printed_words_beside_the_listings_own(screener: Screener, seen: Seen) -> None:
    listing = PLAIN.model_copy(update={"image_text": "新品上市"})
    verdict = screener.screen(listing, seen=seen(lines=("1080P 循环录像", "移动侦测 手机远程查看")))

    assert of(verdict, SignalSource.TEXT)[0].weight > of(screener.screen(listing), SignalSource.TEXT)[0].weight
    for signal in verdict.signals:
        texts = {"images.1.text": "1080P 循环录像\n移动侦测 手机远程查看", "image_text": "新品上市"}
        if signal.field in texts:
            assert texts[signal.field][slice(*signal.span)] == signal.matched


def test_a_clock_in_the_picture_contradicts_the_specifications_of_a_camera(
    screener: Screener, seen: Seen, clock: ObjectGuess
) -> None:
    (found,) = of(screener.screen(FILMING, seen=seen(clock)), SignalSource.IMAGE)

    assert (found.code, found.field, found.span, found.box) == ("SPEC_MISMATCH", "images.1", (0, 0), (0, 0, 800, 600))
    assert found.weight > 0
    assert of(screener.screen(PLAIN, seen=seen(clock)), SignalSource.IMAGE) == []


def test_an_unsure_kind_contradicts_nothing(screener: Screener, seen: Seen, clock: ObjectGuess) -> None:
    unsure = clock.model_copy(update={"probability": 0.3})

    assert of(screener.screen(FILMING, seen=seen(unsure)), SignalSource.IMAGE) == []


def test_words_for_a_lawful_camera_leave_no_contradiction(screener: Screener, seen: Seen, clock: ObjectGuess) -> None:
    listing = Listing(title="行车记录仪 1080P", description="循环录像 移动侦测")

    assert of(screener.screen(listing, seen=seen(clock)), SignalSource.IMAGE) == []


@settings(max_examples=30, deadline=None)
@given(title=TITLES, cues=st.lists(st.sampled_from(["lens", "callout"]), max_size=3), covert=st.booleans())
def test_what_is_shown_moves_the_score_only_its_own_way(
    screener: Screener, seen: Seen, title: str, cues: list[str], *, covert: bool
) -> None:
    clock = ObjectGuess(kind="clock", name="clock", name_zh="钟", disguise="D04", probability=0.9)
    dash_cam = clock.model_copy(update={"kind": "dash_cam", "disguise": None})
    listing, plain = Listing(title=title), screener.screen(Listing(title=title)).score

    assert screener.screen(listing, seen=seen(*[clock] * covert, cues=cues)).score >= plain
    assert screener.screen(listing, seen=seen(dash_cam, cues=cues)).score <= plain


def test_pictures_alone_never_suspect(screener: Screener) -> None:
    """Even with all that pictures can give, and words that say nothing against or for it."""
    every = sum(weight.points for weight in picture_weights().values() if weight.points > 0)
    without_words = to_points(screener.model.fitted.fusion.prior)

    assert screener.cuts.band(to_score(without_words + every)) is not Band.FLAG


def test_every_code_that_pictures_give_is_of_the_taxonomy() -> None:
    taxonomy = Taxonomy.load()

    for weight in picture_weights().values():
        assert weight.code in (taxonomy.signals if weight.points > 0 else taxonomy.counter_signals)


def match(quoted: tuple[int, int], silenced_by: int | None = None) -> ReferenceMatch:
    part = PicturePart(
        listing="https://shop.example/b.jpg",
        reference="case/clock.jpg",
        place=(0, 0, 200, 150),
        by="fingerprint",
        distance=4,
        similarity=None,
        silenced_by=silenced_by,
    )
    share = Share(matched=quoted[0], of=quoted[1])
    return ReferenceMatch(
        reference=3, label="case", quoted=share, taken=Share(matched=0, of=4), pictures=(part,), blocks=()
    )


def test_half_of_a_reference_asks_for_an_expert_and_shows_the_arithmetic(screener: Screener, seen: Seen) -> None:
    one = seen()
    verdict = screener.screen(PLAIN, seen=Evidence(one.pictures, matches=(match((1, 2)),), library="state"))

    (found,) = of(verdict, SignalSource.REFERENCE)
    assert (verdict.band, screener.screen(PLAIN).band) == (Band.REVIEW, Band.CLEAR)
    assert (found.code, found.weight, found.box) == (MATCHES_REFERENCE, 0.0, (0, 0, 400, 300))
    assert found.reasons == ("quoted 1/2", "taken 0/4", "picture 1 = clock.jpg, distance 4")
    assert verdict.score == screener.screen(PLAIN, seen=one).score
    assert verdict.versions.library == "state"


def test_less_than_half_is_shown_and_asks_nobody(screener: Screener, seen: Seen) -> None:
    verdict = screener.screen(PLAIN, seen=Evidence(seen().pictures, matches=(match((1, 3)),), library="state"))

    assert verdict.band is Band.CLEAR
    assert len(of(verdict, SignalSource.REFERENCE)) == 1


def test_what_a_lawful_product_silences_gives_no_signal(screener: Screener, seen: Seen) -> None:
    silenced = match((0, 2), silenced_by=7)

    assert of(screener.screen(PLAIN, seen=Evidence(seen().pictures, matches=(silenced,))), SignalSource.REFERENCE) == []


def test_a_verdict_names_only_the_models_that_took_part(screener: Screener, seen: Seen) -> None:
    words, whole = screener.screen(PLAIN), screener.screen(PLAIN, seen=seen(lines=("新品",), cues=("lens",)))

    assert (whole.versions.image_model, whole.versions.ocr_model, whole.versions.lens_model) == (
        "eye",
        "reader",
        "finder",
    )
    assert words.versions == screener.versions
    assert words == screener.screen(PLAIN, seen=Evidence())


def test_an_explanation_names_picture_and_box_and_what_was_not_looked_at(
    screener: Screener, seen: Seen, clock: ObjectGuess
) -> None:
    notes = (PictureNote(image=4, problem=PictureProblem.NOT_HELD),)
    evidence = replace(seen(clock), notes=notes, matches=(match((1, 2)),), library="state")
    explanation = Explanation(screener.screen(FILMING, seen=evidence), FILMING)
    told = "\n".join(Explainer(Taxonomy.load(), Catalogue.load("en")).lines(explanation))

    assert "picture 2 seems to show clock, (0, 0) to (800, 600)" in told
    assert "re-used 1/2 of the reference, 0/4 of the listing" in told
    assert "picture 2 of the listing is clock.jpg of the reference: 4 of 256 bits differ" in told
    assert "pictures not judged: not captured 1" in told
    page = ExplanationPage(Explainer(Taxonomy.load(), Catalogue.load("en"))).render(explanation)
    assert "4 of 256 bits differ" in page


def test_a_lens_counts_where_nothing_says_that_it_belongs_there(screener: Screener, seen: Seen) -> None:
    lawful = Listing(title="行车记录仪 1080P", description="循环录像")
    lens = seen(cues=("lens",))

    assert [one.code for one in of(screener.screen(FILMING, seen=lens), SignalSource.IMAGE)] == ["PINHOLE"]
    assert of(screener.screen(lawful, seen=lens), SignalSource.IMAGE) == []


def test_every_kind_that_counts_is_one_that_the_network_tells() -> None:
    told = {"specified", "named", "out_of_place", "exchanged", "blank", "lens", "callout"}

    assert picture_weights().keys() - told <= object_kinds().keys()
    assert object_kinds().keys() >= (BELONGS_TO_CAMERAS | HAS_A_LENS)
