"""Cross validation, baselines, parts of a screening, and names that must not count."""

from collections.abc import Sequence

import pytest

from lenswatch.classifier.points import to_points, to_score
from lenswatch.classifier.screener import Screener
from lenswatch.classifier.text.model import TextModel
from lenswatch.core.config import Config
from lenswatch.core.listing import Listing
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.models.corpus_file import read_corpus, shipped_corpus
from lenswatch.models.corpus_row import CorpusRow, Difficulty, Label
from lenswatch.models.evaluation.baselines import KeywordList, TfidfTrainer
from lenswatch.models.evaluation.bias import moves, shipped_names
from lenswatch.models.evaluation.folds import OTHERS, by_disguise, by_style, by_writer, folds
from lenswatch.models.evaluation.scorer import LEXICON, LexiconAlone, Scorer, score_of_part
from lenswatch.models.evaluation.text_trainer import TextTrainer


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener.build(Lexicon.load(shipped_keywords()), Taxonomy.load(), Config())


def row(number: int, writer: str = "zh1", style: str = "formal", *, disguise: str | None = None) -> CorpusRow:
    return CorpusRow(
        id=f"{writer}-{number:04}",
        label=Label.COVERT if disguise else Label.PLAIN,
        lang="zh",
        title=f"{'针孔摄像头' if disguise else '挂钟'} {number}",
        difficulty=Difficulty.PLAIN_NAME if disguise else None,
        disguise=disguise,
        kind="clock",
        style=style,
    )


class Remembering:
    """Scores 1 what it has seen in training."""

    def __init__(self, seen: Sequence[CorpusRow]) -> None:
        self.titles = {one.title for one in seen}

    def scores(self, listings: Sequence[Listing]) -> Sequence[float]:
        return [float(listing.title in self.titles) for listing in listings]


class Learning:
    def fit(self, rows: Sequence[CorpusRow]) -> Scorer:
        return Remembering(rows)


ROWS = [row(1), row(2, disguise="D04"), row(3, "zh2"), row(4, "zh2", "terse", disguise="D07"), row(5, "zh2", "slogan")]


@pytest.mark.parametrize("group_of", [by_writer, by_style, by_disguise])
def test_nothing_left_out_was_learnt_from(group_of: object) -> None:
    assert callable(group_of)
    parts = list(folds(ROWS, Learning(), group_of))

    assert parts
    assert all(score == 0 for part in parts for score in part.scores)


def test_a_fold_is_a_group_and_small_groups_go_together() -> None:
    assert {part.name: len(part.rows) for part in folds(ROWS, Learning(), by_writer)} == {"zh1": 2, "zh2": 3}
    assert {part.name for part in folds(ROWS, Learning(), by_disguise)} == {"D04", "D07"}
    assert {part.name: len(part.rows) for part in folds(ROWS, Learning(), by_style, 2)} == {OTHERS: 2, "formal": 3}


def test_the_linear_baseline_learns_what_is_covert() -> None:
    rows = [row(n, disguise="D04" if n % 2 else None) for n in range(1, 21)]

    scores = TfidfTrainer().fit(rows).scores([Listing(title="针孔摄像头 99"), Listing(title="挂钟 99")])

    assert scores[0] > 0.5 > scores[1]


def test_the_text_model_learns_what_is_covert_from_the_rows_it_is_given_alone() -> None:
    rows = [row(n, disguise="D04" if n % 2 else None) for n in range(1, 21)]
    trainer = TextTrainer(Lexicon.load(shipped_keywords()), TextModel.shipped().fitted.fusion)

    scores = trainer.fit(rows).scores([Listing(title="针孔摄像头 99"), Listing(title="挂钟 99")])

    assert scores[0] > scores[1]
    assert trainer.fit(rows).scores([]) == []


def test_the_lexicon_alone_suspects_nothing_in_which_it_finds_nothing(screener: Screener) -> None:
    found = LexiconAlone(screener.reader).scores([Listing(title="超小的针 孔摄象头 充电宝"), Listing(title="挂钟")])

    assert found[0] > 0.5
    assert found[1] < 0.1


def test_the_word_list_knows_strong_words_as_they_are_written_and_nothing_else() -> None:
    words = KeywordList.of(Lexicon.load(shipped_keywords()))

    found = words.scores([Listing(title="挂钟", description="内有针孔摄像头"), Listing(title="真恐射象投")])

    assert found == [1.0, 0.0]


def test_the_part_of_a_screening_that_holds_every_detector_is_the_whole(screener: Screener) -> None:
    verdict = screener.screen(Listing(title="超小的针 孔摄象头 充电宝"))

    assert score_of_part(verdict, {signal.source for signal in verdict.signals}) == verdict.score
    assert score_of_part(verdict, frozenset()) == to_score(to_points(verdict.prior))
    assert score_of_part(verdict, frozenset()) < score_of_part(verdict, LEXICON)


def test_names_of_brands_and_regions_do_not_move_the_score_of_an_honest_listing(screener: Screener) -> None:
    """On a few rows of every file; benchmarks/judgement.py takes more."""

    def judge(listing: Listing) -> tuple[float, Band]:
        verdict = screener.screen(listing)
        return verdict.score, verdict.band

    honest = [one.listing() for one in read_corpus(shipped_corpus()) if one.label is not Label.COVERT]

    made = list(moves(judge, honest[::250], shipped_names()))

    assert len(made) > 3000
    assert sum(abs(move.change) for move in made) / len(made) < 0.005
    assert max(abs(move.change) for move in made) < 0.1
    assert [move.listing.title for move in made if move.band_after is not move.band_before] == []


def test_no_brand_or_region_is_a_word_that_counts_by_itself(screener: Screener) -> None:
    def points(name: str) -> list[float]:
        verdict = screener.screen(Listing(title=f"挂钟 {name}"))
        return [signal.weight for signal in verdict.signals if signal.source in LEXICON and signal.weight]

    assert [name.text for name in shipped_names() if points(name.text)] == []
