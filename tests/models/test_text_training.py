"""Training: the same rows give the same bytes, and no text of a further row is in the files."""

import json
from pathlib import Path

import pytest

from lenswatch.classifier.text.artefact import ARRAYS, CARD, JSON, MANIFEST
from lenswatch.classifier.text.model import TextModel
from lenswatch.cli import main
from lenswatch.core.errors import UserError
from lenswatch.core.listing import Listing
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.models.corpus_file import shipped_corpus
from lenswatch.models.text.making import make_text_model

MARKS = ("霁月堂限定", "Zephyrmoon")
FILES = (MANIFEST, ARRAYS, JSON, CARD)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for name in ("zh4.jsonl", "zh7.jsonl"):
        lines = shipped_corpus().joinpath(name).read_text(encoding="utf-8").splitlines()
        (folder / name).write_text("\n".join(lines[::2]) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def extra(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("extra") / "titles.jsonl"
    rows = [{"text": f"{mark} {n}", "label": "hard_negative", "source": "shop"} for n in range(10) for mark in MARKS]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def trained(corpus: Path, extra: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("trained")
    make_text_model(corpus, [extra], Lexicon.load(shipped_keywords()), out)
    return out


@pytest.mark.slow
def test_the_same_rows_give_the_same_bytes(corpus: Path, extra: Path, trained: Path, tmp_path: Path) -> None:
    make_text_model(corpus, [extra], Lexicon.load(shipped_keywords()), tmp_path)

    assert [(tmp_path / name).read_bytes() for name in FILES] == [(trained / name).read_bytes() for name in FILES]


@pytest.mark.slow
def test_what_was_trained_can_be_used_and_holds_no_text_of_the_further_rows(trained: Path) -> None:
    (margin,) = TextModel.load(trained).margins([Listing(title="挂钟")])

    assert isinstance(margin, int)
    assert not any(mark.encode() in (trained / name).read_bytes() for name in FILES for mark in MARKS)


@pytest.mark.slow
def test_the_card_names_inputs_and_both_sets_of_figures(trained: Path) -> None:
    told = (trained / CARD).read_text(encoding="utf-8")

    assert "further rows 1" in told
    assert "Corpus only, not shipped" in told
    assert "further rows, lawful, zh | 10" in told


def test_a_corpus_of_one_writer_is_refused(corpus: Path, tmp_path: Path) -> None:
    alone = tmp_path / "corpus"
    alone.mkdir()
    (alone / "zh7.jsonl").write_bytes((corpus / "zh7.jsonl").read_bytes())

    with pytest.raises(UserError, match="fewer than 2 writers"):
        make_text_model(alone, [], Lexicon.load(shipped_keywords()), tmp_path / "out")


def test_a_wrong_further_row_is_named_by_line_and_field(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"text": "挂钟", "label": "plain"}\n{"text": "", "label": "plain"}\n', encoding="utf-8")

    with pytest.raises(SystemExit) as ended:
        main(["--lang", "en", "train", "text", "--out", str(tmp_path), "--corpus", str(corpus), "--extra", str(bad)])

    assert ended.value.code == 2
    assert "bad.jsonl: line 2: text" in capsys.readouterr().err
