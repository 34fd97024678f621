"""Which payloads are archived already."""

from dataclasses import dataclass
from pathlib import Path

from lenswatch.ledger.captures import Captures, Original


@dataclass(frozen=True)
class Archive:
    """The WARC files of a workspace, as the ledger knows them."""

    captures: Captures
    folder: Path
    """Where the WARC files lie."""

    def original(self, payload_sha256: str | None) -> Original | None:
        """The record that holds a payload; None where there is none, or its file is not here any more."""
        found = self.captures.holding(payload_sha256) if payload_sha256 else None
        return found if found and (self.folder / found.warc_file).is_file() else None
