"""The files of an evaluation: the figures as JSON, tables for a spreadsheet, curves as pictures."""

import csv
import io
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

from lenswatch.core.errors import UserError
from lenswatch.core.files import storage_error, written_aside
from lenswatch.models.evaluation.comparison import ChangedListing
from lenswatch.models.evaluation.evaluation import Evaluation
from lenswatch.reports.formula_guard import guard

PLOTTER = "matplotlib"
_CELL_HEADS = ("measure", "of", "at", "by", "value", "found", "total", "share", "low", "high", "small")
_CONFUSION_HEADS = ("true", "named", "count")


def can_plot() -> bool:
    """Whether the extra that draws the curves is installed."""
    return find_spec(PLOTTER) is not None


def write_evaluation(evaluation: Evaluation, folder: Path) -> tuple[Path, ...]:
    """Write every file, each of which appears whole; without the extra [plots] no pictures.

    Returns:
        What was written.

    Raises:
        UserError: If the folder cannot be made or written to.
        StorageError: If the disk is full.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise UserError("{path}: is a file; name a folder.", path=folder) from error
    except OSError as error:
        raise storage_error(error, folder) from error
    contents = {
        "evaluation.json": evaluation.model_dump_json(indent=1).encode() + b"\n",
        "figures.csv": _table(_CELL_HEADS, _figures(evaluation)),
        "disguises.csv": _table(_CONFUSION_HEADS, _disguises(evaluation)),
        "calibration.csv": _table(("low", "high", "mean_score", "covert", "total"), _bins(evaluation)),
    }
    if evaluation.comparison:
        heads = tuple(ChangedListing.model_fields)
        changed = ([getattr(one, head) for head in heads] for one in evaluation.comparison.changed)
        contents["changed.csv"] = _table(heads, changed)
    for name, content in contents.items():
        with written_aside(folder / name) as stream:
            stream.write(content)
    return tuple(folder / name for name in contents) + _pictures(evaluation, folder)


def _pictures(evaluation: Evaluation, folder: Path) -> tuple[Path, ...]:
    if not can_plot():
        return ()
    from lenswatch.models.evaluation.plots import (  # noqa: PLC0415 - an extra, not always installed
        draw_calibration,
        draw_precision_recall,
    )

    curve, calibration = folder / "pr.png", folder / "calibration.png"
    draw_precision_recall(evaluation, curve)
    draw_calibration(evaluation, calibration)
    return curve, calibration


def _figures(evaluation: Evaluation) -> Iterable[Sequence[object]]:
    for cell in evaluation.cells:
        share = cell.share
        counts = (_number(share.found), share.total, share.share, share.low, share.high, int(share.small))
        yield cell.measure, cell.of, cell.at, cell.by, cell.value, *counts


def _disguises(evaluation: Evaluation) -> Iterable[Sequence[object]]:
    for row in evaluation.confusion.rows:
        named = {row.disguise: _number(row.right.found), "unknown": _number(row.unknown.found), **row.wrong}
        yield from ((row.disguise, name, count) for name, count in named.items() if count)


def _bins(evaluation: Evaluation) -> Iterable[Sequence[object]]:
    for one in evaluation.calibration:
        yield one.low, one.high, one.mean_score, _number(one.covert.found), one.covert.total


def _number(found: float) -> float:
    return int(found) if found == int(found) else found


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with byte order mark, so that a spreadsheet knows; a missing figure is an empty cell."""
    stream = io.StringIO(newline="")
    stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return stream.getvalue().encode()


def _cell(value: object) -> object:
    return guard(value) if isinstance(value, str) else "" if value is None else value
