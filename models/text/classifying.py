"""Learning what kind of thing it is, and what it is disguised as."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from io import StringIO

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.svm import LinearSVC

from lenswatch.classifier.text.features import BITS
from lenswatch.classifier.text.scoring import CLASS_BITS, NAMED
from lenswatch.models.text.learning import Blocks, chosen
from lenswatch.models.text.matrix import Matrix

Names = NDArray[np.str_]
_STRENGTH = 0.05
_WANTED = 0.9
"""Share of answers that are to be right; below the confidence that gives it the answer is unknown."""
_UNIT = 1_000
_SEED = 0
_LARGEST = 127


@dataclass(frozen=True)
class ClassModel:
    """A model of several classes, in whole numbers."""

    classes: Sequence[str]
    arrays: dict[str, NDArray[np.generic]]
    """Parts words, title, named and offset."""


def kind_of(kind: str) -> str | None:
    """The coarse kind a corpus row's kind belongs to; None where it is no device."""
    for coarse, parts in _kinds():
        if any(part in f"{kind}-" for part in parts):
            return coarse
    return None


def _kinds() -> list[tuple[str, list[str]]]:
    text = files("lenswatch").joinpath("models", "text", "kinds.csv").read_text(encoding="utf-8")
    return [(row["kind"], row["parts"].split("|")) for row in csv.DictReader(StringIO(text))]


def class_matrix(blocks: Blocks, named: int) -> Matrix:
    """Words, characters of the title and the first named features, side by side.

    Args:
        blocks: Presence of all features.
        named: How many named features.
    """
    return sparse.hstack(
        [_coarse(blocks["words"], "words"), _coarse(blocks["title"], "title"), blocks[NAMED][:, :named]]
    ).tocsr()


def _coarse(block: Matrix, name: str) -> Matrix:
    rows = block.tocoo()
    columns = rows.col >> (BITS[name] - CLASS_BITS)
    merged = sparse.csr_matrix((np.ones(len(columns)), (rows.row, columns)), shape=(block.shape[0], 1 << CLASS_BITS))
    merged.data[:] = 1
    return merged


def learn_classes(matrix: Matrix, truth: Names) -> ClassModel:
    """One margin for each class, rounded to whole numbers of 1 / _UNIT of a margin."""
    classes = sorted(set(truth.tolist()))
    model = LinearSVC(C=_STRENGTH, dual=True, tol=1e-2, max_iter=300, random_state=np.random.RandomState(_SEED))
    model.fit(matrix, truth)
    weights = np.round(model.coef_ * _UNIT)
    offset = np.round(model.intercept_ * _UNIT).astype(np.int32)
    if len(classes) == 2:  # noqa: PLR2004 - scikit-learn gives one row for two classes
        weights, offset = np.vstack([-weights, weights]), np.concatenate([-offset, offset])
    packed = np.clip(weights, -_LARGEST, _LARGEST).astype(np.int8)
    wide = 1 << CLASS_BITS
    parts = {"words": packed[:, :wide], "title": packed[:, wide : 2 * wide], "named": packed[:, 2 * wide :]}
    return ClassModel(classes, {**parts, "offset": offset})


def margins(model: ClassModel, matrix: Matrix) -> NDArray[np.float64]:
    """Margin of each class for each row, as serving computes it."""
    weights = np.hstack([model.arrays[name] for name in ("words", "title", "named")]).astype(np.float64)
    result: NDArray[np.float64] = matrix @ weights.T + model.arrays["offset"].astype(np.float64)
    return result


@dataclass(frozen=True)
class ClassFigures:
    """How well classes are told for writers the model had not learnt from."""

    rows: int
    right: int
    """Of all rows, answered or not."""
    answered: int
    """With the least confidence required."""
    answered_right: int
    least: float
    """That confidence."""


def held_out_classes(matrix: Matrix, truth: Names, source: Names) -> ClassFigures:
    """Answers of models that had not learnt from the row's writer."""
    guess, gap = np.empty(len(truth), dtype=object), np.zeros(len(truth))
    for writer in np.unique(source):
        out = source == writer
        model = learn_classes(matrix[~out], truth[~out])
        found = margins(model, matrix[out])
        order = np.argsort(-found, axis=1, kind="stable")
        rows = np.arange(len(found))
        guess[out] = np.array(model.classes, dtype=object)[order[:, 0]]
        gap[out] = np.round((found[rows, order[:, 0]] - found[rows, order[:, 1]]) / _UNIT, 2)
    right = guess == truth
    least = _least(right, gap)
    answered = gap >= least
    return ClassFigures(len(truth), int(right.sum()), int(answered.sum()), int(right[answered].sum()), least)


def _least(right: NDArray[np.bool_], gap: NDArray[np.float64]) -> float:
    for least in np.arange(0, 2.01, 0.02):
        answered = gap >= least
        if not answered.any() or right[answered].mean() >= _WANTED:
            return round(float(least), 2)
    return 2.0


def select(blocks: Blocks, rows: Sequence[int]) -> Blocks:
    """Rows of the blocks."""
    return chosen(blocks, np.array(rows, dtype=np.int64))
