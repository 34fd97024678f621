"""A lease keeps two processes from doing one job in one workspace; that of a dead holder is taken over."""

import os
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from lenswatch.core.clock import Clock
from lenswatch.core.errors import WorkspaceError
from lenswatch.ledger.instant import restored, stored
from lenswatch.ledger.store import Store

_PROCESSES = Path("/proc")
_STARTED = 19
"""Place of the start time among the fields that follow the name in /proc/<pid>/stat (proc(5), field 22)."""


@dataclass(frozen=True)
class Lease:
    """Who holds a lease, and since when."""

    holder: str
    """Machine, process number and, where the system tells, when the process started: host:123@4567."""
    since: datetime
    expires: datetime

    @property
    def host(self) -> str:
        """Name of the machine."""
        return self.holder.rpartition(":")[0]

    @property
    def process(self) -> str:
        """Process number on that machine."""
        return self.holder.rpartition(":")[2].partition("@")[0]

    def stands(self, now: datetime) -> bool:
        """Whether it must be respected: by its process where that can be told, else by its time."""
        lives = _lives(self)
        return self.expires > now if lives is None else lives


@dataclass(frozen=True)
class Leases:
    """Named leases, each held by one process."""

    store: Store
    clock: Clock
    seconds: int
    """How long a lease lasts without renewal."""

    def take(self, name: str) -> Lease | None:
        """Take a lease, or renew one's own.

        Returns:
            The lease of a dead holder that was taken over; None where there was none.

        Raises:
            WorkspaceError: If a living process holds it; names the holder and since when.
        """
        now = self.clock.now()
        with self.store.transaction() as connection:
            before = self.get(name)
            other = before if before and before.holder != holder() else None
            if other and other.stands(now):
                raise WorkspaceError(
                    "another {name} runs here since {since} (process {holder}). Wait for it, or stop it.",
                    name=name,
                    since=stored(other.since),
                    holder=f"{other.host}:{other.process}",
                )
            connection.execute(
                "INSERT INTO lease (name, holder, acquired_at, expires_at) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (name) DO UPDATE SET expires_at = excluded.expires_at, holder = excluded.holder, "
                "acquired_at = CASE WHEN holder = excluded.holder THEN acquired_at ELSE excluded.acquired_at END",
                (name, holder(), stored(now), stored(now + timedelta(seconds=self.seconds))),
            )
        return other

    def get(self, name: str) -> Lease | None:
        """The lease of that name, whether it stands or not."""
        row = self.store.connection.execute(
            "SELECT holder, acquired_at, expires_at FROM lease WHERE name = ?", (name,)
        ).fetchone()
        return Lease(row[0], restored(row[1]), restored(row[2])) if row else None

    def release(self, name: str) -> None:
        """Give one's own lease back."""
        with self.store.transaction() as connection:
            connection.execute("DELETE FROM lease WHERE name = ? AND holder = ?", (name, holder()))


def holder() -> str:
    """This process, as machine, process number and start."""
    started = _started(str(os.getpid()))
    return f"{socket.gethostname()}:{os.getpid()}" + (f"@{started}" if started else "")


def _lives(lease: Lease) -> bool | None:
    """Whether the holder lives; None where that cannot be told: another machine, or a number that may be used again."""
    if lease.host != socket.gethostname():
        return None
    try:
        os.kill(int(lease.process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # it lives, under another user
    told = lease.holder.partition("@")[2]
    return _started(lease.process) == told if told else None


def _started(process: str) -> str | None:
    """When a process started, in ticks since the machine did; "" for a dead one not yet buried, None untold."""
    try:
        text = (_PROCESSES / process / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    state, *fields = text.rpartition(")")[2].split()
    return "" if state in {"Z", "X"} else fields[_STARTED - 1]
