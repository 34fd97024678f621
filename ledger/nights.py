"""The journal of nights: a kill at any moment leaves what was done marked, and the rest to be taken up."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lenswatch.core.clock import Clock
from lenswatch.ledger.instant import restored, stored
from lenswatch.ledger.store import Store

_SELECT = "SELECT id, date, state, started_at, finished_at, finish_by, starts, plan, summary FROM night"


@dataclass(frozen=True)
class Night:
    """One night as the ledger holds it."""

    id: str
    date: str
    """YYYY-MM-DD by the machine's own time zone, when it began."""
    state: str
    """running, finished or interrupted."""
    started_at: datetime
    finished_at: datetime | None
    finish_by: datetime | None
    starts: int
    """How often a process began it or took it up."""
    plan: Mapping[str, Any]
    summary: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Name of its folder."""
        return f"{self.date}-{self.id}"


@dataclass(frozen=True)
class Nights:
    """The table of nights."""

    store: Store
    clock: Clock

    def begin(self, finish_by: datetime | None) -> Night:
        """Start a new night."""
        now = self.clock.now()
        night_id = f"N{now:%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
        with self.store.transaction() as connection:
            connection.execute(
                "INSERT INTO night (id, date, state, started_at, finish_by) VALUES (?, ?, 'running', ?, ?)",
                (night_id, f"{now.astimezone():%Y-%m-%d}", stored(now), stored(finish_by) if finish_by else None),
            )
        return self.get(night_id)

    def take_up(self, night_id: str, finish_by: datetime | None) -> Night:
        """Go on with an unfinished night; a new time to finish by replaces the old one."""
        with self.store.transaction() as connection:
            connection.execute(
                "UPDATE night SET starts = starts + 1, finish_by = coalesce(?, finish_by) WHERE id = ?",
                (stored(finish_by) if finish_by else None, night_id),
            )
        return self.get(night_id)

    def unfinished(self) -> tuple[Night, ...]:
        """Nights that a kill left, oldest first."""
        return self._all("WHERE state = 'running' ORDER BY started_at, id")

    def interrupt(self, night_id: str) -> None:
        """Close a night that is too old to go on with; its steps stay as they were left."""
        with self.store.transaction() as connection:
            connection.execute(
                "UPDATE night SET state = 'interrupted', finished_at = ? WHERE id = ?",
                (stored(self.clock.now()), night_id),
            )

    def note_plan(self, night_id: str, plan: Mapping[str, object]) -> None:
        """Keep what was found in the feed folder beside the steps."""
        with self.store.transaction() as connection:
            connection.execute(
                "UPDATE night SET plan = ? WHERE id = ?", (json.dumps(dict(plan), ensure_ascii=False), night_id)
            )

    def finish(self, night_id: str, summary_json: str, finished_at: datetime, *, judged: bool) -> None:
        """End a night.

        Args:
            night_id: Which.
            summary_json: As in summary.json.
            finished_at: As in the summary.
            judged: Whether its screening ended well, so that a later night can be compared with it.
        """
        with self.store.transaction() as connection:
            connection.execute(
                "UPDATE night SET state = 'finished', finished_at = ?, summary = ?, judged = ? WHERE id = ?",
                (stored(finished_at), summary_json, int(judged), night_id),
            )

    def last_judged(self) -> Night | None:
        """The night that finished last and whose screening ended well."""
        found = self._all("WHERE state = 'finished' AND judged = 1 ORDER BY finished_at DESC, id DESC LIMIT 1")
        return found[0] if found else None

    def interrupted_lately(self) -> tuple[Night, ...]:
        """Nights closed as interrupted since a night was finished last, oldest first."""
        return self._all(
            "WHERE state = 'interrupted' AND finished_at > coalesce((SELECT max(finished_at) FROM night WHERE "
            "state = 'finished'), '') ORDER BY started_at, id"
        )

    def get(self, night_id: str) -> Night:
        """A night by its id.

        Raises:
            KeyError: If there is none.
        """
        found = self._all("WHERE id = ?", night_id)
        if not found:
            raise KeyError(night_id)
        return found[0]

    def _all(self, where: str, *values: str) -> tuple[Night, ...]:
        rows = self.store.connection.execute(f"{_SELECT} {where}", values).fetchall()
        return tuple(_night(row) for row in rows)


def _night(row: tuple[Any, ...]) -> Night:
    night_id, date, state, started, finished, finish_by, starts, plan, summary = row
    return Night(
        id=night_id,
        date=date,
        state=state,
        started_at=restored(started),
        finished_at=restored(finished) if finished else None,
        finish_by=restored(finish_by) if finish_by else None,
        starts=starts,
        plan=json.loads(plan),
        summary=json.loads(summary),
    )
