"""What was asked of each host: by day, so that a budget outlives a restart, and by run, so that it can be shown."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lenswatch.ledger.instant import restored, stored
from lenswatch.ledger.store import Store


@dataclass(frozen=True)
class HostLoad:
    """What one host was asked for."""

    requests: int
    bytes: int
    """Payload received."""
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True)
class HostLoads:
    """The tables of what hosts were asked for."""

    store: Store

    def add(self, host: str, day: date, run_id: str, load: HostLoad) -> None:
        """Add to what a run asked of a host on a day; call it in the transaction of a visit."""
        with self.store.transaction() as connection:
            connection.execute(
                "INSERT INTO host_load (host, day, run_id, requests, bytes, first_at, last_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (host, day, run_id) DO UPDATE SET"
                " requests = requests + excluded.requests, bytes = bytes + excluded.bytes,"
                " first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at)",
                (
                    host,
                    day.isoformat(),
                    run_id,
                    load.requests,
                    load.bytes,
                    stored(load.first_at),
                    stored(load.last_at),
                ),
            )

    def requests_of(self, host: str, day: date) -> int:
        """Requests to a host on a day, all runs together."""
        row = self.store.connection.execute(
            "SELECT coalesce(sum(requests), 0) FROM host_load WHERE host = ? AND day = ?", (host, day.isoformat())
        ).fetchone()
        return int(row[0])

    def of_run(self, run_id: str) -> Mapping[str, HostLoad]:
        """What a run asked of each host, its days together."""
        rows = self.store.connection.execute(
            "SELECT host, sum(requests), sum(bytes), min(first_at), max(last_at) FROM host_load"
            " WHERE run_id = ? GROUP BY host ORDER BY host",
            (run_id,),
        )
        return {
            host: HostLoad(requests, size, restored(first), restored(last))
            for host, requests, size, first, last in rows
        }

    def note_impact(self, run_id: str, host: str, impact: Mapping[str, object]) -> None:
        """Keep what is known of a run's impact on a host so far."""
        with self.store.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO host_impact (run_id, host, impact) VALUES (?, ?, ?)",
                (run_id, host, json.dumps(dict(impact), sort_keys=True)),
            )

    def impact_of(self, run_id: str, host: str) -> Mapping[str, Any]:
        """What was kept of a run's impact on a host; empty where nothing was."""
        row = self.store.connection.execute(
            "SELECT impact FROM host_impact WHERE run_id = ? AND host = ?", (run_id, host)
        ).fetchone()
        found: Mapping[str, Any] = json.loads(row[0]) if row else {}
        return found
