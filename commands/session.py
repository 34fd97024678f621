"""What a command shows: messages in the reader's language, progress, and errors as exit codes."""

import sqlite3
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from lenswatch.core.config import Config, Profile
from lenswatch.core.errors import LenswatchError, OutsideError, WorkspaceError
from lenswatch.core.exit_code import ExitCode
from lenswatch.core.messages import Catalogue, Message, choose_language
from lenswatch.core.terminal import printable
from lenswatch.operations.workspace import Workspace

_INTERRUPTED = 130  # what Typer makes of Ctrl-C
T = TypeVar("T")


@dataclass
class Session:
    """What the options before a command's name chose."""

    language: str | None = None
    """Value of --lang."""
    start: Path = field(default_factory=Path.cwd)
    """Folder in which the workspace is looked for."""
    workspace: Workspace | None = None
    catalogue: Catalogue = field(default_factory=lambda: Catalogue.load("en"))

    def open(self) -> None:
        """Find the workspace and choose the language.

        Raises:
            ConfigError: If the workspace's settings are wrong.
        """
        self.catalogue = Catalogue.load(choose_language(self.language, None))
        self.workspace = Workspace.find(self.start.resolve())
        if self.workspace:
            self.speak_as(self.workspace.config.profile)

    def speak_as(self, profile: Profile) -> None:
        """Use the language asked for, else that of a profile."""
        self.catalogue = Catalogue.load(choose_language(self.language or profile.language, profile.jurisdiction))

    @property
    def config(self) -> Config:
        """Settings of the workspace, or the defaults outside one."""
        return self.workspace.config if self.workspace else Config()

    @property
    def zone(self) -> ZoneInfo:
        """In which times of crawls are shown."""
        return ZoneInfo(self.config.crawl.timezone)

    def require_workspace(self) -> Workspace:
        """The workspace.

        Raises:
            WorkspaceError: If there is none here.
        """
        if self.workspace is None:
            raise WorkspaceError(
                "{folder}: no workspace here (no lenswatch.toml). Make one with: lenswatch init DIR", folder=self.start
            )
        return self.workspace

    def say(self, text: Message | str, **fields: object) -> None:
        """A line on standard output."""
        sys.stdout.write(printable(self.catalogue.show(text, **fields)) + "\n")

    def warn(self, text: Message | str, **fields: object) -> None:
        """A line on standard error."""
        sys.stderr.write(printable(self.catalogue.show(text, **fields)) + "\n")

    def say_text(self, text: str) -> None:
        """A line that is already in words; nothing in it is a template."""
        sys.stdout.write(printable(text) + "\n")

    def warn_text(self, text: str) -> None:
        """A line on standard error that is already in words."""
        sys.stderr.write(text + "\n")

    @contextmanager
    def status(self, title: Message | str) -> Iterator[None]:
        """A spinner on a terminal; nothing in a pipe."""
        console = Console(stderr=True)
        if not console.is_terminal:
            yield
            return
        with console.status(self.catalogue.show(title)):
            yield

    @contextmanager
    def progress(self, title: Message | str, total: int | None) -> Iterator["Bar"]:
        """A progress bar on a terminal; nothing in a pipe."""
        columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
        console = Console(stderr=True)
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            yield Bar(progress, progress.add_task(self.catalogue.show(title), total=total))

    def counted(self, title: Message | str, things: Iterable[T]) -> Iterator[T]:
        """The same things, counted on a progress bar as they pass."""
        with self.progress(title, None) as bar:
            for thing in things:
                yield thing
                bar.advance()


@dataclass(frozen=True)
class Bar:
    """One running task."""

    progress: Progress
    task: TaskID

    def advance(self, by: int = 1) -> None:
        """Move on."""
        self.progress.advance(self.task, by)


@contextmanager
def errors_as_exit_codes(session: Session) -> Iterator[None]:
    """The one place where errors end: a message for people and an exit code for programs."""
    try:
        yield
    except LenswatchError as error:
        session.warn(error.message)
        raise SystemExit(error.exit_code) from error
    except SystemExit as stop:
        if stop.code != _INTERRUPTED:
            raise
        session.warn("Stopped. What the ledger holds is kept, and no half-written file is left; run the command again.")
        raise SystemExit(ExitCode.OUTSIDE_ERROR) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(ExitCode.OK) from None
    except OSError as error:
        failure = OutsideError("{file}: {reason}", file=error.filename or "–", reason=error.strerror or error)
        session.warn(failure.message)
        raise SystemExit(failure.exit_code) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError)):
            _own_up(session)
            raise SystemExit(ExitCode.BUG) from error
        session.warn(
            "the ledger cannot be read ({reason}). Move data/ledger.sqlite aside and put a copy back, or import and "
            "crawl anew.",
            reason=error,
        )
        raise SystemExit(ExitCode.OUTSIDE_ERROR) from error
    except Exception as error:
        _own_up(session)
        raise SystemExit(ExitCode.BUG) from error


def _own_up(session: Session) -> None:
    traceback.print_exc()
    session.warn("This is a fault of lenswatch. Please report it with the lines above.")
