import unicodedata
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.keywords.folding import shipped_table
from lenswatch.keywords.folding_source import make_table
from lenswatch.keywords.normalise import normal_forms, normalise

AWKWARD = "针孔摄像头象spyCAM針攝ＷｉＦｉﬁﷺ①㎡㍿İßéｶﾞが각"
AWKWARD += "\u200b\u0301 .*_-·，。；！？\n\r\u2028📷👨\u200d👩✈️\ud800\U0010ffff\x00"
texts = st.text() | st.text(alphabet=AWKWARD)


@given(texts)
def test_the_normal_form_is_its_own_normal_form(text: str) -> None:
    form = normalise(text).text

    assert normalise(form).text == form


@given(texts)
def test_origins_never_decrease_and_stay_in_range(text: str) -> None:
    normalised = normalise(text)

    assert len(normalised.origins) == len(normalised.text)
    assert sorted(normalised.origins) == normalised.origins
    assert all(0 <= origin < len(text) for origin in normalised.origins)


@given(texts, st.data())
def test_an_original_span_holds_the_normal_form_and_no_dropped_edges(text: str, data: st.DataObject) -> None:
    normalised = normalise(text)
    if not normalised.text:
        return
    start = data.draw(st.integers(0, len(normalised.text) - 1))
    end = data.draw(st.integers(start + 1, len(normalised.text)))

    first, last = normalised.original_span(start, end)

    assert 0 <= first < last <= len(text)
    assert normalise(text[first]).text
    assert normalise(text[last - 1]).text
    assert normalised.text[start:end] in normalise(text[first:last]).text


@given(texts, texts)
def test_every_character_is_folded_by_itself(left: str, right: str) -> None:
    assert normalise(left + right).text == normalise(left).text + normalise(right).text


def test_dropped_characters_inside_a_match_belong_to_it_and_those_around_do_not() -> None:
    normalised = normalise("超小的针 孔摄象头 ")
    start = normalised.text.index("针")

    assert normalised.original_span(start, start + 5) == (3, 9)


def test_half_of_an_expanded_character_takes_the_whole_of_it() -> None:
    normalised = normalise("a㎡b")

    assert normalised.text == "am2b"
    assert normalised.original_span(1, 2) == (1, 2)
    assert normalised.original_span(2, 4) == (1, 3)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("針孔攝像頭", "针孔摄像头"),
        ("ＷｉＦｉ", "wifi"),
        ("针.孔-摄_像*头", "针孔摄像头"),
        ("针\u200b孔\u00ad", "针孔"),
        ("针📷孔 👨\u200d👩\u200d👧", "针孔"),
        ("sру саm", "spycam"),
        ("Café STRASSE straße", "cafestrassestrasse"),
        ("⼿表", "手表"),
        ("针，孔。头！a、b", "针,孔;头!a,b"),
        ("が ガ 각", "がガ각"),
        ("针ℹ️孔™", "针孔"),
    ],
)
def test_folding(text: str, form: str) -> None:
    assert normalise(text).text == form


def test_normal_forms_of_many_texts_are_those_of_each() -> None:
    texts = ["針孔", "", "Spy Cam", "。"]

    assert normal_forms(texts) == [normalise(text).text for text in texts]
    assert normal_forms([]) == []


@pytest.mark.slow
def test_the_shipped_table_is_what_its_generator_makes() -> None:
    if unicodedata.unidata_version != "14.0.0":
        pytest.skip("the table was made with Unicode 14 (Python 3.11)")
    shipped = files("lenswatch").joinpath("keywords", "folding.csv").read_text(encoding="utf-8")

    assert list(make_table()) == shipped.splitlines()
    assert len(shipped_table().digest) == 64
