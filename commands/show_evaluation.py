"""What `lenswatch evaluate` prints."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from lenswatch.commands.printing import print_json_line
from lenswatch.commands.session import Session
from lenswatch.core.messages import Message, message
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.terminal import printable
from lenswatch.core.verdict import Band
from lenswatch.models.evaluation.cells import Cell, Measure
from lenswatch.models.evaluation.comparison import Change, ChangedListing, Comparison
from lenswatch.models.evaluation.evaluation import Evaluation
from lenswatch.models.evaluation.share import Share

_WIDTH = 132
_CHANGED = 20
"""Changed listings shown; changed.csv holds them all."""
_SHOWN = {
    "covert": ("language", "source", "difficulty", "disguise"),
    "lawful": ("language", "source", "counter", "kind"),
    "plain": ("language", "source", "kind"),
}
_ALARMS_ONLY = {"kind", "counter"}
"""Slices that are shown only where there was an alarm: there are many of them."""
_NAMES = {
    "covert": message("covert"),
    "lawful": message("lawful look-alike"),
    "plain": message("plain goods"),
    "all": message("all"),
    "language": message("language"),
    "source": message("source"),
    "difficulty": message("difficulty"),
    "disguise": message("disguise"),
    "kind": message("kind"),
    "counter": message("counter-signal"),
    Measure.RECALL: message("covert listings found"),
    Measure.FALSE_ALARMS: message("false alarms"),
    Measure.PRECISION: message("precision"),
    Band.FLAG: message("flag"),
    Band.REVIEW: message("review or above"),
    Change.WORSE: message("worse"),
    Change.BETTER: message("better"),
}


def show_evaluation(session: Session, evaluation: Evaluation, written: Sequence[Path], *, as_json: bool) -> None:
    """The tables, then what was written; or the figures as one JSON object."""
    if as_json:
        print_json_line(evaluation.model_dump_json())
        return
    # A pipe has no width of its own.
    console = Console(width=None if sys.stdout.isatty() else _WIDTH)
    console.print(_shares_table(session, evaluation))
    session.say("Shares with Wilson's 95 % interval; * marks fewer than 10 listings, which say next to nothing.")
    console.print(_precision_table(session, evaluation))
    _show_figures(session, evaluation)
    console.print(_disguise_table(session, evaluation))
    if evaluation.comparison:
        _show_comparison(session, console, evaluation.comparison)
    for path in written:
        session.say("written: {path}", path=path)


def _name(session: Session, key: str) -> str:
    known = _NAMES.get(key)
    return session.catalogue.show(known) if known else key


def _table(session: Session, title: Message, heads: Iterable[Message]) -> Table:
    table = Table(*(session.catalogue.show(head) for head in heads), title=session.catalogue.show(title))
    for column in table.columns:
        column.overflow = "fold"
    return table


def _shares_table(session: Session, evaluation: Evaluation) -> Table:
    """Recall of covert listings and false alarms of the others, whole and sliced."""
    heads = (message("listings"), message("sliced by"), message("which"), message("number"), *_band_heads())
    table = _table(session, message("Covert listings found, and false alarms"), heads)
    taxonomy = Taxonomy.load()
    for of, slices in _SHOWN.items():
        ours = [cell for cell in evaluation.cells if cell.of == of]
        for by in ("all", *slices):
            for value, flag, review in _by_value(ours, by):
                if by in _ALARMS_ONLY and not review.found:
                    continue
                which = taxonomy.in_words(value, session.catalogue.language) if by == "disguise" else value
                names = (_name(session, of), "" if by == "all" else _name(session, by), which)
                cells = (*names, str(flag.total), _shown(flag), _shown(review))
                table.add_row(*(escape(printable(cell)) for cell in cells))
        table.add_section()
    return table


def _band_heads() -> tuple[Message, ...]:
    return _NAMES[Band.FLAG], _NAMES[Band.REVIEW]


def _by_value(cells: Iterable[Cell], by: str) -> Iterator[tuple[str, Share, Share]]:
    """Value, share at flag, share at review or above."""
    for value, group in groupby((cell for cell in cells if cell.by == by), key=lambda cell: cell.value):
        shares = {cell.at: cell.share for cell in group}
        yield value, shares[Band.FLAG], shares[Band.REVIEW]


def _shown(share: Share) -> str:
    """Found/total, percent, interval in percent, mark: 34/160 21.2% (15.6–28.2)."""
    if share.share is None or share.low is None or share.high is None:
        return "–"
    mark = " *" if share.small else ""
    interval = f"{100 * share.low:.1f}–{100 * share.high:.1f}"
    return f"{round(share.found, 1):g}/{share.total} {share.share:.1%} ({interval}){mark}"


def _precision_table(session: Session, evaluation: Evaluation) -> Table:
    """Precision of the bands, as in the file and in daily life."""
    table = _table(session, _NAMES[Measure.PRECISION], (message("sliced by"), message("which"), *_band_heads()))
    ours = [cell for cell in evaluation.cells if cell.measure is Measure.PRECISION]
    for by in ("all", "language", "source"):
        for value, flag, review in _by_value(ours, by):
            table.add_row(_name(session, by), escape(printable(value)), _shown(flag), _shown(review))
    daily = ["–" if one.precision is None else _ranged(one.precision, one.low, one.high) for one in evaluation.everyday]
    told = session.catalogue.show("at a prevalence of {share}", share=f"{evaluation.prevalence:g}")
    table.add_row(told, "", *daily)
    return table


def _ranged(value: float, low: float | None, high: float | None) -> str:
    ends = ("" if end is None else f"{100 * end:.1f}" for end in (low, high))
    return f"{value:.1%} ({'–'.join(ends)})"


def _show_figures(session: Session, evaluation: Evaluation) -> None:
    first = evaluation.precision_at_capacity
    session.say(
        "the {count} listings of the file with the highest scores: covert are {share}",
        count=first.total,
        share=_shown(first),
    )
    day = evaluation.days_work
    if day:
        session.say(
            "a day of {listings} listings, {there} of them covert: {looks} looks find {found} (precision {precision})",
            listings=evaluation.listings_a_day,
            there=f"{day.there:g}",
            looks=f"{day.looks:g}",
            found=f"{day.found:g}",
            precision="–" if day.precision is None else f"{day.precision:.1%}",
        )
    session.say(
        "average precision {precision}; expected calibration error {error}, with the share of covert listings of the "
        "file",
        precision=_figure(evaluation.average_precision),
        error=_figure(evaluation.calibration_error),
    )


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.4f}"


def _disguise_table(session: Session, evaluation: Evaluation) -> Table:
    """Named disguise against the true one; "unknown" is an answer."""
    heads = (message("disguise"), message("number"), message("right"), message("unknown"), message("wrong"))
    table = _table(session, message("Which disguise was named"), heads)
    taxonomy, language = Taxonomy.load(), session.catalogue.language
    for row in evaluation.confusion.rows:
        wrong = ", ".join(f"{code} {count}" for code, count in row.wrong.items())
        counts = (f"{row.right.found:g}", f"{row.unknown.found:g}")
        table.add_row(taxonomy.in_words(row.disguise, language), str(row.right.total), *counts, wrong)
    whole = evaluation.confusion
    table.add_section()
    table.add_row(_name(session, "all"), str(whole.right.total), _shown(whole.right), _shown(whole.unknown), "")
    suspected = session.catalogue.show("all suspected ones")
    table.add_row(suspected, str(whole.right_suspected.total), _shown(whole.right_suspected), "", "")
    return table


def _show_comparison(session: Session, console: Console, compared: Comparison) -> None:
    title = message("Compared with {other}", other=compared.against)
    table = _table(session, title, (message("listings"), message("band"), message("before"), message("now")))
    for old, new in zip(compared.old, compared.new, strict=True):
        whose = _name(session, old.measure if old.of == "all" else old.of)
        table.add_row(whose, _name(session, old.at), _shown(old.share), _shown(new.share))
    console.print(table)
    session.say(
        "compared: {compared}, without a verdict there: {missing}; better: {better}, worse: {worse}, other changes "
        "within a band: {same}",
        compared=compared.compared,
        missing=compared.missing,
        better=compared.count(Change.BETTER),
        worse=compared.count(Change.WORSE),
        same=compared.count(Change.SAME_BAND),
    )
    moved = [one for one in compared.changed if one.change is not Change.SAME_BAND]
    if moved:
        console.print(_changed_table(session, moved[:_CHANGED]))
    if len(moved) > _CHANGED:
        session.say("and {count} more: {file}", count=len(moved) - _CHANGED, file="changed.csv (--out)")


def _changed_table(session: Session, changed: Iterable[ChangedListing]) -> Table:
    heads = (message("change"), message("listings"), message("id"), message("title"), message("before"), message("now"))
    table = _table(session, message("Listings in another band than before"), heads)
    for one in changed:
        row = (
            _name(session, one.change),
            _name(session, one.label),
            one.id or f"{one.file}:{one.line}",
            one.title,
            f"{one.old_band} {one.old_score:.4f}",
            f"{one.new_band} {one.new_score:.4f}",
        )
        table.add_row(*(escape(printable(cell)) for cell in row))
    return table
