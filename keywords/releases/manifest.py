"""The manifest of a release: what it holds and where it comes from."""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from typing import Self

from pydantic import ValidationError

from lenswatch.core.digest import canonical_json, sha256_of
from lenswatch.core.errors import LexiconError
from lenswatch.core.record import Instant, Record
from lenswatch.core.validation import field_problems
from lenswatch.keywords.folding import shipped_table
from lenswatch.keywords.skeleton import shipped_confusables


class Manifest(Record):
    """manifest.json."""

    version: int
    """Counted from 1; never given twice."""
    created_at: Instant
    """When it was compiled."""
    actor: str
    """Who compiled it."""
    reason: str
    """Why; may be empty."""
    same_as: int | None = None
    """The earlier version that a rollback went back to."""
    tables_sha256: str
    """SHA-256 of the list of the tables' digests, as `sha256sum` writes it; releases of equal tables have it equal."""
    previous: str | None
    """Name of the release before, which its own manifest describes."""
    previous_manifest_sha256: str | None
    """SHA-256 of that manifest."""
    changelog_rows: int
    """Rows of CHANGELOG.csv at that time."""
    changelog_head: str
    """Chain of the last of them."""
    terms_sha256: str
    """What verdicts carry as lexicon version, where every active term is in force."""
    rules_sha256: str
    """Digest of context rules, exclusions and weights."""
    software: str
    """Version of lenswatch that compiled it."""
    derivation_sha256: str
    """Digest of what spellings were derived with, the tables aside."""
    counts: Mapping[str, int]
    """Terms, active terms, rules, exclusions, spellings, skeletons, switched off."""
    files: Mapping[str, str]
    """SHA-256 of each other file by its path in the release."""

    @property
    def name(self) -> str:
        """Name of the release's folder."""
        return f"{self.version}-{self.tables_sha256[:8]}"

    @classmethod
    def parse(cls, data: bytes, file: object) -> Self:
        """Read a manifest.

        Args:
            data: Its bytes.
            file: Its name in messages.

        Raises:
            LexiconError: If it is no manifest; names the field.
        """
        try:
            return cls.model_validate_json(data)
        except ValidationError as error:
            problem = next(field_problems(error))
            raise LexiconError(
                "{file}: {field} {reason}", file=file, field=problem.path or "–", reason=problem.reason
            ) from error

    def data(self) -> bytes:
        """The bytes of the file."""
        return self.model_dump_json(indent=1).encode() + b"\n"


@cache
def derivation_digest() -> str:
    """SHA-256 of what derives spellings: software, folding and look-alikes. Another one derives them anew."""
    known = shipped_confusables()
    made_of = [version("lenswatch"), shipped_table().digest, known.numbers, known.syllables, known.looks]
    return sha256_of(canonical_json(made_of))
