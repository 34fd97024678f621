"""The steps of a night: each is done once, whatever kills come between."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from lenswatch.core.clock import Clock
from lenswatch.ledger.instant import restored, stored
from lenswatch.ledger.store import Store

_SELECT = (
    "SELECT night_id, number, kind, subject, digest, state, run_id, started_at, finished_at, attempts, outcome"
    " FROM night_step"
)


class StepKind(StrEnum):
    """What a step does, in the order of doing."""

    IMPORT = "import"
    CRAWL = "crawl"
    SCREEN = "screen"
    DRAFT = "draft"


class StepState(StrEnum):
    """How far a step has come."""

    PENDING = "pending"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class NightStep:
    """One step as the ledger holds it."""

    night_id: str
    number: int
    kind: StepKind
    subject: str
    digest: str
    state: StepState
    run_id: str | None
    """The run that does its work; None before it was begun, or where it never was."""
    started_at: datetime | None
    finished_at: datetime | None
    attempts: int
    """How often it was begun."""
    outcome: str
    """JSON."""

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.state not in {StepState.PENDING, StepState.RUNNING}


@dataclass(frozen=True)
class NightSteps:
    """The steps of all nights."""

    store: Store
    clock: Clock

    def add(self, night_id: str, kind: StepKind, subject: str = "", digest: str = "") -> bool:
        """Plan a step behind those of its night; one that is planned already is left as it is. True if it was new."""
        with self.store.transaction() as connection:
            added = connection.execute(
                "INSERT OR IGNORE INTO night_step (night_id, number, kind, subject, digest, state) SELECT ?, "
                "coalesce(max(number), 0) + 1, ?, ?, ?, 'pending' FROM night_step WHERE night_id = ?",
                (night_id, kind, subject, digest, night_id),
            ).rowcount
        return added > 0

    def of(self, night_id: str, kind: StepKind | None = None) -> tuple[NightStep, ...]:
        """The steps of a night, or those of one kind, in the order planned."""
        rows = self._all("WHERE night_id = ? AND kind = coalesce(?, kind) ORDER BY number", night_id, kind)
        return tuple(rows)

    def under_way(self, night_id: str) -> tuple[NightStep, ...]:
        """What the night is at."""
        return tuple(self._all("WHERE night_id = ? AND state = 'running' ORDER BY number", night_id))

    def start(self, step: NightStep, run_id: str | None) -> None:
        """Mark a step as begun, by which run."""
        self._change(
            step,
            "state = 'running', run_id = ?, started_at = coalesce(started_at, ?), attempts = attempts + 1",
            run_id,
            stored(self.clock.now()),
        )

    def settle(self, step: NightStep, state: StepState, outcome: str) -> None:
        """Mark a step as over, with what came of it as JSON."""
        self._change(step, "state = ?, finished_at = ?, outcome = ?", state, stored(self.clock.now()), outcome)

    def _change(self, step: NightStep, change: str, *values: str | None) -> None:
        with self.store.transaction() as connection:
            connection.execute(
                f"UPDATE night_step SET {change} WHERE night_id = ? AND number = ?",  # noqa: S608 - texts of this file
                (*values, step.night_id, step.number),
            )

    def imported_on(self, name: str, digest: str) -> str | None:
        """Date of the night that imported this content; None where none did, or where the file has changed since.

        A file that goes back to what it was some nights ago is new again: what was imported in between is undone.
        """
        by_name, by_digest = (
            self.store.connection.execute(
                "SELECT s.digest, n.date FROM night_step s JOIN night n ON n.id = s.night_id "  # noqa: S608 - a name of this file
                f"WHERE s.kind = 'import' AND s.state = 'done' AND s.{column} = ? "
                "ORDER BY s.finished_at DESC, s.number DESC LIMIT 1",
                (value,),
            ).fetchone()
            for column, value in (("subject", name), ("digest", digest))
        )
        last = by_name or by_digest
        return str(last[1]) if last and last[0] == digest else None

    def longest(self, kinds: tuple[StepKind, ...], nights: int) -> timedelta | None:
        """The longest that one of the last finished nights spent on steps of these kinds; None where there is none.

        Steps that a kill interrupted are left out: they would count the time the machine was down.
        """
        marks = ", ".join("?" for _ in kinds)
        rows = self.store.connection.execute(
            "SELECT s.night_id, s.started_at, s.finished_at FROM night_step s WHERE s.state = 'done' "  # noqa: S608 - question marks
            f"AND s.attempts = 1 AND s.kind IN ({marks}) "
            "AND s.night_id IN (SELECT id FROM night WHERE state = 'finished' "
            "ORDER BY finished_at DESC LIMIT ?)",
            (*kinds, nights),
        ).fetchall()
        spent: dict[str, timedelta] = {}
        for night_id, started, finished in rows:
            took = restored(finished) - restored(started)
            spent[night_id] = spent.get(night_id, timedelta()) + took
        return max(spent.values(), default=None)

    def last_done(self, kind: StepKind, subject: str, before: str) -> tuple[NightStep, ...]:
        """Steps of a kind and subject that ended well on other nights than the given one, newest first."""
        return tuple(
            self._all(
                "WHERE kind = ? AND subject = ? AND state = 'done' AND night_id <> ? "
                "ORDER BY finished_at DESC LIMIT 50",
                kind,
                subject,
                before,
            )
        )

    def _all(self, where: str, *values: str | None) -> Iterator[NightStep]:
        for row in self.store.connection.execute(f"{_SELECT} {where}", values).fetchall():
            yield _step(row)


def _step(row: tuple[Any, ...]) -> NightStep:
    night_id, number, kind, subject, digest, state, run_id, started, finished, attempts, outcome = row
    return NightStep(
        night_id=night_id,
        number=number,
        kind=StepKind(kind),
        subject=subject,
        digest=digest,
        state=StepState(state),
        run_id=run_id,
        started_at=restored(started) if started else None,
        finished_at=restored(finished) if finished else None,
        attempts=attempts,
        outcome=outcome,
    )
