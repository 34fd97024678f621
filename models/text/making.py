"""`lenswatch train text`: from files to files."""

import json
from collections.abc import Callable, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from lenswatch.classifier.text.artefact import CARD, MANIFEST, write_model
from lenswatch.core.digest import sha256_of
from lenswatch.core.errors import UserError
from lenswatch.core.files import written_aside
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.models.corpus_file import read_corpus
from lenswatch.models.corpus_row import CorpusRow
from lenswatch.models.text.card import CardInput, card
from lenswatch.models.text.samples import Sample, read_extra
from lenswatch.models.text.training import train

_LEAST_WRITERS = 2


class Made(NamedTuple):
    """What a training wrote."""

    folder: Path
    digest: str
    """Of the manifest."""
    rows: int


def make_text_model(
    corpus: Path | Traversable,
    extras: Sequence[Path],
    lexicon: Lexicon,
    out: Path,
    say: Callable[[str], None] = lambda _: None,
) -> Made:
    """Train a text model and write it with its card; the manifest comes last.

    Args:
        corpus: Folder of JSONL files.
        extras: Files of further rows, learnt from and never copied.
        lexicon: Its words enter the vocabulary.
        out: Folder for manifest.json and text_model/.
        say: Told what is being done.

    Raises:
        UserError: If a file is wrong, or the corpus has a single writer.
    """
    rows = read_corpus(corpus)
    if len({row.writer for row in rows}) < _LEAST_WRITERS:
        raise UserError(
            "{folder}: holds rows of fewer than {least} writers; scores of held-out writers need more.",
            folder=corpus,
            least=_LEAST_WRITERS,
        )
    further: list[Sample] = []
    trained_on = {"corpus": _digest(rows), "lexicon": lexicon.terms_digest}
    for path in extras:
        samples, data = read_extra(path)
        further += samples
        trained_on[f"further rows {len(trained_on) - 1}"] = sha256_of(data)
    shipped = train(rows, further, lexicon, trained_on, say)
    alone = train(rows, [], lexicon, trained_on, say, only_judged=further) if further else None
    content = write_model(shipped.fitted, shipped.arrays)
    manifest = json.loads(content[MANIFEST])
    content[CARD] = card(CardInput(shipped, alone, manifest)).encode()
    _write(out, content)
    return Made(out, sha256_of(content[MANIFEST]), len(rows) + len(further))


def _digest(rows: Sequence[CorpusRow]) -> str:
    return sha256_of("\n".join(row.model_dump_json() for row in rows).encode())


def _write(out: Path, content: dict[str, bytes]) -> None:
    for name in sorted(content, key=lambda name: name == MANIFEST):
        path = out.joinpath(*name.split("/"))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError("{path}: cannot be made ({reason}).", path=path.parent, reason=error.strerror) from error
        with written_aside(path) as stream:
            stream.write(content[name])
