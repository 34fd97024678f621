"""A crawl, an import, a screening: each is a run with an id."""

import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from lenswatch.core.clock import Clock
from lenswatch.ledger.instant import restored, stored
from lenswatch.ledger.readings import Readings
from lenswatch.ledger.store import Store

_SELECT = "SELECT id, kind, subject, state, started_at, finished_at, summary FROM run"


class RunKind(StrEnum):
    """What a run did."""

    CRAWL = "crawl"
    IMPORT = "import"
    SCREENING = "screening"
    REPORT = "report"


@dataclass(frozen=True)
class Run:
    """One run as the ledger holds it."""

    id: str
    kind: RunKind
    subject: str
    """Site of a crawl, file of an import, versions of a screening."""
    state: str
    """running, finished or failed."""
    started_at: datetime
    finished_at: datetime | None
    """None while it runs."""
    summary: Mapping[str, Any]
    """Counts, as given when it ended."""


@dataclass(frozen=True)
class Runs:
    """The table of runs."""

    store: Store
    clock: Clock

    def begin(self, kind: RunKind, subject: str) -> str:
        """Start a run, or take up the one of the same kind and subject that a kill left running."""
        row = self.store.connection.execute(
            "SELECT id FROM run WHERE kind = ? AND subject = ? AND state = 'running'", (kind, subject)
        ).fetchone()
        if row:
            return str(row[0])
        now = self.clock.now()
        run_id = f"{kind[0].upper()}{now:%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
        with self.store.transaction() as connection:
            connection.execute(
                "INSERT INTO run (id, kind, subject, state, started_at) VALUES (?, ?, ?, 'running', ?)",
                (run_id, kind, subject, stored(now)),
            )
        return run_id

    def note(self, run_id: str, summary: Mapping[str, object]) -> None:
        """Keep the counts so far, so that a run taken up again counts on."""
        with self.store.transaction() as connection:
            connection.execute(
                "UPDATE run SET summary = ? WHERE id = ?",
                (json.dumps(dict(summary), ensure_ascii=False, sort_keys=True), run_id),
            )

    def noted(self, run_id: str) -> Mapping[str, Any]:
        """The counts kept of a run; empty where it has just begun."""
        run = self.get(run_id)
        return run.summary if run else {}

    def finish(self, run_id: str, summary: Mapping[str, object], *, failed: bool = False) -> None:
        """End a run with its counts; what it read may be believed from now on, unless it failed."""
        with self.store.transaction() as connection:
            connection.execute(
                "UPDATE run SET state = ?, finished_at = ?, summary = ? WHERE id = ?",
                (
                    "failed" if failed else "finished",
                    stored(self.clock.now()),
                    json.dumps(dict(summary), ensure_ascii=False, sort_keys=True),
                    run_id,
                ),
            )
            if not failed:
                Readings(self.store).confirm(run_id)

    def get(self, run_id: str) -> Run | None:
        """A run by its id."""
        return _run(self.store.connection.execute(f"{_SELECT} WHERE id = ?", (run_id,)).fetchone())

    def under_way(self, kind: RunKind, subject: str) -> Run | None:
        """The run of a kind and subject that has not ended."""
        query = f"{_SELECT} WHERE kind = ? AND subject = ? AND finished_at IS NULL"
        return _run(self.store.connection.execute(query, (kind, subject)).fetchone())

    def ended(self, kind: RunKind, subject: str | None = None) -> Iterator[Run]:
        """Runs of one kind, and of one subject if it is given, that have ended; failed ones too, newest first."""
        whose = "kind = ?1 AND (?2 IS NULL OR subject = ?2)"
        query = f"{_SELECT} WHERE {whose} AND finished_at IS NOT NULL ORDER BY finished_at DESC, rowid DESC"
        for row in self.store.connection.execute(query, (kind, subject)):
            yield _required(row)

    def subjects(self, kind: RunKind) -> tuple[str, ...]:
        """Every subject that a run of a kind ever had, sorted."""
        query = "SELECT DISTINCT subject FROM run WHERE kind = ? ORDER BY subject"
        return tuple(str(subject) for (subject,) in self.store.connection.execute(query, (kind,)))

    def latest(self, kind: RunKind) -> Run | None:
        """The run of a kind that finished last, failed ones left out."""
        query = f"{_SELECT} WHERE kind = ? AND state = 'finished' ORDER BY finished_at DESC, id DESC LIMIT 1"
        return _run(self.store.connection.execute(query, (kind,)).fetchone())


def _run(row: tuple[str, str, str, str, str, str | None, str] | None) -> Run | None:
    return None if row is None else _required(row)


def _required(row: tuple[str, str, str, str, str, str | None, str]) -> Run:
    run_id, kind, subject, state, started, finished, summary = row
    return Run(
        id=run_id,
        kind=RunKind(kind),
        subject=subject,
        state=state,
        started_at=restored(started),
        finished_at=restored(finished) if finished else None,
        summary=json.loads(summary),
    )
