"""What is wrong in the tables of a lexicon, collected so that a curator mends all of it at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from string import ascii_uppercase
from typing import Self

from lenswatch.core.errors import LexiconError
from lenswatch.core.messages import Message, message


@dataclass(frozen=True)
class Place:
    """A cell of a table."""

    file: str
    """Path relative to the lexicon's folder."""
    line: int
    """Line of the file on which the row starts, from 1."""
    row: int
    """Row of the spreadsheet, from 1; differs from the line where a cell holds line breaks."""
    column: int
    """Column, from 1."""
    name: str
    """Header of the column."""

    @property
    def cell(self) -> str:
        """The cell as a spreadsheet calls it, such as G41."""
        return f"{column_letters(self.column)}{self.row}"


def column_letters(column: int) -> str:
    """Spreadsheet name of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, len(ascii_uppercase))
        letters = ascii_uppercase[rest] + letters
    return letters


class LexiconErrors(LexiconError):  # noqa: N818 - the plural says that it carries several errors
    """Every problem found in a lexicon; none of it was loaded."""

    def __init__(self, problems: Sequence[LexiconError]) -> None:
        super().__init__(
            "The lexicon has {count} problem(s); nothing was loaded.\n{problems}",
            count=len(problems),
            problems=tuple(problem.message for problem in problems),
        )
        self.problems: tuple[LexiconError, ...] = tuple(problems)
        """One error a cell, in file order."""

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[LexiconError, ...]]]:
        return type(self), (self.problems,)


class Severity(StrEnum):
    """Whether a lexicon can be used with a finding in it."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, or doubtful."""

    severity: Severity
    message: Message
    """With its place in front."""
    place: Place | None = None
    """None for what has no cell, such as a file that cannot be read."""
    what: Message | None = None
    """Without its place, where it has one."""


@dataclass
class Problems:
    """Collects problems while tables are read."""

    findings: list[Finding] = field(default_factory=list)

    def add(self, place: Place, what: Message) -> None:
        """Note what is wrong with a cell, and how to mend it."""
        self.findings.append(Finding(Severity.ERROR, _placed(place, what), place, what))

    def add_error(self, error: LexiconError) -> None:
        """Note a problem that has no cell, such as a file that cannot be read."""
        self.findings.append(Finding(Severity.ERROR, error.message))

    def warn(self, place: Place, what: Message) -> None:
        """Note what is doubtful about a cell; a lexicon loads all the same."""
        self.findings.append(Finding(Severity.WARNING, _placed(place, what), place, what))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Those with which nothing may be loaded."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    def raise_if_any(self) -> None:
        """Stop here if an error was found.

        Raises:
            LexiconErrors: With every error found.
        """
        if self.errors:
            raise LexiconErrors([LexiconError(one.message.template, **one.message.fields) for one in self.errors])


def _placed(place: Place, what: Message) -> Message:
    return message(
        "{file}:{line}:{column}: cell {cell} ({name}): {what}",
        file=place.file,
        line=place.line,
        column=place.column,
        cell=place.cell,
        name=place.name,
        what=what,
    )
