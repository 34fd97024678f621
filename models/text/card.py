"""The model card: what it was trained on, and how it did on writers it had not learnt from."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lenswatch.classifier.bands import Cuts, expected
from lenswatch.core.config import Bands
from lenswatch.models.corpus_row import Difficulty, Label
from lenswatch.models.text.classifying import ClassFigures
from lenswatch.models.text.training import Judged, Trained

_Z = 1.96
_CORPUS_SOURCE = 3
"""Length of the code of a writer of the corpus, such as zh3."""


@dataclass(frozen=True)
class CardInput:
    """What a card tells of."""

    shipped: Trained
    corpus_only: Trained | None
    """The same training without further rows, where there were some."""
    manifest: Mapping[str, str]


def card(given: CardInput) -> str:
    """The card as Markdown."""
    return "\n".join(_lines(given)) + "\n"


def _lines(given: CardInput) -> Iterator[str]:
    trained = given.shipped
    cuts = Cuts.of(Bands(), trained.fitted.fusion.covert_share)
    yield "# Text model"
    yield ""
    yield "Made by `lenswatch train text`; do not edit. It tells whether the words of a listing read like an offer of a"
    yield "disguised camera. It suspects; people decide."
    yield ""
    yield from _inputs(given)
    yield "## How it is judged"
    yield ""
    yield "Every row is scored by a model that learnt nothing from its writer (corpus) or its source (further rows):"
    yield f"each writer is left out once. `review` begins at {cuts.review}, `flag` at {cuts.flag}: the costs of the"
    yield "shipped settings. Lexicon and text count together, as in `lenswatch screen`. In brackets: 95 % (Wilson)."
    yield ""
    yield from _figures(trained, cuts, "With the further rows" if given.corpus_only else "Corpus only")
    if given.corpus_only is not None:
        yield from _figures(
            given.corpus_only,
            Cuts.of(Bands(), given.corpus_only.fitted.fusion.covert_share),
            "Corpus only, not shipped",
        )
    yield from _classes(trained)
    yield from _meaning(trained, cuts)
    yield from _limits()


def _inputs(given: CardInput) -> Iterator[str]:
    fitted = given.shipped.fitted
    yield "## What it was made from"
    yield ""
    yield "| input | SHA-256 |"
    yield "| --- | --- |"
    yield from (f"| {name} | `{digest}` |" for name, digest in sorted(fitted.trained_on.items()))
    yield from (f"| {name} (result) | `{digest}` |" for name, digest in sorted(given.manifest.items()))
    yield ""
    rows = ", ".join(f"{count} {label}" for label, count in fitted.rows.items())
    yield f"Rows learnt from: {rows}. Of further rows the English ones are learnt from, all are judged; none is copied,"
    yield "and no text of them is in the model."
    fusion = fitted.fusion
    yield f"Fusion: prior {fusion.prior}, text {fusion.text} a unit of margin, from {fusion.least} to {fusion.most};"
    yield f"points of the lexicon count {fusion.lexicon} for and {fusion.counter} against;"
    yield "a listing of which only the title is known, and in which the lexicon names nothing (less than"
    yield f"{fusion.plain_spoken} log-odds), starts {-fusion.bare_title} lower where it has a Han"
    yield f"character, else {-fusion.bare_latin_title}."
    yield ""


def _figures(trained: Trained, cuts: Cuts, title: str) -> Iterator[str]:
    yield f"### {title}"
    yield ""
    yield "| rows | count | at `review` or above | at `flag` |"
    yield "| --- | ---: | --- | --- |"
    corpus = [row for row in trained.judged if len(row.sample.source) == _CORPUS_SOURCE]
    further = [row for row in trained.judged if len(row.sample.source) != _CORPUS_SOURCE]
    for label in Label:
        yield _row(f"{label}", _of(corpus, label), cuts)
        for lang in ("zh", "en"):
            yield _row(f"{label}, {lang}", [row for row in _of(corpus, label) if row.lang == lang], cuts)
    for difficulty in Difficulty:
        yield _row(f"covert, {difficulty}", [r for r in corpus if r.sample.difficulty == difficulty], cuts)
    for writer in sorted({row.sample.source for row in corpus}):
        for label in (Label.COVERT, Label.LAWFUL):
            yield _row(f"{label}, writer {writer}", [r for r in _of(corpus, label) if r.sample.source == writer], cuts)
    for label in Label:
        for lang in ("zh", "en"):
            rows = [row for row in _of(further, label) if row.lang == lang]
            if rows:
                yield _row(f"further rows, {label}, {lang}", rows, cuts)
    yield ""
    yield "Text alone, and the lexicon alone, at the score that 8 % of the lawful rows reach:"
    yield ""
    ways: Sequence[tuple[str, Callable[[Judged], float]]] = (
        ("together", lambda row: row.score),
        ("text alone", lambda row: row.margin),
        ("lexicon alone", lambda row: row.lexicon),
    )
    for name, of in ways:
        lawful = sorted((of(row) for row in _of(corpus, Label.LAWFUL)), reverse=True)
        least = lawful[int(len(lawful) * 0.08)]
        covert = [of(row) for row in _of(corpus, Label.COVERT)]
        yield f"- {name}: {_share(sum(value > least for value in covert), len(covert))} of the covert rows"
    yield ""


def _of(rows: Iterable[Judged], label: Label) -> list[Judged]:
    return [row for row in rows if row.sample.label is label]


def _row(name: str, rows: Sequence[Judged], cuts: Cuts) -> str:
    review = sum(row.score >= cuts.review for row in rows)
    flag = sum(row.score >= cuts.flag for row in rows)
    return f"| {name} | {len(rows)} | {_share(review, len(rows))} | {_share(flag, len(rows))} |"


def _classes(trained: Trained) -> Iterator[str]:
    yield "## Disguise and kind"
    yield ""
    for name, figures in (("disguise", trained.disguises), ("kind of device", trained.kinds)):
        yield f"- {name}: {_right(figures)}"
    yield ""


def _right(figures: ClassFigures) -> str:
    return (
        f"right for {_share(figures.right, figures.rows)} if it always answers; it answers {figures.answered} of"
        f" {figures.rows} (confidence from {figures.least}) and is then right for"
        f" {_share(figures.answered_right, figures.answered)}; else the answer is unknown"
    )


def _meaning(trained: Trained, cuts: Cuts) -> Iterator[str]:
    bands = Bands()
    yield "## What the bands mean"
    yield ""
    yield f"If {bands.covert_share:.0%} of the listings are covert and {bands.lookalike_share:.0%} resemble them:"
    yield ""
    for name, least in (("review", cuts.review), ("flag", cuts.flag)):
        found = expected(least, trained.fitted.curve, bands)
        told = f"{found.recall:.1%} of the covert ones; {found.precision:.0%} of those there are covert"
        yield f"- `{name}` or above: {told}"
    yield ""


def _limits() -> Iterator[str]:
    yield "## What the figures do not show"
    yield ""
    yield "- The corpus was written for training by few hands. Real sellers write otherwise, and change once found."
    yield "- Fusion, shares of the blocks and cuts were chosen on the same held-out scores: figures flatter a little."
    yield "- English rests on three writers: each is judged by a model that knew the other two."
    yield "- Further rows are titles alone; how real descriptions read is not known."
    yield "- The text model reads no picture: only what a platform or the reading of print says stands in them."


def _share(count: int, of: int) -> str:
    if not of:
        return "–"
    share, square = count / of, _Z * _Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    spread = _Z * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    low, high = max(middle - spread, 0.0), min(middle + spread, 1.0)
    return f"{count} = {100 * share:.1f} % ({100 * low:.1f}–{100 * high:.1f})"
