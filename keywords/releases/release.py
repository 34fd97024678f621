"""A release: a lexicon as it was compiled, never changed afterwards."""

import csv
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Self

from lenswatch.core.digest import sha256_of
from lenswatch.core.errors import LexiconError
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.releases import changelog, variants_lock
from lenswatch.keywords.releases.manifest import Manifest, derivation_digest
from lenswatch.keywords.releases.tables import Tables
from lenswatch.keywords.releases.variants_lock import derived_from

MANIFEST = "manifest.json"
TABLES = "tables/"
LOG = changelog.FILE


@dataclass(frozen=True)
class Release:
    """A release whose files were held against the digests of its manifest."""

    manifest: Manifest
    manifest_sha256: str
    tables: Tables
    lock: bytes
    """variants.lock."""

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Read and check a release.

        Raises:
            LexiconError: If a file is missing, was added or differs from its digest; nothing of it may be used.
        """
        data = manifest_data(folder)
        manifest = Manifest.parse(data, folder / MANIFEST)
        if manifest.name != folder.name:
            raise LexiconError("{folder}: the manifest is that of release {name}.", folder=folder, name=manifest.name)
        files = {name: _checked(folder, name, digest) for name, digest in manifest.files.items()}
        tables = Tables({n.removeprefix(TABLES): content for n, content in files.items() if n.startswith(TABLES)})
        if variants_lock.FILE not in files or tables.digest != manifest.tables_sha256:
            raise LexiconError("{folder}: the manifest does not describe this release.", folder=folder)
        return cls(manifest, sha256_of(data), tables, files[variants_lock.FILE])

    def lexicon(self) -> Lexicon:
        """Its lexicon, with the spellings it lists; derived anew if this lenswatch would derive others.

        Raises:
            LexiconErrors: If this lenswatch finds the tables wrong.
        """
        known = self.manifest.derivation_sha256 == derivation_digest()
        try:
            derived = derived_from(self.lock) if known else None
        except (KeyError, ValueError, csv.Error) as error:
            raise LexiconError(
                "release {name}: variants.lock does not hold what this lenswatch writes ({reason}); compile anew.",
                name=self.manifest.name,
                reason=error,
            ) from error
        return replace(self.tables.lexicon(), release=self.manifest.name, derived=derived)


def manifest_data(folder: Path) -> bytes:
    """The bytes of a release's manifest.

    Raises:
        LexiconError: If there is none.
    """
    try:
        return (folder / MANIFEST).read_bytes()
    except OSError as error:
        raise LexiconError(
            "{file}: cannot be read ({reason}); copy the release back.",
            file=folder / MANIFEST,
            reason=error.strerror or error,
        ) from error


def _checked(folder: Path, name: str, digest: str) -> bytes:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name:
        raise LexiconError("{folder}: the manifest names a file outside it: {name}.", folder=folder, name=name)
    try:
        data = folder.joinpath(*path.parts).read_bytes()
    except OSError as error:
        raise LexiconError(
            "{file}: cannot be read ({reason}); copy the release back.",
            file=folder / name,
            reason=error.strerror or error,
        ) from error
    if sha256_of(data) != digest:
        raise LexiconError(
            "{file}: was changed after the release was made; copy the release back. variants.lock and the tables of a "
            "release are never edited: edit keywords/ and compile.",
            file=folder / name,
        )
    return data
