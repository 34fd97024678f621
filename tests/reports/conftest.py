"""Cases are folders: cases/<name>/input.json holds listings and verdicts, expected/ the draft they give.

After a wanted change, write the expected files anew and read the difference before committing it:

    pytest tests/reports --write-expected
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lenswatch.core.config import Config
from lenswatch.core.listing import Listing
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Verdict
from lenswatch.ledger.captures import Capture
from lenswatch.ledger.listings import StoredListing
from lenswatch.ledger.period import Period
from lenswatch.ledger.sellers import roll_up
from lenswatch.ledger.verdicts import JudgedListing
from lenswatch.reports.column import Header
from lenswatch.reports.draft import DraftReport, draft_report
from lenswatch.reports.occasion import Occasion

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One case, ready to be drafted."""

    folder: Path
    judged: tuple[JudgedListing, ...]
    captures: dict[int, Capture]
    occasion: Occasion
    config: Config

    @classmethod
    def read(cls, name: str) -> "Case":
        folder = CASES / name
        data = json.loads((folder / "input.json").read_text(encoding="utf-8"), parse_float=Decimal)
        times = {key: datetime.fromisoformat(data["occasion"][key]) for key in data["occasion"] if key != "run_id"}
        period = Period(times["period_start"], times["period_end"])
        rows = list(enumerate(data["judged"], start=1))
        return cls(
            folder=folder,
            judged=tuple(_judged(number, row) for number, row in rows),
            captures={
                n: Capture.model_validate_json(json.dumps(row["capture"])) for n, row in rows if "capture" in row
            },
            occasion=Occasion(data["occasion"]["run_id"], period, times["generated_at"]),
            config=Config.model_validate(data["config"]),
        )

    def draft(self, out: Path, header: Header = "both") -> DraftReport:
        rollups = roll_up(self.judged, self.occasion.period)
        taxonomy = Taxonomy.load()
        return draft_report(rollups, self.occasion, self.config, taxonomy, out, captures=self.captures, header=header)


def _judged(number: int, row: dict[str, Any]) -> JudgedListing:
    stored = StoredListing(
        key=row["key"],
        revision_id=number,
        listing=Listing.model_validate(row["listing"]),
        first_seen=datetime.fromisoformat(row["first_seen"]),
        last_seen=datetime.fromisoformat(row["last_seen"]),
        capture_id=number if "capture" in row else None,
    )
    return JudgedListing(stored, Verdict.model_validate_json(json.dumps(row["verdict"], default=float)))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-expected", action="store_true", help="write the expected files of tests/reports/cases")


@pytest.fixture
def draft_case() -> Callable[..., DraftReport]:
    """Drafts a case by name: `draft_case("nasty", tmp_path, header="zh")`."""

    def draft(name: str, out: Path, header: Header = "both") -> DraftReport:
        return Case.read(name).draft(out, header)

    return draft
