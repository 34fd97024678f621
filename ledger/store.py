"""The SQLite file behind the ledger."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Self

from sqlite_utils import Database

from lenswatch.core.errors import StorageError, WorkspaceError
from lenswatch.ledger.filesystem import refuse_network_filesystem


class Store:
    """One writer's connection, in WAL mode, its schema brought up to date.

    Every time is kept as ISO 8601 text in UTC, so that text order is time order.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.connection: sqlite3.Connection = database.conn
        self._depth = 0

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open or create a ledger.

        Raises:
            StorageError: If it lies on a network filesystem, is no SQLite file, or cannot be written.
            WorkspaceError: If a newer lenswatch wrote it.
        """
        refuse_network_filesystem(path.parent)
        try:
            connection = sqlite3.connect(path, timeout=30, isolation_level=None)
            with ExitStack() as closing:
                closing.callback(connection.close)
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=NORMAL")
                connection.execute("PRAGMA foreign_keys=ON")
                store = cls(Database(connection))
                store.migrate(path)
                closing.pop_all()
        except sqlite3.Error as error:
            raise StorageError(
                "{file}: the ledger cannot be opened: {reason}. Is there a data/ folder? Is the file a ledger? If it "
                "is damaged, move it aside and put a copy back, or import and crawl anew.",
                file=path,
                reason=error,
            ) from error
        return store

    def migrate(self, path: Path) -> None:
        """Apply the numbered migrations this file has not seen, each in a transaction of its own."""
        scripts = _migrations()
        seen = self.connection.execute("PRAGMA user_version").fetchone()[0]
        if seen > len(scripts):
            raise WorkspaceError(
                "{file}: written by a newer lenswatch (schema {seen}, this one knows {known}); update lenswatch.",
                file=path,
                seen=seen,
                known=len(scripts),
            )
        for number, script in enumerate(scripts[seen:], start=seen + 1):
            self.connection.executescript(f"BEGIN;{script};PRAGMA user_version={number};COMMIT")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; an inner block joins the outer one.

        Raises:
            StorageError: If the disk is full; what was committed before stays.
        """
        if self._depth:
            yield self.connection
            return
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield self.connection
            except BaseException:
                if self.connection.in_transaction:  # SQLite has rolled back itself where the disk is full
                    self.connection.execute("ROLLBACK")
                raise
            finally:
                self._depth -= 1
            self.connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise StorageError(
                "the ledger cannot be written ({reason}). Free some space or wait for the other process, "
                "then run the command again; nothing already recorded was lost.",
                reason=error,
            ) from error

    def close(self) -> None:
        """Fold the write-ahead log back and let go of the file."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _migrations() -> list[str]:
    folder = files("lenswatch").joinpath("ledger", "migrations")
    scripts = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".sql")), key=lambda e: e.name)
    return [script.read_text(encoding="utf-8") for script in scripts]
