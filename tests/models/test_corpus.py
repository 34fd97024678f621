"""The training corpus is written by hand: templates would teach a model the template."""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from lenswatch.core.errors import UserError
from lenswatch.models.corpus_file import read_corpus, shipped_corpus
from lenswatch.models.corpus_lint import (
    MEDIAN_ALIKE,
    likeness,
    median_likeness,
    shared_strings,
    specifications,
    too_alike,
    trigrams,
)
from lenswatch.models.corpus_row import CorpusRow, Difficulty, Label


@pytest.fixture(scope="module")
def corpus() -> tuple[CorpusRow, ...]:
    return read_corpus(shipped_corpus())


def by_language(rows: tuple[CorpusRow, ...]) -> Iterator[list[CorpusRow]]:
    for _, group in groupby(sorted(rows, key=lambda row: row.lang), key=lambda row: row.lang):
        yield list(group)


def test_no_two_rows_are_alike(corpus: tuple[CorpusRow, ...]) -> None:
    assert list(too_alike(corpus)) == []


def test_no_wording_is_shared_by_many_rows(corpus: tuple[CorpusRow, ...]) -> None:
    for rows in by_language(corpus):
        assert list(shared_strings(rows, specifications(shipped_corpus()))) == []


def test_most_pairs_share_next_to_nothing(corpus: tuple[CorpusRow, ...]) -> None:
    for rows in by_language(corpus):
        assert median_likeness(rows) < MEDIAN_ALIKE


def test_ids_are_unique_and_each_file_is_one_writer(corpus: tuple[CorpusRow, ...]) -> None:
    assert [row_id for row_id, count in Counter(row.id for row in corpus).items() if count > 1] == []
    for path in shipped_corpus().iterdir():
        if path.name.endswith(".jsonl"):
            writers = {json.loads(line)["id"].partition("-")[0] for line in path.read_text("utf-8").splitlines()}
            assert writers == {path.name.removesuffix(".jsonl")}


def test_every_writer_wrote_every_label_and_most_wrote_every_difficulty(corpus: tuple[CorpusRow, ...]) -> None:
    writers = {row.writer for row in corpus}
    labels = {(row.writer, row.label) for row in corpus}
    difficulties = Counter(difficulty for _, difficulty in {(row.writer, row.difficulty) for row in corpus})

    assert labels == {(writer, label) for writer in writers for label in Label}
    assert min(difficulties[one] for one in Difficulty) >= len(writers) - 1


def test_no_row_is_a_listing_of_the_demo(corpus: tuple[CorpusRow, ...], demo_texts: list[str]) -> None:
    shown = [trigrams(text) for text in demo_texts]

    assert len(shown) > 150
    for row in corpus:
        grams = trigrams(row.text)
        assert max(likeness(grams, other) for other in shown) < 0.6


def test_a_bad_row_is_named(tmp_path: Path) -> None:
    (tmp_path / "xx1.jsonl").write_text('{"id": "xx1-0001", "label": "odd", "lang": "zh", "title": "a"}', "utf-8")

    with pytest.raises(UserError, match=r"xx1\.jsonl: line 1: label"):
        read_corpus(tmp_path)


def test_only_covert_rows_have_a_difficulty() -> None:
    row = {"id": "xx1-0001", "lang": "zh", "title": "挂钟", "kind": "clock", "style": "formal"}

    with pytest.raises(ValueError, match="difficulty"):
        CorpusRow.model_validate({**row, "label": "plain", "difficulty": "plain_name"})
    with pytest.raises(ValueError, match="difficulty"):
        CorpusRow.model_validate({**row, "label": "covert"})
