"""What lies in the folder of the platform's feeds. Nothing in it is moved, renamed or changed."""

import hashlib
import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from lenswatch.core.clock import Clock
from lenswatch.core.errors import UserError
from lenswatch.ledger.night_steps import NightSteps

_SUFFIXES = (".jsonl", ".ndjson", ".csv", ".parquet")
_UNFINISHED = (".part", ".tmp", ".filepart", ".partial", ".crdownload", ".swp")
_REST = timedelta(minutes=1)
"""A file that changed more recently may still be written to."""
_PIECE = 1 << 20


@dataclass(frozen=True)
class FeedFile:
    """A feed that is complete, as far as one can see."""

    name: str
    """As people are told; a name that is no proper text is shown with its bytes escaped."""
    path: Path
    digest: str
    """SHA-256 of its bytes."""

    def unchanged(self) -> bool:
        """Whether it still holds the same bytes."""
        return self.path.is_file() and digest_of(self.path) == self.digest


@dataclass(frozen=True)
class FeedFolder:
    """The feed files by what is to be done about them, each by name."""

    new: tuple[FeedFile, ...] = ()
    imported_before: tuple[str, ...] = ()
    """Names of those that an earlier night imported."""
    being_written: tuple[str, ...] = ()
    """Names of those left for a later night."""
    other: tuple[str, ...] = ()
    """Names of what is no feed."""


def look_through(folder: Path, steps: NightSteps, clock: Clock) -> FeedFolder:
    """Find what is new in a folder, by content: the name of a file says nothing about it.

    Raises:
        UserError: If there is no such folder.
        OSError: If it cannot be read.
    """
    if not folder.is_dir():
        raise UserError("{folder}: no such folder; name the folder of the platform's feed files", folder=folder)
    new: list[FeedFile] = []
    before: list[FeedFile] = []
    written: list[str] = []
    other: list[str] = []
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path, name = Path(entry.path), shown_name(entry.name)
        if entry.name.startswith(".") or not entry.is_file():
            continue
        if path.suffix.lower() in _UNFINISHED:
            written.append(name)
        elif path.suffix.lower() not in _SUFFIXES:
            other.append(name)
        elif abs(clock.now().timestamp() - entry.stat().st_mtime) < _REST.total_seconds():
            written.append(name)
        else:
            file = FeedFile(name, path, digest_of(path))
            (before if steps.imported_on(name, file.digest) else new).append(file)
    return FeedFolder(tuple(new), tuple(file.name for file in before), tuple(written), tuple(other))


def shown_name(name: str) -> str:
    """A file name from outside, fit to be printed and kept: control characters and broken bytes are escaped."""
    text = name.encode("utf-8", "backslashreplace").decode()
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def digest_of(path: Path) -> str:
    """SHA-256 of a file, read piece by piece."""
    whole = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            whole.update(piece)
    return whole.hexdigest()
