"""What was seen in pictures, by digest of the picture and of what looked."""

from dataclasses import dataclass

from lenswatch.classifier.pictures.cache import Stage
from lenswatch.core.clock import Clock
from lenswatch.ledger.instant import stored
from lenswatch.ledger.store import Store


@dataclass(frozen=True)
class PictureReadings:
    """The table of readings; a `lenswatch.classifier.pictures.cache.ReadingCache`."""

    store: Store
    clock: Clock

    def get(self, sha256: str, stage: Stage, looker: str) -> str | None:
        """What somebody saw in a picture; None if nobody looked."""
        row = self.store.connection.execute(
            "SELECT reading FROM picture_reading WHERE sha256 = ? AND stage = ? AND looker = ?", (sha256, stage, looker)
        ).fetchone()
        return str(row[0]) if row else None

    def put(self, sha256: str, stage: Stage, looker: str, reading: str) -> None:
        """Keep a reading; one that is there stays."""
        with self.store.transaction() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO picture_reading VALUES (?, ?, ?, ?, ?)",
                (sha256, stage, looker, reading, stored(self.clock.now())),
            )
