"""A verdict in words: reasons first, counter-signals too, the seller's own characters, nothing unescaped."""

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from lenswatch.classifier.explaining.explainer import Explainer
from lenswatch.classifier.explaining.explanation import Explanation
from lenswatch.classifier.explaining.feature_words import feature_in_words
from lenswatch.classifier.explaining.kind_words import kind_in_words
from lenswatch.classifier.explaining.page import ExplanationPage
from lenswatch.classifier.explaining.passage import pieces
from lenswatch.classifier.screener import Screener
from lenswatch.classifier.text.model import TextModel
from lenswatch.core.config import Config
from lenswatch.core.listing import Listing
from lenswatch.core.messages import Catalogue
from lenswatch.core.signal import Signal, SignalSource, polarity_of
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.reports.language import Words
from lenswatch.reports.wording import finding_in, official_names

CLOCK = Listing(
    id="c1",
    title="桌面闹钟 针 孔摄象头",
    description="手机远程查看，循环录像。录制时指示灯提示。",
    attributes={"<b>": "存储卡"},
)


@cache
def explanation() -> Explanation:
    screener = Screener.build(Lexicon.load(shipped_keywords()), Taxonomy.load(), Config())
    return Explanation(screener.screen(CLOCK), CLOCK)


def explainer(language: str) -> Explainer:
    return Explainer(Taxonomy.load(), Catalogue.load(language))


def signal(start: int, end: int, text: str, weight: float) -> Signal:
    matched = text[start:end]
    return Signal(
        source=SignalSource.LEXICON,
        code="IMG",
        weight=weight,
        polarity=polarity_of(weight),
        field="title",
        span=(start, end),
        matched=matched,
    )


def test_reasons_come_first_the_heaviest_before_the_others_and_counter_signals_follow() -> None:
    lines = list(explainer("en").lines(explanation()))
    weights = [one.weight for one in explanation().reasons]

    assert weights == sorted(weights, reverse=True)
    assert lines.index("speaks for it:") == 1 < lines.index("speaks against it:")
    assert any("【针 孔摄象头】" in line for line in lines[:4])


def test_the_points_shown_add_up_to_the_score() -> None:
    told = explanation()

    assert abs(told.log_odds - told.verdict.prior - sum(s.weight for s in told.verdict.signals)) < 1e-4
    assert f"a score of {told.verdict.score:.4f}" in explainer("en").sum(told)


def test_what_is_unknown_is_said_in_words() -> None:
    (line,) = [line for line in explainer("en").lines(explanation()) if line.startswith("not known:")]

    assert "no picture took part in this verdict" in line
    assert "the listing shows no price" in line


def test_a_page_escapes_what_a_seller_wrote_and_runs_nothing() -> None:
    page = ExplanationPage(explainer("zh")).render(explanation())

    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert "<script" not in page
    assert ">针 孔摄象头</mark>" in page


def test_a_page_without_the_listing_says_so() -> None:
    page = ExplanationPage(explainer("en")).render(Explanation(explanation().verdict))

    assert "the listing itself is not at hand" in page


def test_no_explanation_states_a_finding() -> None:
    allowed = official_names(Taxonomy.load())
    for language in ("en", "zh"):
        for line in explainer(language).lines(explanation()):
            assert finding_in(line, allowed) is None


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.floats(-3, 3)), max_size=6))
def test_a_passage_cut_into_pieces_loses_nothing(text: str, marks: list[tuple[int, int, float]]) -> None:
    signals = [signal(min(a, b), max(a, b), text, weight) for a, b, weight in marks]

    assert "".join(piece.text for piece in pieces(text, signals)) == text


def test_every_feature_of_the_shipped_model_has_words_in_both_languages() -> None:
    names = TextModel.shipped().extractor.names
    for language in ("en", "zh"):
        catalogue = Catalogue.load(language)
        told = {name: feature_in_words(name, Taxonomy.load(), catalogue) for name in names}
        assert [name for name, words in told.items() if language == "zh" and words.isascii()] == []
        assert [name for name, words in told.items() if "host_" in words or words.startswith("number:")] == []


def test_words_the_text_model_points_at_are_no_claim_of_the_seller() -> None:
    (text,) = [one for one in explanation().verdict.signals if one.source is SignalSource.TEXT]

    assert explainer("zh").name(text) == "整体写法与此类商品相近（文本模型）"
    assert "宣称" not in Words.of(Config(), Taxonomy.load()).signal(text)


def test_every_kind_of_the_shipped_model_has_words_in_both_languages() -> None:
    english, chinese = Catalogue.load("en"), Catalogue.load("zh")

    for kind in TextModel.shipped().fitted.kinds:
        assert "-or-" not in kind_in_words(kind, english)
        assert not kind_in_words(kind, chinese).isascii()
