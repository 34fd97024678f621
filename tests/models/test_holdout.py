"""Held-out listings stay held out."""

from collections import defaultdict
from pathlib import Path

import pytest

from lenswatch.models.corpus_file import read_corpus, shipped_corpus
from lenswatch.models.corpus_lint import MOST_ALIKE, likeness, too_alike, trigrams
from lenswatch.models.corpus_row import CorpusRow, Label
from lenswatch.models.evaluation.holdout import FOLDER, holdout_files, shipped_holdout

ROOM = Path(__file__).parents[2] / "models"


@pytest.fixture(scope="module")
def holdout() -> tuple[CorpusRow, ...]:
    return read_corpus(shipped_holdout())


def test_no_held_out_row_is_like_a_row_of_the_corpus(holdout: tuple[CorpusRow, ...]) -> None:
    corpus = [trigrams(row.text) for row in read_corpus(shipped_corpus())]
    holders: dict[str, list[int]] = defaultdict(list)
    for index, grams in enumerate(corpus):
        for gram in grams:
            holders[gram].append(index)
    for row in holdout:
        grams = trigrams(row.text)
        shared: dict[int, int] = defaultdict(int)
        for gram in grams:
            for index in holders.get(gram, ()):
                shared[index] += 1
        # A likeness of .6 needs .6 of the row's own trigrams at least.
        near = [index for index, count in shared.items() if count >= MOST_ALIKE * len(grams)]
        assert all(likeness(grams, corpus[index]) < MOST_ALIKE for index in near), row.id


def test_no_two_held_out_rows_are_alike(holdout: tuple[CorpusRow, ...]) -> None:
    assert list(too_alike(holdout)) == []


def test_a_copied_row_would_be_found(holdout: tuple[CorpusRow, ...]) -> None:
    first = trigrams(holdout[0].text)

    assert likeness(first, trigrams(holdout[0].text + " 包邮")) > MOST_ALIKE


def test_writers_of_held_out_rows_wrote_nothing_else(holdout: tuple[CorpusRow, ...]) -> None:
    writers = {row.writer for row in holdout}

    assert {row.label for row in holdout} == set(Label)
    assert writers == {Path(file).stem for file in holdout_files()}
    assert writers & {row.writer for row in read_corpus(shipped_corpus())} == set()


def test_training_code_does_not_reach_for_held_out_rows() -> None:
    judges = {ROOM / "evaluation", ROOM / FOLDER}
    training = [path for path in ROOM.rglob("*.py") if not judges & set(path.parents)]

    assert training
    assert [path.name for path in training if FOLDER in path.read_text(encoding="utf-8")] == []
