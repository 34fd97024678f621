"""Rows that were refused: told as they come, counted for the exit code."""

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Self

from lenswatch.commands.session import Session
from lenswatch.core.errors import FeedError
from lenswatch.core.exit_code import ExitCode
from lenswatch.core.feed.oddities import Oddities
from lenswatch.core.feed.row import FeedProblem, FeedRow
from lenswatch.core.files import written_aside
from lenswatch.core.messages import Message, message


@dataclass
class ProblemLog:
    """Collects refused rows of one file."""

    session: Session
    file: str
    errors: Path | None = None
    """JSONL file for the problems; None is standard error."""
    strict: bool = False
    """Stop at the first."""
    count: int = 0
    odd: Oddities = field(default_factory=Oddities)
    """What is odd in the rows that went through."""
    _stack: ExitStack = field(default_factory=ExitStack)
    _stream: BinaryIO | None = None

    def __enter__(self) -> Self:
        if self.errors:
            self._stream = self._stack.enter_context(written_aside(self.errors))
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()
        if self.count:
            self.session.warn(
                "{file}: rows refused: {count}; rows that went through: {good}",
                file=self.file,
                count=self.count,
                good=self.odd.good,
            )
        if self.odd.unread:
            keys = ", ".join(f"{key} ({count})" for key, count in sorted(self.odd.unread.items()))
            self.session.warn(
                "{file}: keys that are kept but not read, and their rows: {keys}", file=self.file, keys=keys
            )

        for name, count in sorted(self.odd.addresses.items()):
            self.session.warn(
                "{file}: rows whose {field} is no http(s) address: {count}, the first in line {line}; they are kept as "
                "given, and nothing is fetched from there",
                file=self.file,
                field=name,
                count=count,
                line=self.odd.first_line[name],
            )

    def watched(self, rows: Iterable[FeedRow | FeedProblem]) -> Iterator[FeedRow | FeedProblem]:
        """The same rows; what is odd in good ones is counted."""
        for row in rows:
            if isinstance(row, FeedRow):
                self.odd.see(row)
            yield row

    def add(self, problem: FeedProblem) -> None:
        """Tell of one refused row.

        Raises:
            FeedError: If the log is strict.
        """
        told = _told(self.file, problem)
        if self.strict:
            raise FeedError(told.template, **told.fields)
        self.count += 1
        if self._stream is None:
            self.session.warn(told)
            return
        reason = self.session.catalogue.show(problem.reason)
        row = {"line": problem.line, "id": problem.id, "field": problem.field, "reason": reason}
        self._stream.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")

    @property
    def exit_code(self) -> ExitCode:
        """2 once a row was refused."""
        return ExitCode.USER_ERROR if self.count else ExitCode.OK


def _told(file: str, problem: FeedProblem) -> Message:
    if problem.field:
        return message(
            "{file}: line {line}: {field} {reason}",
            file=file,
            line=problem.line,
            field=problem.field,
            reason=problem.reason,
        )
    return message("{file}: line {line}: the row {reason}", file=file, line=problem.line, reason=problem.reason)
