"""A lease keeps two crawls of one workspace from running at once; a dead holder's lease expires."""

import os
import socket
from dataclasses import dataclass
from datetime import timedelta

from lenswatch.core.clock import Clock
from lenswatch.core.errors import WorkspaceError
from lenswatch.ledger.instant import stored
from lenswatch.ledger.store import Store


@dataclass(frozen=True)
class Leases:
    """Named leases, each held by one process."""

    store: Store
    clock: Clock
    seconds: int
    """How long a lease lasts without renewal."""

    def take(self, name: str) -> None:
        """Take a lease, or renew one's own.

        Raises:
            WorkspaceError: If a living process holds it; names the holder and since when.
        """
        now = self.clock.now()
        with self.store.transaction() as connection:
            row = connection.execute(
                "SELECT holder, acquired_at, expires_at FROM lease WHERE name = ?", (name,)
            ).fetchone()
            if row and row[0] != holder() and row[2] > stored(now) and not _is_dead(row[0]):
                raise WorkspaceError(
                    "another {name} runs here since {since} (process {holder}). Wait for it, or stop it.",
                    name=name,
                    since=row[1],
                    holder=row[0],
                )
            connection.execute(
                "INSERT INTO lease (name, holder, acquired_at, expires_at) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (name) DO UPDATE SET expires_at = excluded.expires_at, holder = excluded.holder, "
                "acquired_at = CASE WHEN holder = excluded.holder THEN acquired_at ELSE excluded.acquired_at END",
                (name, holder(), stored(now), stored(now + timedelta(seconds=self.seconds))),
            )

    def release(self, name: str) -> None:
        """Give one's own lease back."""
        with self.store.transaction() as connection:
            connection.execute("DELETE FROM lease WHERE name = ? AND holder = ?", (name, holder()))


def holder() -> str:
    """This process, as machine and process number."""
    return f"{socket.gethostname()}:{os.getpid()}"


def _is_dead(other: str) -> bool:
    host, _, process = other.rpartition(":")
    if host != socket.gethostname():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
