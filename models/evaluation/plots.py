"""The curves as pictures. Needs matplotlib: the extra [plots]. Their lettering is English only."""

from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from lenswatch.core.files import written_aside
from lenswatch.models.evaluation.evaluation import Evaluation
from lenswatch.models.evaluation.everyday import alarm_weight

_INCHES, _DPI = (6.0, 4.5), 120


def draw_precision_recall(evaluation: Evaluation, path: Path) -> None:
    """Precision over recall, as in the file and at the everyday prevalence, with the two bands marked."""
    points = [point for point in evaluation.curve if point.caught]
    covert, others = evaluation.rows["covert"], sum(evaluation.rows.values()) - evaluation.rows["covert"]
    recall = [point.caught / covert for point in points]
    everyday = alarm_weight(covert, others, evaluation.prevalence) if covert and others else 1.0
    figure = Figure(figsize=_INCHES, layout="constrained")
    axes = figure.subplots()
    for weight, name in ((1.0, "as in the file"), (everyday, f"prevalence {evaluation.prevalence:g}")):
        precision = [point.caught / (point.caught + weight * point.alarms) for point in points]
        axes.step(recall, precision, where="pre", label=name)
    for threshold, name in ((evaluation.bands.flag, "flag"), (evaluation.bands.review, "review")):
        reached = [point.caught / covert for point in points if point.threshold >= threshold]
        if reached:
            axes.axvline(reached[-1], linestyle=":", color="grey")
            axes.text(reached[-1], 0.02, f" {name}", rotation=90)
    axes.set(xlim=(0, 1.02), ylim=(0, 1.02), xlabel="recall", ylabel="precision")
    axes.set_title(f"{covert} covert, {others} other listings")
    axes.legend(loc="best")
    _save(figure, path)


def draw_calibration(evaluation: Evaluation, path: Path) -> None:
    """Share of covert listings over the mean score of each bin, with Wilson's 95 % intervals and counts."""
    figure = Figure(figsize=_INCHES, layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], linestyle=":", color="grey")
    for one in evaluation.calibration:
        share = one.covert
        if one.mean_score is None or share.share is None or share.low is None or share.high is None:
            continue
        reach = [[max(0.0, share.share - share.low)], [max(0.0, share.high - share.share)]]
        axes.errorbar([one.mean_score], [share.share], yerr=reach, fmt="o", capsize=3, color="C0")
        axes.annotate(f" n={share.total}", (one.mean_score, share.share), fontsize=8)
    axes.set(xlim=(-0.02, 1.08), ylim=(-0.02, 1.02), xlabel="mean score", ylabel="share of covert listings")
    axes.set_title(f"expected calibration error {evaluation.calibration_error}, as in the file")
    _save(figure, path)


def _save(figure: Figure, path: Path) -> None:
    """Without the name of the program: equal figures give equal bytes."""
    with written_aside(path) as stream:
        FigureCanvasAgg(figure)
        figure.savefig(stream, format="png", dpi=_DPI, metadata={"Software": None})
