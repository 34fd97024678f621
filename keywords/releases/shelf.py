"""The releases of one lexicon, in its folder releases/, and which of them counts."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lenswatch.core.errors import LexiconError, WorkspaceError
from lenswatch.core.files import storage_error, written_aside
from lenswatch.keywords.releases.release import Release

FOLDER, POINTER, _LOCK = "releases", "current", ".lock"
_NAME = re.compile(r"([1-9][0-9]{0,8})-[0-9a-f]{8}")
_PART = ".part"


@dataclass(frozen=True)
class Shelf:
    """The releases of a lexicon."""

    keywords: Path
    """The folder of the tables."""

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return self.keywords / FOLDER

    @property
    def pointer(self) -> Path:
        """The file that names the release that counts; replaced whole, so that a change shows in its status."""
        return self.folder / POINTER

    def names(self) -> list[str]:
        """Every release, the oldest first."""
        if not self.folder.is_dir():
            return []
        found = (entry.name for entry in self.folder.iterdir() if entry.is_dir())
        return sorted((name for name in found if _NAME.fullmatch(name)), key=_number)

    def next_version(self) -> int:
        """The next number; one is never given twice."""
        return _number(self.names()[-1]) + 1 if self.names() else 1

    def current_name(self) -> str | None:
        """Name of the release that counts; None before the first.

        Raises:
            LexiconError: If the pointer does not hold the name of a release.
        """
        try:
            name = self.pointer.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise LexiconError("{file}: cannot be read ({reason}).", file=self.pointer, reason=error) from error
        if not _NAME.fullmatch(name):
            raise LexiconError("{file}: does not name a release.", file=self.pointer)
        return name

    def current(self) -> Release | None:
        """The release that counts; None before the first.

        Raises:
            LexiconError: If it is damaged.
        """
        name = self.current_name()
        return Release.open(self.folder / name) if name else None

    def find(self, version: int) -> Release:
        """A release by its number.

        Raises:
            LexiconError: If there is none, or it is damaged.
        """
        for name in self.names():
            if _number(name) == version:
                return Release.open(self.folder / name)
        raise LexiconError("there is no release {version} in {folder}.", version=version, folder=self.folder)

    def put(self, name: str, files: Mapping[str, bytes]) -> None:
        """Add a release: it appears whole, under its name, or not at all.

        Raises:
            StorageError: If the disk is full or refuses.
            UserError: If the folder may not be written to.
        """
        aside = self.folder / f".{name}{_PART}"
        try:
            for path, data in files.items():
                _write(aside / path, data)
            aside.rename(self.folder / name)
            _sync(self.folder)
        except OSError as error:
            raise storage_error(error, self.folder / name) from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def point_to(self, name: str) -> None:
        """Let a release count from now on."""
        with written_aside(self.pointer) as stream:
            stream.write(f"{name}\n".encode("ascii"))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Let one command at a time change the lexicon; what a killed one left half-done is swept away.

        Raises:
            WorkspaceError: If another command is at work.
            UserError: If the folder may not be written to.
        """
        try:
            self.folder.mkdir(exist_ok=True)
            stream = (self.folder / _LOCK).open("wb")
        except OSError as error:
            raise storage_error(error, self.folder) from error
        with stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise WorkspaceError(
                    "{folder}: another command is changing this lexicon; wait for it.", folder=self.keywords
                ) from error
            for left in self.folder.glob(f".*{_PART}"):
                if left.is_dir():
                    shutil.rmtree(left, ignore_errors=True)
            yield


def _number(name: str) -> int:
    return int(name.partition("-")[0])


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sync(folder: Path) -> None:
    """Let a rename survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
