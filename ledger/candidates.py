"""Mined expressions and what curators decided of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from lenswatch.core.clock import Clock
from lenswatch.core.digest import sha256_of
from lenswatch.ledger.instant import restored, stored
from lenswatch.ledger.store import Store


class Decision(StrEnum):
    """What a curator decided."""

    ACCEPT = "accept"
    """Propose it as a term of its own."""
    MERGE = "merge"
    """Propose it as another spelling of a term."""
    REJECT = "reject"
    """Show it no more."""
    WATCH = "watch"
    """Keep it on a list and see whether it grows."""


@dataclass(frozen=True)
class Sighted:
    """What the miner says of one expression."""

    expression: str
    sellers: int
    listings: int
    card: str
    """JSON."""


@dataclass(frozen=True)
class Candidate:
    """An expression that was mined."""

    id: str
    expression: str
    first_mined: datetime
    last_mined: datetime
    sellers: int
    listings: int
    card: str


@dataclass(frozen=True)
class Decided:
    """The newest decision on an expression, and its evidence then and when it was seen last."""

    candidate: Candidate
    decision: Decision
    term_id: str | None
    actor: str
    reason: str
    at: datetime
    sellers: int
    """When it was decided."""
    listings: int


@dataclass(frozen=True)
class Order:
    """A decision to be recorded."""

    candidate: Candidate
    decision: Decision
    reason: str
    term_id: str | None = None


@dataclass(frozen=True)
class Candidates:
    """The tables of mined expressions."""

    store: Store
    clock: Clock

    def record(self, sighted: Iterable[Sighted], growing: Iterable[Sighted]) -> None:
        """Note what was shown, and how decided expressions that are followed stand now."""
        now = stored(self.clock.now())
        with self.store.transaction() as connection:
            for one in (*sighted, *growing):
                connection.execute(
                    "INSERT INTO mined_candidate (id, expression, first_mined, last_mined, sellers, listings, card)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET last_mined = excluded.last_mined,"
                    " sellers = excluded.sellers, listings = excluded.listings, card = excluded.card",
                    (candidate_id(one.expression), one.expression, now, now, one.sellers, one.listings, one.card),
                )
            connection.executemany(
                "INSERT OR REPLACE INTO mined_growth (candidate_id, seen_at, sellers, listings) VALUES (?, ?, ?, ?)",
                [(candidate_id(one.expression), now, one.sellers, one.listings) for one in growing],
            )

    def find(self, wanted: str) -> Candidate | None:
        """A candidate by its id or expression."""
        row = self.store.connection.execute(
            "SELECT id, expression, first_mined, last_mined, sellers, listings, card FROM mined_candidate"
            " WHERE id = ? OR expression = ?",
            (wanted, wanted.lower()),
        ).fetchone()
        return _candidate(row) if row else None

    def decide(self, orders: Sequence[Order], actor: str) -> None:
        """Record decisions, all or none."""
        now = stored(self.clock.now())
        with self.store.transaction() as connection:
            connection.executemany(
                "INSERT INTO mined_decision (candidate_id, decision, term_id, actor, reason, decided_at, sellers,"
                " listings) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        order.candidate.id,
                        order.decision,
                        order.term_id,
                        actor,
                        order.reason,
                        now,
                        order.candidate.sellers,
                        order.candidate.listings,
                    )
                    for order in orders
                ],
            )

    def decided(self) -> Mapping[str, Decided]:
        """The newest decision on each expression, by expression."""
        rows = self.store.connection.execute(
            "SELECT c.id, c.expression, c.first_mined, c.last_mined, c.sellers, c.listings, c.card,"
            " d.decision, d.term_id, d.actor, d.reason, d.decided_at, d.sellers, d.listings"
            " FROM mined_candidate c JOIN mined_decision d ON d.number ="
            " (SELECT max(number) FROM mined_decision WHERE candidate_id = c.id) ORDER BY c.expression"
        )
        return {row[1]: _decided(row) for row in rows}

    def growth(self, candidate: str) -> tuple[tuple[datetime, int, int], ...]:
        """When the miner saw a followed expression, and how many sellers and listings used it, the oldest first."""
        rows = self.store.connection.execute(
            "SELECT seen_at, sellers, listings FROM mined_growth WHERE candidate_id = ? ORDER BY seen_at", (candidate,)
        )
        return tuple((restored(at), sellers, listings) for at, sellers, listings in rows)


def candidate_id(expression: str) -> str:
    """The same for the same expression in every ledger."""
    return f"M{sha256_of(expression.encode())[:8]}"


def _decided(row: Sequence[Any]) -> Decided:
    decision, term_id, actor, reason, at, sellers, listings = row[7:]
    return Decided(_candidate(row[:7]), Decision(decision), term_id, actor, reason, restored(at), sellers, listings)


def _candidate(row: Sequence[Any]) -> Candidate:
    id_, expression, first, last, sellers, listings, card = row
    return Candidate(id_, expression, restored(first), restored(last), sellers, listings, card)
