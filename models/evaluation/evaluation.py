"""Everything that is said of one judgement of labelled listings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from lenswatch.classifier.bands import Cuts
from lenswatch.core.record import Record
from lenswatch.core.verdict import Versions
from lenswatch.models.corpus_row import Label
from lenswatch.models.evaluation.calibration import CalibrationBin, calibration_bins, expected_calibration_error
from lenswatch.models.evaluation.cells import CUTS, Cell, cells
from lenswatch.models.evaluation.comparison import Comparison
from lenswatch.models.evaluation.confusion import Confusion, confusion
from lenswatch.models.evaluation.curve import CurvePoint, average_precision, curve, precision_of_first
from lenswatch.models.evaluation.everyday import DaysWork, EverydayPrecision, days_work, everyday_precision
from lenswatch.models.evaluation.judged import Judged
from lenswatch.models.evaluation.share import Share


class EvaluatedFile(Record):
    """A file of labelled listings."""

    name: str
    sha256: str | None
    """None for standard input."""
    rows: int
    refused: int
    """Rows that were wrong and are in no figure."""


@dataclass(frozen=True)
class Everyday:
    """What is known of the work that the figures are for."""

    prevalence: float
    """Share of covert listings among those screened, above 0 and below 1."""
    capacity: int
    """Listings a reviewer looks at in a day."""
    listings: int | None = None
    """Listings screened in a day; None where nobody said."""


class Evaluation(Record):
    """The figures; nothing in them tells when they were made, so equal input gives equal bytes."""

    files: tuple[EvaluatedFile, ...]
    versions: Versions
    """What judged."""
    bands: Cuts
    rows: dict[str, int]
    """Listings by label."""
    cells: tuple[Cell, ...]
    confusion: Confusion
    average_precision: float | None
    """Area under the precision-recall curve, with the share of covert listings of the file."""
    calibration_error: float | None
    """Expected calibration error, likewise."""
    calibration: tuple[CalibrationBin, ...]
    capacity: int
    precision_at_capacity: Share
    """Among so many listings of the file with the highest scores."""
    prevalence: Annotated[float, Field(gt=0, lt=1)]
    everyday: tuple[EverydayPrecision, ...]
    """Precision at that prevalence."""
    listings_a_day: int | None
    days_work: DaysWork | None
    """Of a reviewer at that prevalence; None without the number of listings a day."""
    curve: tuple[CurvePoint, ...]
    comparison: Comparison | None


def evaluate(
    judged: Sequence[Judged],
    files: tuple[EvaluatedFile, ...],
    versions: Versions,
    bands: Cuts,
    everyday: Everyday,
    *,
    comparison: Comparison | None = None,
) -> Evaluation:
    """Reckon every figure; at least one listing is needed."""
    scored = [(one.score, one.row.covert) for one in judged]
    points = curve(scored)
    return Evaluation(
        files=files,
        versions=versions,
        bands=bands,
        rows={label.value: sum(one.row.label is label for one in judged) for label in Label},
        cells=tuple(cells(judged)),
        confusion=confusion(judged),
        average_precision=average_precision(points),
        calibration_error=expected_calibration_error(scored),
        calibration=calibration_bins(scored),
        capacity=everyday.capacity,
        precision_at_capacity=precision_of_first(points, everyday.capacity),
        prevalence=everyday.prevalence,
        everyday=_everyday(judged, everyday.prevalence),
        listings_a_day=everyday.listings,
        days_work=days_work(points, everyday.capacity, everyday.listings, everyday.prevalence)
        if everyday.listings
        else None,
        curve=points,
        comparison=comparison,
    )


def _everyday(judged: Sequence[Judged], prevalence: float) -> tuple[EverydayPrecision, ...]:
    covert = [one for one in judged if one.row.covert]
    others = [one for one in judged if not one.row.covert]
    return tuple(
        everyday_precision(
            cut,
            Share.of(sum(one.reaches(cut) for one in covert), len(covert)),
            Share.of(sum(one.reaches(cut) for one in others), len(others)),
            prevalence,
        )
        for cut in CUTS
    )
