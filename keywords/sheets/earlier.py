"""Earlier versions of a lexicon's tables, to see what a spreadsheet has lost."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from lenswatch.core.errors import LexiconError
from lenswatch.core.messages import Message, message
from lenswatch.keywords.problems import Problems
from lenswatch.keywords.sheets.csv_file import read_csv
from lenswatch.keywords.sheets.sheet import Sheet
from lenswatch.keywords.sheets.source import files_of

_PATIENCE_SECONDS = 10


@dataclass(frozen=True)
class Earlier:
    """One earlier version."""

    name: Message
    """What it is, for people."""
    sheet: Callable[[str], Sheet | None]
    """The table of a name, or None where that version has none."""


def earlier_versions(source: Path | Traversable) -> Iterator[Earlier]:
    """The release that counts, the last commit, where the lexicon lies in a Git work tree, and the lexicon that ships.

    Args:
        source: The folder of a lexicon, or its workbook.
    """
    if isinstance(source, Path):
        folder = source.parent if source.is_file() else source
        yield from _release(folder)
        yield Earlier(message("the last commit"), lambda table: _committed(folder, table))
    yield Earlier(message("the lexicon that ships"), _shipped)


def _release(folder: Path) -> Iterator[Earlier]:
    from lenswatch.keywords.releases.shelf import Shelf  # noqa: PLC0415 - a release reads lexicons, which read this

    try:
        release = Shelf(folder).current()
    except LexiconError:
        return  # a damaged release proves nothing; whoever screens with it is told
    if release:
        files = release.tables.files
        yield Earlier(
            message("release {name}", name=release.manifest.name),
            lambda table: _readable(table, files[table]) if table in files else None,
        )


def _committed(folder: Path, table: str) -> Sheet | None:
    git = shutil.which("git")
    if git is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - git by its full path, no shell; names are those of our tables
            [git, "-C", str(folder), "cat-file", "blob", f"HEAD:./{table}"],
            capture_output=True,
            check=False,
            timeout=_PATIENCE_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None  # without Git there is no commit to compare with; the shipped tables remain
    return _readable(table, done.stdout) if done.returncode == 0 else None


def _shipped(table: str) -> Sheet | None:
    path = files_of(files("lenswatch").joinpath("keywords")).get(table)
    return _readable(table, path.read_bytes()) if path else None


def _readable(table: str, data: bytes) -> Sheet | None:
    problems = Problems()
    sheet = read_csv(table, data, problems)
    return None if problems.errors else sheet
