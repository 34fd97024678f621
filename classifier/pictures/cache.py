"""Where readings of pictures are kept, so that no picture is looked at twice by the same eyes."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Stage(StrEnum):
    """What was done with a picture."""

    LOOK = "look"
    TEXT = "text"
    LENS = "lens"


class ReadingCache(Protocol):
    """Keeps readings as JSON."""

    def get(self, sha256: str, stage: Stage, looker: str) -> str | None:
        """What somebody saw in a picture; None if nobody looked.

        Args:
            sha256: Digest of the picture's file.
            stage: What was done.
            looker: Digest of what did it.
        """

    def put(self, sha256: str, stage: Stage, looker: str, reading: str) -> None:
        """Keep a reading; one that is there stays."""


@dataclass
class MemoryCache:
    """Keeps the newest readings of one process; forgotten when it ends."""

    most: int = 20_000
    _readings: dict[tuple[str, Stage, str], str] = field(default_factory=dict)

    def get(self, sha256: str, stage: Stage, looker: str) -> str | None:
        """See `ReadingCache`."""
        return self._readings.get((sha256, stage, looker))

    def put(self, sha256: str, stage: Stage, looker: str, reading: str) -> None:
        """See `ReadingCache`."""
        if len(self._readings) >= self.most:
            del self._readings[next(iter(self._readings))]
        self._readings[sha256, stage, looker] = reading
