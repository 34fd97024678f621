"""The linter of the curators' tables: everything wrong or doubtful, in the order of the files."""

from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path

from lenswatch.core.errors import LexiconError
from lenswatch.core.messages import message
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.problems import Finding, Problems, Severity
from lenswatch.keywords.sheets.changes import check_changes
from lenswatch.keywords.sheets.doubts import note_doubts, note_unreachable
from lenswatch.keywords.sheets.losses import found_lost
from lenswatch.keywords.sheets.sheet import CHANGELOG, CONFLICTS, SINGLE, TERMS
from lenswatch.keywords.sheets.source import Tables, files_of, read_tables


@dataclass(frozen=True)
class Examination:
    """What a check found."""

    tables: Tables
    findings: tuple[Finding, ...]
    """In the order of the files; what has no cell comes first."""

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The errors, or the warnings."""
        return tuple(finding for finding in self.findings if finding.severity is severity)


def examine(source: Path | Traversable, today: date) -> Examination:
    """Check a lexicon.

    Args:
        source: Its folder, its workbook, or one file of its folder: then the whole is read, and what is found in that
            file is told.
        today: Terms whose last day is before it are named.

    Raises:
        LexiconError: If there is no such file, or a CSV file belongs to no lexicon.
    """
    whole, only = _whole(source)
    problems = Problems()
    tables = read_tables(whole, problems)
    found_lost(whole, tables, problems)
    _note_conflicts(whole, problems)
    if CHANGELOG in tables:
        check_changes(tables[CHANGELOG], problems)
    if set(SINGLE) <= set(tables) and any(name.startswith(TERMS) for name in tables):
        lexicon, rows = Lexicon.read(tables, problems)
        note_doubts(lexicon, rows, today)
        if not problems.errors:
            note_unreachable(lexicon, rows)
    findings = [one for one in problems.findings if only is None or _is_of(one, only)]
    return Examination(tables, tuple(sorted(findings, key=_order)))


def _whole(source: Path | Traversable) -> tuple[Path | Traversable, str | None]:
    """The lexicon to read, and the file in it that was asked for."""
    if not isinstance(source, Path) or source.is_dir():
        return source, None
    if not source.is_file():
        raise LexiconError("{path}: there is no such file or folder.", path=source)
    path = source.absolute()
    for folder in (path.parent, path.parent.parent):
        name = path.relative_to(folder).as_posix()
        if (folder / TERMS).is_dir() and name in files_of(folder):
            return folder, name
    if source.suffix == ".csv":
        raise LexiconError("{path}: belongs to no lexicon; name a folder with terms/ and context.csv.", path=source)
    return source, None


def _note_conflicts(whole: Path | Traversable, problems: Problems) -> None:
    if whole.is_dir() and whole.joinpath(CONFLICTS).is_file():
        left = message("{file}: names conflicts of a merge; decide them and delete the file.", file=CONFLICTS)
        problems.findings.append(Finding(Severity.WARNING, left))


def _is_of(finding: Finding, file: str) -> bool:
    told = finding.place.file if finding.place else str(finding.message.fields.get("file", ""))
    return told == file or told.startswith(f"{file}[")


def _order(finding: Finding) -> tuple[bool, str, int, int]:
    place = finding.place
    return (True, place.file, place.row, place.column) if place else (False, "", 0, 0)
