"""How honest the figures are: baselines, parts, unseen groups, evasions, and names that must not count.

    python benchmarks/judgement.py holdout       # the held-out listings, by difficulty and language
    python benchmarks/judgement.py baselines     # a word list, a linear model, parts of a screening and the whole of it
    python benchmarks/judgement.py folds         # a model that has not seen a writer, a manner of writing, a disguise
    python benchmarks/judgement.py robustness    # the same listings, disguised by the rewrites of evasions.py
    python benchmarks/judgement.py bias          # names of brands and regions, put in and exchanged
    python benchmarks/judgement.py all --into docs/quality.md

Each prints Markdown with counts and Wilson's 95 % intervals; --into puts it between the marks of its name in a page, as
docs/quality.md has them. Choices are by fixed seeds. A trainer is anything with `fit(rows)` that returns something with
`scores(listings)` (models/evaluation/scorer.py); name another one in `trainers`, and it stands in the tables of
baselines and folds.
"""

import argparse
import io
import random
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from statistics import mean

from evasions import HAN, REWRITES, Chance, Rewrite
from markdown_tables import heads, put_into, row, shown

from lenswatch.classifier.bands import Cuts
from lenswatch.classifier.screener import Screener
from lenswatch.classifier.text.model import TextModel
from lenswatch.core.config import Config
from lenswatch.core.listing import Listing
from lenswatch.core.signal import SignalSource
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band, Verdict
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.models.corpus_file import read_corpus, shipped_corpus
from lenswatch.models.corpus_row import CorpusRow, Label
from lenswatch.models.evaluation.baselines import KeywordList, TfidfTrainer
from lenswatch.models.evaluation.bias import Move, moves, shipped_names
from lenswatch.models.evaluation.cells import CUTS as CUTS_OF_CELLS
from lenswatch.models.evaluation.curve import average_precision, curve, recall_within
from lenswatch.models.evaluation.evaluation import Everyday, evaluate
from lenswatch.models.evaluation.folds import Fold, by_disguise, by_style, by_writer, folds
from lenswatch.models.evaluation.holdout import holdout_files, shipped_holdout
from lenswatch.models.evaluation.judged import judge
from lenswatch.models.evaluation.scorer import LEXICON, LexiconAlone, PartOfScreener, Scorer, Trainer, WholeScreener
from lenswatch.models.evaluation.share import Share
from lenswatch.models.evaluation.text_trainer import TextTrainer
from lenswatch.models.evaluation.truth import LabelledListing, read_labelled

BANDS = Cuts.of(Config().bands, TextModel.shipped().fitted.fusion.covert_share)
"""The shipped cuts; a baseline's scores are cut where ours are."""
SAMPLE = 300
"""Covert rows of the corpus that robustness is tried on, beside all held-out ones."""
BIAS_SAMPLE = 120
"""Lawful and plain rows, and as many covert ones, that names are put into."""
SMALLEST_STYLE = 40
"""Manners of writing of fewer rows are left out together."""
FEW_ALARMS = 0.01
CUTS = (
    (Label.COVERT, BANDS.flag),
    (Label.COVERT, BANDS.review),
    (Label.LAWFUL, BANDS.flag),
    (Label.LAWFUL, BANDS.review),
    (Label.PLAIN, BANDS.review),
)
HEADS = ("system", "covert: flag", "review or above", "lawful: flag", "review or above", "plain: review or above")


def trainers() -> Mapping[str, Trainer]:
    """What learns anew in the tables of baselines and folds."""
    return {
        "TF-IDF of characters, logistic regression": TfidfTrainer(),
        "lenswatch, text model and lexicon": TextTrainer(
            Lexicon.load(shipped_keywords()), TextModel.shipped().fitted.fusion
        ),
    }


def shipped_screener() -> Screener:
    """The screening that users have without a workspace."""
    return Screener.build(Lexicon.load(shipped_keywords()), Taxonomy.load(), Config())


def reached(rows: Sequence[CorpusRow], scores: Sequence[float], label: Label, at: float) -> Share:
    """How many rows of a label have so high a score."""
    ours = [score for one, score in zip(rows, scores, strict=True) if one.label is label]
    return Share.of(sum(score >= at for score in ours), len(ours))


def figures(name: str, rows: Sequence[CorpusRow], scores: Sequence[float]) -> None:
    """One system's line."""
    points = curve(zip(scores, (one.label is Label.COVERT for one in rows), strict=True))
    cells = [shown(reached(rows, scores, label, at)) for label, at in CUTS]
    row(name, *cells, average_precision(points), shown(recall_within(points, FEW_ALARMS)))


def holdout() -> None:
    """A whole screening of the held-out listings; `lenswatch evaluate` prints more of it."""
    screener, disguises = shipped_screener(), frozenset(Taxonomy.load().disguises)
    rows = [one for file in holdout_files() for one in read_labelled(file, disguises)]
    judged = list(judge(screener, [one for one in rows if isinstance(one, LabelledListing)]))
    told = evaluate(judged, (), screener.versions, screener.cuts, Everyday(prevalence=0.01, capacity=100))
    heads("listings", "flag", "review or above")
    figures = {(cell.of, cell.by, cell.value, cell.at): cell.share for cell in told.cells}
    for of, by, value in dict.fromkeys((cell.of, cell.by, cell.value) for cell in told.cells):
        if by in {"all", "language"} or (of, by) == ("covert", "difficulty"):
            name = "precision" if of == "all" else of
            row(f"{name}, {value}" if value else name, *(shown(figures[of, by, value, cut]) for cut in CUTS_OF_CELLS))
    daily = (f"{one.precision:.1%} ({one.low:.1%}–{one.high:.1%})" for one in told.everyday if one.low and one.high)
    row("precision at a prevalence of 1 %", *daily)
    first, named = shown(told.precision_at_capacity), shown(told.confusion.right_suspected)
    print(
        f"\nAmong the 100 highest scores covert are {first}. Average precision {told.average_precision}, expected\n"
        f"calibration error {told.calibration_error}, both with the share of covert listings here.\n"
        f"Of the covert listings that reach review, the disguise is named right for {named}."
    )


def baselines() -> None:
    """Every system on the same rows: the held-out ones, and the corpus by writers the models have not seen."""
    screener = shipped_screener()
    corpus, held_out = read_corpus(shipped_corpus()), read_corpus(shipped_holdout())
    trained = frozenset(SignalSource) - LEXICON
    systems: dict[str, Scorer] = {
        "plain list of the lexicon's strong words": KeywordList.of(Lexicon.load(shipped_keywords())),
        "lenswatch, lexicon and rules only": LexiconAlone(screener.reader),
    }
    if trained:
        systems["lenswatch, trained models only"] = PartOfScreener(screener, trained)
    systems["lenswatch, whole"] = WholeScreener(screener)
    for title, rows in (("held-out listings", held_out), ("corpus, each writer left out of the training", corpus)):
        print(f"\n#### {title}: {len(rows)}")
        heads(*HEADS, "average precision", f"recall at ≤ {FEW_ALARMS:.0%} false alarms")
        listings = [one.listing() for one in rows]
        for name, system in systems.items():
            seen = bool(trained) and rows is corpus and not name.startswith("plain") and "lexicon" not in name
            figures(name + (" (has been trained on these rows)" if seen else ""), rows, system.scores(listings))
        for name, trainer in trainers().items():
            if rows is held_out:
                figures(name, rows, trainer.fit(corpus).scores(listings))
            else:
                figures(name, *joined(list(folds(corpus, trainer, by_writer))))


def joined(parts: Sequence[Fold]) -> tuple[Sequence[CorpusRow], Sequence[float]]:
    """The rows of all folds and their scores."""
    return [one for part in parts for one in part.rows], [score for part in parts for score in part.scores]


def cross_validation() -> None:
    """What is left of a model where a group of rows is new to it."""
    corpus = read_corpus(shipped_corpus())
    groups: tuple[tuple[str, Callable[[CorpusRow], str | None], int], ...] = (
        ("writer", by_writer, 1),
        ("style", by_style, SMALLEST_STYLE),
        ("disguise", by_disguise, 1),
    )
    for name, trainer in trainers().items():
        for group, group_of, smallest in groups:
            print(f"\n#### {name}: one {group} left out")
            heads(f"{group} left out", *HEADS[1:])
            parts = list(folds(corpus, trainer, group_of, smallest))
            for part in parts:
                fold_figures(part.name, part.rows, part.scores)
            fold_figures("all", *joined(parts))


def fold_figures(name: str, rows: Sequence[CorpusRow], scores: Sequence[float]) -> None:
    """One fold's line."""
    row(name, *(shown(reached(rows, scores, label, at)) for label, at in CUTS))


def robustness() -> None:
    """Recall on covert Chinese listings as they were written, and rewritten by somebody who hides."""
    screener = shipped_screener()
    listings = [one.listing() for one in covert_sample()]
    verdicts = [screener.screen(one) for one in listings]
    before = [verdict.band is not Band.CLEAR for verdict in verdicts]
    reach = shown(Share.of(sum(before), len(before)))
    print(f"\n#### {len(listings)} covert listings, as they were written: {reach} reach review")
    for title, words in (
        ("The words of the lexicon that give points", [words_of(verdict) for verdict in verdicts]),
        ("Every run of Chinese characters", [HAN] * len(listings)),
    ):
        print(f"\n{title} rewritten:")
        heads("rewrite", "listings it changes", "of these reach review as written", "rewritten")
        for name, rewrite in REWRITES.items():
            others = [disguised(one, rewrite, which) for one, which in zip(listings, words, strict=True)]
            changed = [index for index, other in enumerate(others) if other != listings[index]]
            after = sum(screener.screen(others[index]).band is not Band.CLEAR for index in changed)
            as_written = sum(before[index] for index in changed)
            row(name, len(changed), *(shown(Share.of(found, len(changed))) for found in (as_written, after)))


def words_of(verdict: Verdict) -> re.Pattern[str]:
    """The seller's words that raised the score by themselves, the longest first."""
    words = {
        signal.matched for signal in verdict.signals if signal.source in LEXICON and signal.term and signal.weight > 0
    }
    return re.compile(
        "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or r"(?!)"
    )


def covert_sample() -> list[CorpusRow]:
    """All held-out covert Chinese rows, and some of the corpus."""
    held_out = [one for one in read_corpus(shipped_holdout()) if one.label is Label.COVERT and one.lang == "zh"]
    corpus = [one for one in read_corpus(shipped_corpus()) if one.label is Label.COVERT and one.lang == "zh"]
    return held_out + random.Random(1).sample(corpus, min(SAMPLE, len(corpus)))  # noqa: S311 - the same rows in every run


def disguised(listing: Listing, rewrite: Rewrite, words: re.Pattern[str]) -> Listing:
    """A listing with some words rewritten in every text of it, by the same chance in every run."""
    chance = Chance(listing.title)

    def other(text: str | None) -> str | None:
        return words.sub(lambda found: rewrite(found[0], chance), text) if text else text

    texts = {name: other(getattr(listing, name)) for name in ("title", "description", "image_text")}
    attributes = {name: other(value) for name, value in listing.attributes.items()}
    return listing.model_copy(update={**texts, "attributes": attributes})


def bias() -> None:
    """By how much names of brands and regions move scores."""
    screener, names = shipped_screener(), shipped_names()

    def judged(listing: Listing) -> tuple[float, Band]:
        verdict = screener.screen(listing)
        return verdict.score, verdict.band

    chance = random.Random(1)  # noqa: S311 - the same rows in every run
    rows = read_corpus(shipped_corpus())  # single rows are printed, so none that is held out
    for title, covert in (("lawful and plain", False), ("covert", True)):
        ours = chance.sample([one for one in rows if (one.label is Label.COVERT) == covert], BIAS_SAMPLE)
        by_place: dict[tuple[str, str], list[Move]] = defaultdict(list)
        for move in moves(judged, [one.listing() for one in ours], names):
            by_place[move.name.kind, move.place].append(move)
        print(f"\n#### {len(ours)} {title} listings, {len(names)} names")
        heads("name", "place", "listings made", "mean change", "largest rise", "largest fall", "other band")
        for (kind, place), made in sorted(by_place.items()):
            changes = [move.change for move in made]
            moved = sum(move.band_before is not move.band_after for move in made)
            ends = (f"{mean(changes):+.5f}", f"{max(changes):+.4f}", f"{min(changes):+.4f}")
            row(kind, place, len(made), *ends, moved)
        tell_largest([move for made in by_place.values() for move in made])


def tell_largest(made: Sequence[Move]) -> None:
    """The moves of most consequence."""
    for move in sorted(made, key=lambda one: -abs(one.change))[:5]:
        if move.change:
            print(f"    {move.change:+.4f} {move.name.text} ({move.place}): {move.listing.title}")


PARTS: Mapping[str, Callable[[], None]] = {
    "holdout": holdout,
    "baselines": baselines,
    "folds": cross_validation,
    "robustness": robustness,
    "bias": bias,
}


def main() -> None:
    """Print what is asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("part", choices=[*PARTS, "all"])
    options.add_argument("--into", type=Path, help="page whose tables are replaced")
    asked = options.parse_args()
    for name, part in PARTS.items():
        if asked.part in {name, "all"}:
            printed = io.StringIO()
            with redirect_stdout(printed):
                part()
            print(printed.getvalue(), end="", flush=True)
            if asked.into:
                put_into(asked.into, name, printed.getvalue())


if __name__ == "__main__":
    main()
