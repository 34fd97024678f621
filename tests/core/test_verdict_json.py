"""Verdicts written in bulk are the bytes of their contract."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lenswatch.core.ground import Ground, Showing
from lenswatch.core.signal import Signal, SignalSource, polarity_of
from lenswatch.core.verdict import Band, Verdict, Versions
from lenswatch.core.verdict_json import verdict_json

texts = st.text(st.characters(codec="utf-8"), max_size=12)
maybe = st.none() | texts
numbers = st.floats() | st.floats(-9, 9).map(lambda one: round(one, 4)) | st.integers(-4, 4).map(float)
shares = st.floats(0, 1) | st.sampled_from([0.0, 0.0001, 1e-05, 1e-07, 1.0])
spans = st.tuples(st.integers(0, 9), st.integers(9, 1 << 40))
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
    disguise=maybe,
    disguise_confidence=st.none() | shares,
    kind=maybe,
    kind_confidence=st.none() | shares,
    pictures_judged=st.integers(0, 9),
    signals=st.lists(signals(), max_size=3).map(tuple),
    grounds=st.lists(grounds, max_size=2).map(tuple),
    versions=st.builds(Versions, lexicon=texts, rules=texts, text_model=maybe, software=texts, release=maybe),
)


@settings(max_examples=80, deadline=None)
@given(verdicts)
def test_it_writes_the_bytes_of_the_record(verdict: Verdict) -> None:
    assert verdict_json(verdict) == verdict.model_dump_json()
