"""Each picture as a head judged it that had learnt from neither it nor its like; and the cuts that follow."""

import csv
import math
from collections.abc import Iterable, Sequence
from pathlib import Path

from lenswatch.core.record import Record
from lenswatch.models.lenses.cells import CUES, STEP
from lenswatch.models.lenses.shop_pictures import Kind
from lenswatch.models.lenses.spot import Spot

ALLOWED = 0.01
"""Share of look-alikes in which each of the two cues may be found by mistake."""
HELD_OUT = Path(__file__).with_name("heldout.csv")


class Judged(Record):
    """One picture, by the SHA-256 of its file."""

    sha256: str
    kind: Kind
    source: str
    device: str
    fold: int
    lens: float
    """Highest chance of a lens, 4 decimals."""
    lens_there: bool
    """Whether that place is on a lens or call-out that was marked by eye."""
    callout: float
    callout_there: bool

    def found(self, cuts: dict[str, float]) -> bool:
        """Whether anything is found in it."""
        return self.lens > cuts["lens"] or self.callout > cuts["callout"]

    def found_there(self, cuts: dict[str, float]) -> bool:
        """Whether it is found where it is."""
        lens = self.lens > cuts["lens"] and self.lens_there
        return lens or (self.callout > cuts["callout"] and self.callout_there)


def cuts_of(judged: Iterable[Judged]) -> dict[str, float]:
    """For each cue the chance above which no more than the allowed share of look-alikes lies."""
    alike = [one for one in judged if one.kind == Kind.LOOK_ALIKE]
    above = math.floor(ALLOWED * len(alike))
    return {cue: sorted((getattr(one, cue) for one in alike), reverse=True)[above] for cue in CUES}


def cuts_by_fold(judged: Sequence[Judged]) -> dict[int, dict[str, float]]:
    """For each fold the cuts that the others give: a picture has no say in the cut it is judged by."""
    return {fold: cuts_of(one for one in judged if one.fold != fold) for fold in sorted({one.fold for one in judged})}


def on_a_spot(row: int, column: int, spots: Iterable[Spot]) -> bool:
    """Whether a place lies on one of the lenses: within 0.6 of its width, or 14 pixels, of its middle."""
    across, down = (column + 0.5) * STEP, (row + 0.5) * STEP
    return any(math.hypot(across - spot.across, down - spot.down) < max(0.6 * spot.diameter, 14) for spot in spots)


def write_judged(path: Path, judged: Sequence[Judged]) -> None:
    """As a table."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(Judged.model_fields), lineterminator="\n")
        writer.writeheader()
        writer.writerows(one.model_dump(mode="json") for one in sorted(judged, key=lambda one: one.sha256))


def read_judged(path: Path = HELD_OUT) -> list[Judged]:
    """From the table."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [Judged.model_validate_strings(row) for row in csv.DictReader(stream)]
