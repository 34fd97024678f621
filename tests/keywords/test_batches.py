"""Many texts at once give exactly what each gives alone, and what is passed over quickly holds nothing."""

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lenswatch.keywords import matcher as matcher_module
from lenswatch.keywords.compiled import CompiledLexicon
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.look_alikes import LookAlikes, seeks_look_alikes
from lenswatch.keywords.matcher import Matcher
from lenswatch.keywords.normalise import normal_forms, normalise, normalise_many
from lenswatch.keywords.reading import LexiconReader
from lenswatch.keywords.skeleton import shipped_confusables
from lenswatch.keywords.term import Term
from lenswatch.keywords.variants import Policy

AWKWARD = "针孔摄像头象攝慑珍spy1㎡ﬁ .*-，\n\r📷\u200b\x00\ud800\U0010fffe\U0010ffff"
WORDS = (
    "针孔摄像头",
    "针 孔摄象头",
    "珍恐社向投",
    "镊像头",
    "隐藏",
    "spy camera",
    "检测",
    "儿童手表",
    "夜视",
    "\n",
    "。",
)
texts_of = st.lists(st.text(alphabet=AWKWARD, max_size=30) | st.text(max_size=5), max_size=6)
listings_of = st.lists(
    st.dictionaries(
        st.sampled_from(("title", "description", "category", "attributes.x")),
        st.lists(st.sampled_from(WORDS) | st.text(alphabet=AWKWARD, max_size=4), max_size=8).map("".join),
    ),
    max_size=5,
)


@given(texts_of)
def test_texts_folded_at_once_are_folded_as_each_alone(texts: list[str]) -> None:
    many = normalise_many(texts)

    assert [(one.text, one.original, one.origins, one.codes.tolist()) for one in many] == [
        (one.text, one.original, one.origins, one.codes.tolist()) for one in map(normalise, texts)
    ]
    assert normal_forms(texts) == [one.text for one in many]


@given(st.sets(st.text(alphabet="针孔头spy1\n", min_size=1, max_size=3), min_size=1).map(sorted), texts_of)
def test_texts_matched_at_once_are_matched_as_each_alone(patterns: list[str], texts: list[str]) -> None:
    matcher = Matcher(patterns)

    places = matcher.match_many(texts)

    singly = [
        (number, *form.original_span(match.start, match.end), match.pattern)
        for number, form in enumerate(map(normalise, texts))
        for match in matcher.find(form)
    ]
    columns = (places.text, places.start, places.end, places.pattern)
    assert list(zip(*(column.tolist() for column in columns), strict=True)) == singly


@given(st.sets(st.text(alphabet="针孔头spy1", min_size=1, max_size=3), min_size=1).map(sorted), st.text(AWKWARD))
def test_many_matches_are_located_as_each_alone(patterns: list[str], text: str) -> None:
    form, matcher = normalise(text), Matcher(patterns)

    with pytest.MonkeyPatch.context() as patch:
        found = []
        for many in (0, len(text) ** 2 + 1):
            patch.setattr(matcher_module, "_MANY", many)
            located = matcher.locate(form)
            found.append([column.tolist() for column in located] if located else None)

    assert found[0] == found[1]


@settings(deadline=None)  # a busy machine
@given(listings_of)
def test_listings_read_at_once_are_read_as_each_alone(
    shipped_reader: LexiconReader, listings: list[dict[str, str]]
) -> None:
    assert shipped_reader.read_many(listings) == [shipped_reader.read(fields) for fields in listings]


def test_many_portions_are_read_in_order(small: LexiconReader) -> None:
    listings: list[Mapping[str, str]] = [{"title": f"{'手表' * (number % 900)}针孔摄像头"} for number in range(200)]

    assert small.read_many(listings) == [small.read(fields) for fields in listings]
    assert small.read_many([]) == []


class Ungated:
    """Every term at every place, character by character."""

    def __init__(self, lexicon: Lexicon) -> None:
        forms = normal_forms([term.text for term in lexicon.terms])
        self.terms = [
            (term.id, form, [self._stand_ins(lexicon, term, character) for character in form])
            for term, form in zip(lexicon.terms, forms, strict=True)
            if term.active and seeks_look_alikes(term, form)
        ]

    @staticmethod
    def _stand_ins(lexicon: Lexicon, term: Term, one: str) -> frozenset[str]:
        known = shipped_confusables()
        alike = {one, *known.looks.get(one, ""), *lexicon.replacements.single(one, Policy.SHAPE)}
        if Policy.SOUND in term.variants:
            alike |= {*known.heard_as(known.syllables[one]), *lexicon.replacements.single(one, Policy.SOUND)}
        return frozenset(alike)

    def find(self, text: str) -> Iterator[tuple[str, tuple[int, int]]]:
        known, normal = shipped_confusables(), normalise(text)
        for term_id, form, alike in self.terms:
            for start in range(len(normal.text) - len(form) + 1):
                written = normal.text[start : start + len(form)]
                if written != form and all(other in others for other, others in zip(written, alike, strict=True)):
                    own = sum(map(known.as_good_as, written, form))
                    if own >= {3: 1, 4: 2}.get(len(form), 1):
                        yield term_id, normal.original_span(start, start + len(form))


@pytest.fixture(scope="module")
def ungated(shipped: Lexicon) -> Ungated:
    return Ungated(shipped)


@pytest.fixture(scope="module")
def looks(shipped: Lexicon) -> LookAlikes:
    return CompiledLexicon.build(shipped, None).look_alikes


@settings(deadline=None)
@given(st.lists(st.sampled_from("针钉孔吼摄慑社像橡相头斗隐稳藏偷愉拍怕微徽型刑 a，"), max_size=14).map("".join))
def test_the_quick_search_for_look_alikes_passes_nothing_over(ungated: Ungated, looks: LookAlikes, text: str) -> None:
    found = [(hit.term.id, hit.span) for hit in looks.find(normalise(text))]

    assert sorted(found) == sorted(ungated.find(text))
