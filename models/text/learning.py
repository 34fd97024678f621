"""Learning the linear models, and scores of rows by models that had not seen their source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.svm import LinearSVC

from lenswatch.classifier.text.features import BITS, Extractor
from lenswatch.classifier.text.scoring import BLOCKS, NAMED, PAIR_SHARE, RARITY, SINGLE_SHARE, WEIGHT
from lenswatch.core.listing import Listing
from lenswatch.models.text.matrix import Matrix, Rarities, presence
from lenswatch.models.text.samples import Sample

Blocks = Mapping[str, Matrix]
Floats = NDArray[np.float64]
_BATCH = 512
_STRENGTH = 2.0
_SEED = 0
_WORD = 0.2
"""Weight of a word of the lexicon."""
_FURTHER = 0.2
"""Weight of a row beyond the corpus: there are many, and full listings must not be judged by bare titles."""


@dataclass(frozen=True)
class Learnt:
    """A linear model before it is packed."""

    rarities: Rarities
    shares: Floats
    weights: Floats
    offset: float

    def margins(self, blocks: Blocks) -> Floats:
        """Signed distances from the boundary."""
        margins: Floats = self.rarities.weighted(blocks, self.shares) @ self.weights + self.offset
        return margins

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Whole numbers; of the hashed columns only those used, by steps from one to the next."""
        arrays: dict[str, NDArray[np.generic]] = {"offset": np.array(round(self.offset * WEIGHT), dtype=np.int32)}
        first = 0
        for name, bits in BITS.items():
            weights, rarity = self.weights[first : first + (1 << bits)], self.rarities.blocks[name]
            at = np.flatnonzero(rarity)
            points = np.round(weights[at] * (rarity[at] / RARITY) * BLOCKS[name] * WEIGHT)
            arrays[f"{name}.step"] = np.diff(at, prepend=0).astype(np.uint32)
            arrays[f"{name}.weight"] = points.astype(np.int16)
            arrays[f"{name}.rarity"] = rarity[at].astype(np.uint16)
            first += 1 << bits
        arrays[NAMED] = np.round(self.weights[first:] * self.shares * WEIGHT).astype(np.int16)
        return arrays


def blocks_of(extractor: Extractor, listings: Sequence[Listing]) -> Blocks:
    """Presence of every feature."""
    batches = [listings[start : start + _BATCH] for start in range(0, len(listings), _BATCH)]
    made = []
    for batch in batches:
        blocks = extractor.features(batch).blocks
        made.append({name: presence(block) for name, block in blocks.items()})
    return stacked(made)


def stacked(parts: Sequence[Blocks]) -> Blocks:
    """Rows of several below each other."""
    return {name: sparse.vstack([part[name] for part in parts]).tocsr() for name in parts[0]}


def chosen(blocks: Blocks, rows: NDArray[np.int64]) -> Blocks:
    """Some of the rows."""
    return {name: block[rows] for name, block in blocks.items()}


@dataclass(frozen=True)
class Lesson:
    """What one model learns from."""

    blocks: Blocks
    covert: NDArray[np.bool_]
    weight: Floats
    """How much a mistake on each row counts."""
    counted: NDArray[np.bool_]
    """Rows by which the rarity of features is told."""


def learn(lesson: Lesson, names: Sequence[str]) -> Learnt:
    """A linear model of covert against all else."""
    shares = np.array([PAIR_SHARE if _joins(name) else SINGLE_SHARE for name in names])
    rarities = Rarities.of(chosen(lesson.blocks, np.flatnonzero(lesson.counted)))
    model = LinearSVC(
        C=_STRENGTH, dual=True, tol=1e-1, intercept_scaling=3, max_iter=300, random_state=np.random.RandomState(_SEED)
    )
    model.fit(rarities.weighted(lesson.blocks, shares), lesson.covert, sample_weight=lesson.weight)
    return Learnt(rarities, shares, model.coef_[0].astype(np.float64), float(model.intercept_[0]))


def _joins(name: str) -> bool:
    return " with " in name or name.endswith(" elsewhere")


@dataclass(frozen=True)
class Copies:
    """Rows that are learnt from and never judged: other spellings of samples, words of the lexicon."""

    blocks: Blocks
    of: NDArray[np.int64]
    """Number of the sample each is a copy of; -1 for a word of the lexicon."""
    covert: NDArray[np.bool_]

    def beside(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The copies that may be learnt from together with some samples."""
        return np.flatnonzero((self.of < 0) | np.isin(self.of, rows))


@dataclass(frozen=True)
class Material:
    """All rows and their features."""

    samples: Sequence[Sample]
    blocks: Blocks
    copies: Copies
    corpus: int
    """How many samples are of the corpus; they come first."""
    names: Sequence[str]

    def covert(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Truth of rows."""
        return np.array([self.samples[row].covert for row in rows], dtype=bool)

    def learn(self, rows: NDArray[np.int64]) -> Learnt:
        """A model of some rows and of the copies of those."""
        beside = self.copies.beside(rows)
        weight = np.where(rows < self.corpus, 1.0, _FURTHER)
        lesson = Lesson(
            stacked([chosen(self.blocks, rows), chosen(self.copies.blocks, beside)]),
            np.concatenate([self.covert(rows), self.copies.covert[beside]]),
            np.concatenate([weight, np.where(self.copies.of[beside] < 0, _WORD, 1.0)]),
            np.concatenate([rows < self.corpus, np.ones(len(beside), dtype=bool)]),
        )
        return learn(lesson, self.names)

    def folds(self) -> NDArray[np.int64]:
        """Fold of each row: one for each writer; further sources are dealt out among these."""
        writers = sorted({sample.source for sample in self.samples[: self.corpus]})
        number = {writer: index for index, writer in enumerate(writers)}
        folds = [number.get(sample.source, crc32(sample.source.encode()) % len(writers)) for sample in self.samples]
        return np.array(folds, dtype=np.int64)

    def held_out(self) -> Floats:
        """Margin of each row by a model that learnt from no row of its fold.

        One fold after the other: liblinear draws from one generator for the whole process, so that two models learnt
        at once would take each other's numbers, and no training would give the same bytes twice.
        """
        folds, margins = self.folds(), np.zeros(len(self.samples))
        for fold in np.unique(folds).tolist():
            out = np.flatnonzero(folds == fold)
            margins[out] = self.learn(np.flatnonzero(folds != fold)).margins(chosen(self.blocks, out))
        return margins
