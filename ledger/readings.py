"""Through which source a listing was read, and whether that reading may be believed."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lenswatch.ledger.store import Store

ADMITTED = (
    "(g.sound = 1 AND NOT (g.kind = 'crawl' AND g.subject IN (SELECT value FROM json_each(:withheld)))"
    " OR g.kind = 'crawl' AND g.subject IN (SELECT value FROM json_each(:anyway)))"
)
"""SQL: whether a report may stand on reading g. Its parameters are those of `Choice.parameters`."""


@dataclass(frozen=True)
class Choice:
    """Which sources a report stands on: every sound reading, but for the sites named here."""

    withheld: frozenset[str] = frozenset()
    """Sites whose readings are left out, sound ones too."""
    anyway: frozenset[str] = frozenset()
    """Sites whose readings count, though not sound."""

    @property
    def parameters(self) -> Mapping[str, str]:
        """For the SQL text `ADMITTED`."""
        return {"withheld": _json(self.withheld), "anyway": _json(self.anyway)}


@dataclass(frozen=True)
class Readings:
    """The table of readings. A listing belongs to every source that read it; imports are one source."""

    store: Store

    def note(self, key: str, run_id: str, seen_at: str) -> None:
        """A run read the listing's present words. Whether that may be believed shows when the run ends."""
        self.store.connection.execute(
            "INSERT INTO reading (listing_key, kind, subject, revision_id, run_id, sound, seen_at)"
            " SELECT l.key, run.kind, iif(run.kind = 'import', '', run.subject), l.revision_id, run.id, 0, ?"
            " FROM listing l, run WHERE l.key = ? AND run.id = ?"
            " ON CONFLICT DO UPDATE SET run_id = excluded.run_id, seen_at = excluded.seen_at",
            (seen_at, key, run_id),
        )

    def seen_again(self, url: str, run_id: str, seen_at: str) -> None:
        """A page is as it was. That confirms no reading, it only says that the offer still stands."""
        self.store.connection.execute(
            "UPDATE reading SET seen_at = ? FROM run WHERE run.id = ? AND reading.kind = run.kind"
            " AND reading.subject = run.subject AND listing_key IN (SELECT key FROM listing WHERE url = ?)",
            (seen_at, run_id, url),
        )

    def confirm(self, run_id: str) -> None:
        """A run ended soundly: what it read may be believed, and replaces what its source showed before."""
        with self.store.transaction() as connection:
            connection.execute("UPDATE reading SET sound = 1 WHERE run_id = ?", (run_id,))
            connection.execute(
                "DELETE FROM reading WHERE listing_key IN (SELECT listing_key FROM reading WHERE run_id = ?)"
                " AND EXISTS (SELECT 1 FROM reading n WHERE n.listing_key = reading.listing_key"
                " AND n.kind = reading.kind AND n.subject = reading.subject AND n.sound = 1"
                " AND n.revision_id > reading.revision_id)",
                (run_id,),
            )

    def last_price(self, key: str, site: str) -> tuple[float, str | None] | None:
        """Price and currency of a listing as the last sound crawl of a site read them; None where it read none."""
        row = self.store.connection.execute(
            "SELECT json_extract(r.listing, '$.price'), json_extract(r.listing, '$.currency') FROM reading g"
            " JOIN revision r ON r.id = g.revision_id WHERE g.listing_key = ? AND g.kind = 'crawl' AND g.subject = ?"
            " AND g.sound = 1 ORDER BY g.revision_id DESC LIMIT 1",
            (key, site),
        ).fetchone()
        return None if row is None or row[0] is None else (float(row[0]), row[1])

    def left_out(self, choice: Choice) -> Mapping[str, int]:
        """Withheld site to the number of listings it read and that no admitted source has."""
        query = (
            "SELECT o.subject, count(DISTINCT o.listing_key) FROM reading o WHERE o.kind = 'crawl'"  # noqa: S608 - texts of this file
            " AND o.subject IN (SELECT value FROM json_each(:withheld))"
            f" AND NOT EXISTS (SELECT 1 FROM reading g WHERE g.listing_key = o.listing_key AND {ADMITTED})"
            " GROUP BY o.subject"
        )
        rows = self.store.connection.execute(query, choice.parameters)
        return {str(site): int(count) for site, count in rows}


def _json(names: Collection[str]) -> str:
    return json.dumps(sorted(names), ensure_ascii=False)
