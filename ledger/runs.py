"""A crawl, an import, a screening: each is a run with an id."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lenswatch.core.clock import Clock
from lenswatch.ledger.instant import stored
from lenswatch.ledger.store import Store


class RunKind(StrEnum):
    """What a run did."""

    CRAWL = "crawl"
    IMPORT = "import"
    SCREENING = "screening"
    REPORT = "report"


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

    def finish(self, run_id: str, summary: Mapping[str, object], *, failed: bool = False) -> None:
        """End a run with its counts."""
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
