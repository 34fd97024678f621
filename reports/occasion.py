"""What a draft is drawn up from: a screening run and a period."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from lenswatch.ledger.period import Period
from lenswatch.ledger.runs import Run

_RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


@dataclass(frozen=True)
class Occasion:
    """One drafting. The same ledger state and occasion give the same bytes.

    Raises:
        ValueError: If the run id cannot be a folder's name.
    """

    run_id: str
    """The screening run."""
    period: Period
    generated_at: datetime
    """When that run finished: not the time the files were written."""

    def __post_init__(self) -> None:
        if not _RUN_ID.fullmatch(self.run_id):
            raise ValueError(f"{self.run_id!r} cannot name a folder")

    @classmethod
    def of(cls, run: Run, period: Period) -> Self:
        """The occasion of a finished screening.

        Raises:
            ValueError: If the run has not finished.
        """
        if run.finished_at is None:
            raise ValueError(f"run {run.id} has not finished")
        return cls(run.id, period, run.finished_at)
