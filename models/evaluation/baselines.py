"""What a screening must beat: a plain list of words, and a plain linear model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from lenswatch.classifier.fields import scored_texts
from lenswatch.core.listing import Listing
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.models.corpus_row import CorpusRow, Label

STRONG = frozenset({"block", "alert"})
"""Roles of terms that count alone."""


@dataclass(frozen=True)
class KeywordList:
    """Suspects every listing that holds one of some words as it is written, capitals aside; what a search does."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, lexicon: Lexicon) -> Self:
        """The active terms of a lexicon that count alone, without its spellings, rules and exclusions."""
        return cls(tuple(term.text.casefold() for term in lexicon.terms if term.active and term.role in STRONG))

    def scores(self, listings: Sequence[Listing]) -> Sequence[float]:
        """1 for a listing that holds a word, 0 for another."""
        texts = (whole_text(listing).casefold() for listing in listings)
        return [float(any(word in text for word in self.words)) for text in texts]


class TfidfTrainer:
    """Logistic regression on TF-IDF of strings of one to three characters; its settings were not tuned on anything."""

    def fit(self, rows: Sequence[CorpusRow]) -> "TfidfScorer":
        """Learn which rows are covert; the rows must hold both kinds."""
        model = make_pipeline(
            TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True, lowercase=True),
            LogisticRegression(C=10.0, solver="liblinear", random_state=1),
        )
        model.fit([whole_text(row.listing()) for row in rows], [row.label is Label.COVERT for row in rows])
        return TfidfScorer(model)


@dataclass(frozen=True)
class TfidfScorer:
    """The fitted model; it lives in memory only."""

    model: Pipeline

    def scores(self, listings: Sequence[Listing]) -> Sequence[float]:
        """Probability of being covert, with the share of covert rows of the training."""
        if not listings:
            return []
        return [float(p) for p in self.model.predict_proba([whole_text(listing) for listing in listings])[:, 1]]


def whole_text(listing: Listing) -> str:
    """Everything of a listing that a screening reads, as one text."""
    return "\n".join(scored_texts(listing).values())
