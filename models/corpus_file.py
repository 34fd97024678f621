"""Reading the corpus: JSONL files, checked row by row."""

import json
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import ValidationError

from lenswatch.core.errors import UserError
from lenswatch.core.validation import field_problems
from lenswatch.models.corpus_row import CorpusRow


def shipped_corpus() -> Traversable:
    """The folder of the corpus that ships with lenswatch."""
    return files("lenswatch").joinpath("models", "corpus")


def read_corpus(folder: Path | Traversable) -> tuple[CorpusRow, ...]:
    """Every row of a folder's JSONL files, by id.

    Raises:
        UserError: If a row is not as `CorpusRow` says; names file, line and field.
    """
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".jsonl")), key=lambda path: path.name)
    rows = [row for path in paths for row in _rows(path)]
    return tuple(sorted(rows, key=lambda row: row.id))


def _rows(path: Path | Traversable) -> Iterator[CorpusRow]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            yield CorpusRow.model_validate(json.loads(line))
        except json.JSONDecodeError as error:
            raise UserError("{file}: line {line}: is no JSON object", file=path.name, line=number) from error
        except ValidationError as error:
            problem = next(field_problems(error))
            raise UserError(
                "{file}: line {line}: {field} {reason}",
                file=path.name,
                line=number,
                field=problem.path,
                reason=problem.reason,
            ) from error
