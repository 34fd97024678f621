"""What a model learns from: listings with a label, each from a source."""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from lenswatch.core.errors import UserError
from lenswatch.core.listing import Listing
from lenswatch.core.record import Record
from lenswatch.core.validation import field_problems
from lenswatch.models.corpus_row import CorpusRow, Label

_NAMES = {"negative": "plain", "hard_negative": "lawful"}


@dataclass(frozen=True)
class Sample:
    """One listing and what it is."""

    listing: Listing
    label: Label
    source: str
    """Writer or collection: data are split by it, never within."""
    difficulty: str | None = None
    disguise: str | None = None
    kind: str | None = None

    @property
    def covert(self) -> bool:
        """Whether a covert camera is on offer."""
        return self.label is Label.COVERT


class ExtraRow(Record):
    """A row of a further file: {"text": …, "label": …, "source": …}; other keys are passed over."""

    text: Annotated[str, Field(min_length=1)]
    label: Annotated[Label, Field(strict=False)]
    source: str = ""


def of_corpus(row: CorpusRow) -> Sample:
    """A row of the corpus."""
    return Sample(
        row.listing(),
        row.label,
        row.writer,
        row.difficulty.value if row.difficulty else None,
        row.disguise,
        row.kind,
    )


def read_extra(path: Path) -> tuple[list[Sample], bytes]:
    """Real rows that are learnt from and never copied: JSONL, plain or gzip; with the bytes read.

    Raises:
        UserError: If the file cannot be read, or a row is wrong; names file, line and field.
    """
    try:
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise UserError("{file}: cannot be read ({reason}).", file=path, reason=error) from error
    return list(_rows(path, text.splitlines())), data


def _rows(path: Path, lines: Sequence[str]) -> Iterator[Sample]:
    for number, line in enumerate(lines, start=1):
        try:
            value = json.loads(line)
            chosen = {name: value[name] for name in ("text", "label", "source") if name in value}
            chosen["label"] = _NAMES.get(chosen.get("label", ""), chosen.get("label", ""))
            row = ExtraRow.model_validate(chosen)
        except (json.JSONDecodeError, TypeError) as error:
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
        yield Sample(Listing(title=row.text), row.label, row.source)
