"""Folding in batches: every character knows its listing and its place."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lenswatch.classifier.text.documents import Folder, Part, Zone
from lenswatch.keywords.normalise import normalise

FOLDER = Folder.shipped()
texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


@settings(max_examples=100, deadline=None)
@given(st.lists(texts, min_size=1, max_size=4))
def test_but_for_blanks_a_batch_folds_as_the_lexicon_folds(given_: list[str]) -> None:
    parts = [Part(number, Zone.TITLE, "title", text) for number, text in enumerate(given_)]

    written = FOLDER.fold_parts(parts, len(parts)).written

    for number, text in enumerate(given_):
        folded = "".join(map(chr, written.codes[written.part == number][:-1]))
        assert folded.replace(" ", "") == normalise(text).text


@given(texts)
def test_places_never_go_back(text: str) -> None:
    written = FOLDER.fold_parts([Part(0, Zone.TITLE, "title", text)], 1).written

    assert all(one <= other for one, other in zip(written.place, written.place[1:], strict=False))


def test_words_of_letters_stay_apart_and_han_comes_together() -> None:
    assert FOLDER.folded_words(["Spy-Pen", "针 孔", ""]) == ["spy pen", "针孔", ""]
    assert FOLDER.folded_words([]) == []
