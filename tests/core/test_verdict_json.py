"""Verdicts written in bulk are the bytes of their contract."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lenswatch.classifier.image.problem import PictureFault
from lenswatch.core.ground import Ground, Showing
from lenswatch.core.picture_field import is_printed, picture_field, picture_number, text_field
from lenswatch.core.picture_note import PictureNote, PictureProblem
from lenswatch.core.signal import Signal, SignalSource, polarity_of
from lenswatch.core.verdict import Band, Held, Verdict, Versions
from lenswatch.core.verdict_json import verdict_json

texts = st.text(st.characters(codec="utf-8"), max_size=12)
maybe = st.none() | texts
numbers = st.floats() | st.floats(-9, 9).map(lambda one: round(one, 4)) | st.integers(-4, 4).map(float)
shares = st.floats(0, 1) | st.sampled_from([0.0, 0.0001, 1e-05, 1e-07, 1.0])
spans = st.tuples(st.integers(0, 9), st.integers(9, 1 << 40))
boxes = st.tuples(*[st.integers(0, 20_000)] * 4)
notes = st.builds(PictureNote, image=st.integers(0, 40), picture=maybe, problem=st.sampled_from(PictureProblem))
some_texts = st.lists(texts, max_size=3).map(tuple)


@st.composite
def signals(draw: st.DrawFn) -> Signal:
    weight = draw(numbers)
    return Signal(
        source=draw(st.sampled_from(SignalSource)),
        code=draw(texts),
        weight=weight,
        polarity=polarity_of(weight),
        field=draw(texts),
        span=draw(spans),
        term=draw(maybe),
        rule=draw(maybe),
        matched=draw(texts),
        picture=draw(maybe),
        box=draw(st.none() | boxes),
        reasons=draw(some_texts),
    )


showings = st.builds(Showing, element=texts, code=texts, field=texts, span=spans, matched=texts)
grounds = st.builds(
    Ground, code=texts, met=some_texts, not_met=some_texts, unknown=some_texts, shown_by=st.tuples(showings)
)
verdicts = st.builds(
    Verdict,
    id=maybe,
    line=st.none() | st.integers(1),
    score=shares,
    prior=numbers,
    band=st.sampled_from(Band),
    held=st.lists(st.sampled_from(Held), max_size=2).map(tuple),
    disguise=maybe,
    disguise_confidence=st.none() | shares,
    kind=maybe,
    kind_confidence=st.none() | shares,
    pictures_judged=st.integers(0, 9),
    pictures=st.lists(notes, max_size=2).map(tuple),
    signals=st.lists(signals(), max_size=3).map(tuple),
    grounds=st.lists(grounds, max_size=2).map(tuple),
    versions=st.builds(
        Versions,
        lexicon=texts,
        rules=texts,
        text_model=maybe,
        image_model=maybe,
        library=maybe,
        sellers=maybe,
        software=texts,
    ),
)


@settings(max_examples=80, deadline=None)
@given(verdicts)
def test_it_writes_the_bytes_of_the_record(verdict: Verdict) -> None:
    assert verdict_json(verdict) == verdict.model_dump_json()


def test_an_old_verdict_without_pictures_is_read_and_written_back_as_it_was() -> None:
    line = (
        '{"id":"1","score":0.5,"prior":0.0,"band":"review","disguise":null,"pictures_judged":0,"signals":[{"source":'
        '"lexicon","code":"IMG","weight":0.5,"polarity":"+","field":"title","span":[0,1],"term":"T1","matched":"x"}],'
        '"grounds":[],"versions":{"lexicon":"a","rules":"b","software":"0"}}'
    )

    assert verdict_json(Verdict.model_validate_json(line)) == line


def test_a_picture_field_names_its_picture_and_nothing_else_does() -> None:
    names = (text_field(3), picture_field(3), "images.text", "attributes.images.3", "title")

    assert [picture_number(name) for name in names] == [3, 3, None, None, None]
    assert [is_printed(name) for name in names] == [True, False, False, False, False]


def test_every_fault_of_a_picture_has_its_word_in_verdicts() -> None:
    assert {fault.value for fault in PictureFault} <= {problem.value for problem in PictureProblem}
