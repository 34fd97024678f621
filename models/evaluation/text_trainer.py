"""The text model as cross validation asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lenswatch.classifier.text.features import Extractor
from lenswatch.classifier.text.fitted import Fusion
from lenswatch.core.listing import Listing
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.models.corpus_row import CorpusRow
from lenswatch.models.text.fusing import scores
from lenswatch.models.text.learning import Learnt
from lenswatch.models.text.samples import of_corpus
from lenswatch.models.text.training import evidence_of, margins_of, material_of
from lenswatch.models.text.words import vocabulary_of


@dataclass(frozen=True)
class TextTrainer:
    """Learns from corpus rows alone; text and lexicon are added up as the shipped model does it."""

    lexicon: Lexicon
    fusion: Fusion
    """Not fitted anew: a fit needs margins of rows that were held out, one model more for each writer."""

    def fit(self, rows: Sequence[CorpusRow]) -> "TextScorer":
        """Learn which rows are covert."""
        samples = [of_corpus(row) for row in rows]
        extractor = Extractor(vocabulary_of(self.lexicon, samples))
        material = material_of(extractor, rows, samples, self.lexicon)
        return TextScorer(self, extractor, material.learn(np.arange(len(samples))))


@dataclass(frozen=True)
class TextScorer:
    """The fitted model; it lives in memory only."""

    trainer: TextTrainer
    extractor: Extractor
    learnt: Learnt

    def scores(self, listings: Sequence[Listing]) -> Sequence[float]:
        """Scores as a screening with this model would give them."""
        margins = margins_of(self.learnt, self.extractor, listings)
        found = scores(self.trainer.fusion, evidence_of(self.trainer.lexicon, listings, margins))
        return [float(score) for score in found]
