"""Words: rjieba in the hot path cuts as jieba does, with the same words of our own."""

import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path

import jieba
import pytest

from lenswatch.classifier.text.model import TextModel
from lenswatch.classifier.text.words import Cutter
from lenswatch.models.corpus_file import read_corpus, shipped_corpus

RUN = re.compile("[\u3400-\u9fff]+")


@pytest.fixture(scope="module")
def reference(model: TextModel, tmp_path_factory: pytest.TempPathFactory) -> jieba.Tokenizer:
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    tokenizer.initialize()
    for word in model.fitted.vocabulary.dictionary:
        tokenizer.add_word(word)
    return tokenizer


def disagreements(model: TextModel, reference: jieba.Tokenizer, texts: Iterable[str]) -> list[str]:
    cutter = Cutter(model.fitted.vocabulary.dictionary)
    runs = {run for text in texts for run in RUN.findall(text)}
    assert runs
    return [run for run in sorted(runs) if cutter.cut(run) != reference.lcut(run, HMM=False)]


def test_the_corpus_is_cut_as_jieba_cuts_it(model: TextModel, reference: jieba.Tokenizer) -> None:
    texts = [row.title for row in read_corpus(shipped_corpus())]

    assert disagreements(model, reference, texts) == []


@pytest.mark.development_data
def test_real_texts_are_cut_as_jieba_cuts_them(
    model: TextModel, reference: jieba.Tokenizer, development_data: Path
) -> None:
    with gzip.open(development_data / "text" / "dev.jsonl.gz", "rt", encoding="utf-8") as stream:
        texts = [row["text"] for row in map(json.loads, stream) if row["lang"] == "zh"]

    assert len(texts) > 10_000
    assert len(disagreements(model, reference, texts)) <= 3  # ties of equally likely words, such as 痘痘痘
