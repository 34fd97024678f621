"""What platforms put forward while someone searches: the record of the surface audits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lenswatch.core.clock import Clock
from lenswatch.ledger.instant import restored, stored
from lenswatch.ledger.store import Store

_COLUMNS = "site, query, surface, text, rank, run_id, seen_at, capture_id"


class SuggestionSurface(StrEnum):
    """Where a platform puts searches forward."""

    SUGGESTION = "suggestion"
    """While words are being typed."""
    RELATED = "related"
    """On a page of results: related searches, 猜你想搜."""


@dataclass(frozen=True)
class Suggestion:
    """One search that a platform put forward."""

    site: str
    """Name of the site file."""
    query: str
    """Words it was put forward for."""
    surface: SuggestionSurface
    text: str
    """As the platform wrote it, blanks joined, markup removed."""
    rank: int
    """Place in the answer, from 1."""
    run_id: str
    seen_at: datetime
    capture_id: int | None
    """Row of the capture that shows it."""


@dataclass(frozen=True)
class SuggestionAnswer:
    """What a platform answered to one query, suggestions or none."""

    site: str
    query: str
    surface: SuggestionSurface
    results: int | None
    """Offers it says it found; None where it does not say."""
    run_id: str
    seen_at: datetime
    capture_id: int | None
    suggestions: tuple[Suggestion, ...]
    """In the order shown."""


@dataclass(frozen=True)
class Suggestions:
    """The tables of suggestions."""

    store: Store
    clock: Clock

    def record(
        self,
        answer: tuple[str, str, SuggestionSurface],
        texts: tuple[str, ...],
        results: int | None,
        run_id: str,
        capture_id: int | None,
    ) -> None:
        """Note an answer; asked again in the same run, the later answer counts.

        Args:
            answer: Site, query and surface.
            texts: What was put forward, in order.
            results: Offers the platform says it found, or None.
            run_id: The audit's run.
            capture_id: Row of the capture that shows it.
        """
        now = stored(self.clock.now())
        with self.store.transaction() as connection:
            connection.execute(
                "INSERT INTO suggestion_answer (site, query, surface, results, run_id, seen_at, capture_id)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run_id, site, query, surface) DO UPDATE SET"
                " results = excluded.results, seen_at = excluded.seen_at, capture_id = excluded.capture_id",
                (*answer, results, run_id, now, capture_id),
            )
            connection.execute(
                "DELETE FROM suggestion WHERE site = ? AND query = ? AND surface = ? AND run_id = ?", (*answer, run_id)
            )
            connection.executemany(
                f"INSERT INTO suggestion ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - a text of this file
                [(*answer, text, rank, run_id, now, capture_id) for rank, text in enumerate(texts, start=1)],
            )

    def latest(self, site: str) -> tuple[SuggestionAnswer, ...]:
        """The newest answer to each query of a site, by query."""
        rows = self.store.connection.execute(
            "SELECT site, query, surface, results, run_id, seen_at, capture_id FROM suggestion_answer a WHERE site = ?"
            " AND id = (SELECT max(id) FROM suggestion_answer b WHERE b.site = a.site AND b.query = a.query"
            " AND b.surface = a.surface) ORDER BY query, surface",
            (site,),
        ).fetchall()
        return tuple(
            SuggestionAnswer(
                site=site,
                query=query,
                surface=SuggestionSurface(surface),
                results=results,
                run_id=run_id,
                seen_at=restored(seen_at),
                capture_id=capture_id,
                suggestions=self._select(
                    "WHERE run_id = ? AND site = ? AND query = ? AND surface = ? ORDER BY rank",
                    (run_id, site, query, surface),
                ),
            )
            for _, query, surface, results, run_id, seen_at, capture_id in rows
        )

    def sites(self) -> tuple[str, ...]:
        """Every site that was ever asked."""
        rows = self.store.connection.execute("SELECT DISTINCT site FROM suggestion_answer ORDER BY site")
        return tuple(site for (site,) in rows)

    def since(self, run_id: str) -> tuple[Suggestion, ...]:
        """Everything put forward in a run and after it, on every site, oldest first; empty for an unknown run."""
        return self._select(
            "WHERE seen_at >= (SELECT started_at FROM run WHERE id = ?) ORDER BY seen_at, site, query, surface, rank",
            (run_id,),
        )

    def first_seen(self, site: str) -> Mapping[str, datetime]:
        """Each text a site ever put forward, and when it was seen first."""
        rows = self.store.connection.execute(
            "SELECT text, min(seen_at) FROM suggestion WHERE site = ? GROUP BY text", (site,)
        )
        return {text: restored(seen_at) for text, seen_at in rows}

    def begun(self, site: str) -> Mapping[str, datetime]:
        """Each run that asked a site, and when its first answer came."""
        rows = self.store.connection.execute(
            "SELECT run_id, min(seen_at) FROM suggestion_answer WHERE site = ? GROUP BY run_id", (site,)
        )
        return {run_id: restored(seen_at) for run_id, seen_at in rows}

    def _select(self, where: str, values: tuple[str, ...]) -> tuple[Suggestion, ...]:
        rows = self.store.connection.execute(f"SELECT {_COLUMNS} FROM suggestion {where}", values)  # noqa: S608 - texts of this file
        return tuple(
            Suggestion(
                site=site,
                query=query,
                surface=SuggestionSurface(surface),
                text=text,
                rank=rank,
                run_id=run_id,
                seen_at=restored(seen_at),
                capture_id=capture_id,
            )
            for site, query, surface, text, rank, run_id, seen_at, capture_id in rows
        )
