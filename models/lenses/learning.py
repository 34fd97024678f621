"""The head: a small network over what the backbone's maps hold around a place."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import block_diag
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import Ridge
from sklearn.neural_network import MLPClassifier

from lenswatch.models.lenses.cells import Cells, Maps, everywhere, together
from lenswatch.models.lenses.graph import CELLS, Head

_HEADS = 3  # learnt alike but for chance, which moves what one of them finds by several pictures; they are read as one
_HIDDEN = 64  # of each
_FINE = 40 * 9  # features of the finer map
_ROUNDS = 6  # over all places
_FEWER, _EACH = 2, 2  # rounds of the first fit over every second place; it only looks for what is hard
_HARD, _DOUBTFUL = 30, 0.05  # places of a picture without a lens that are learnt again, from which chance on
_REAL = 2.0  # weight of the middle of a real lens, beside 1 for everything else


@dataclass(frozen=True, eq=False)
class Fitted:
    """What was learnt, on features as they come."""

    weights: tuple[NDArray[np.float32], ...]
    """(1368, hidden), (hidden, hidden), (hidden, 3)."""
    biases: tuple[NDArray[np.float32], ...]
    width: NDArray[np.float32]
    """(hidden): the logarithm of the width, from the second layer."""
    width_bias: float

    def hidden(self, features: NDArray[np.float16]) -> NDArray[np.float32]:
        """(n, hidden), the second layer."""
        first = np.maximum(features.astype(np.float32) @ self.weights[0] + self.biases[0], 0)
        return np.asarray(np.maximum(first @ self.weights[1] + self.biases[1], 0), dtype=np.float32)

    def chances(self, maps: Maps) -> NDArray[np.float32]:
        """(3, 64, 64): nothing, lens, call-out; together 1 at each place."""
        logits = self.hidden(everywhere(maps)) @ self.weights[2] + self.biases[2]
        raised = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray((raised / raised.sum(axis=1, keepdims=True)).T.reshape(3, CELLS, CELLS))

    def head(self) -> Head:
        """As the graph takes it."""
        first = self.weights[0].T
        hidden = len(first)
        last = np.vstack([self.weights[2].T, self.width[None]])
        return {
            "fine": first[:, :_FINE].reshape(hidden, 40, 3, 3),
            "coarse": first[:, _FINE:].reshape(hidden, 112, 3, 3),
            "first_bias": self.biases[0],
            "second": self.weights[1].T[:, :, None, None],
            "second_bias": self.biases[1],
            "last": last[:, :, None, None].astype(np.float32),
            "last_bias": np.array([*self.biases[2], self.width_bias], dtype=np.float32),
        }


def joined(heads: Sequence[Fitted]) -> Fitted:
    """Heads side by side as one: its logits and its width are the means of theirs."""
    first, second, last = zip(*(one.weights for one in heads), strict=True)
    biases = tuple(zip(*(one.biases for one in heads), strict=True))
    count = np.float32(len(heads))
    middle = np.mean(biases[2], axis=0, dtype=np.float32)
    width = np.concatenate([one.width for one in heads]) / count
    logits = np.asarray(np.vstack(last) / count, dtype=np.float32)
    return Fitted(
        (np.hstack(first), block_diag(*second).astype(np.float32), logits),
        (np.concatenate(biases[0]), np.concatenate(biases[1]), np.asarray(middle, dtype=np.float32)),
        np.asarray(width, dtype=np.float32),
        sum(one.width_bias for one in heads) / len(heads),
    )


def learn(parts: Sequence[Cells], real: Sequence[bool], without: Sequence[Maps]) -> Fitted:
    """Learn, look where pictures without a lens are taken for one, and learn anew with those places; several times.

    Args:
        parts: Places, by picture.
        real: Which of them are of photographs and not drawn.
        without: Maps of pictures without a lens.
    """
    drawn = [
        np.full(len(part), _REAL if is_real else 1.0, np.float32) for part, is_real in zip(parts, real, strict=True)
    ]
    cells, weight = together(parts), np.concatenate(drawn)
    weight[cells.labels == 0] = 1
    return joined([_learn_once(cells, weight, without, seed) for seed in range(_HEADS)])


def _learn_once(cells: Cells, weight: NDArray[np.float32], without: Sequence[Maps], seed: int) -> Fitted:
    half = Cells(cells.features[::_EACH], cells.labels[::_EACH], cells.widths[::_EACH])
    some = _fit(half, weight[::_EACH], _FEWER, seed)
    hard = together([cells, *(hardest(some, maps) for maps in without)])
    more = np.ones(len(hard) - len(cells), np.float32)
    return _fit(hard, np.concatenate([weight, more]), _ROUNDS, seed)


def hardest(fitted: Fitted, maps: Maps) -> Cells:
    """Places of a picture without a lens that look most like one."""
    chance = 1 - fitted.chances(maps)[0].ravel()
    order = np.argsort(-chance, kind="stable")[:_HARD]
    order = order[chance[order] > _DOUBTFUL]
    none = np.zeros(len(order))
    return Cells(everywhere(maps)[order], none.astype(np.int8), none.astype(np.float32))


def _fit(cells: Cells, weight: NDArray[np.float32], rounds: int, seed: int) -> Fitted:
    features = cells.features.astype(np.float32)
    middle, spread = features.mean(axis=0), features.std(axis=0) + np.float32(1e-3)
    features -= middle
    features /= spread
    network = MLPClassifier(
        (_HIDDEN, _HIDDEN),
        alpha=1e-2,
        batch_size=512,
        learning_rate_init=1e-3,
        max_iter=rounds,
        random_state=seed,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it is stopped early on purpose
        network.fit(features, cells.labels, sample_weight=weight)
    weights = [array.astype(np.float32) for array in network.coefs_]
    biases = [array.astype(np.float32) for array in network.intercepts_]
    weights[0] = weights[0] / spread[:, None]
    biases[0] = biases[0] - middle @ weights[0]
    bare = Fitted(tuple(weights), tuple(biases), np.zeros(_HIDDEN, np.float32), 0.0)
    found = cells.labels > 0
    line = Ridge(alpha=10.0).fit(bare.hidden(cells.features[found]), cells.widths[found])
    return Fitted(bare.weights, bare.biases, line.coef_.astype(np.float32), float(line.intercept_))


def peaks_of(fitted: Fitted, maps: Maps) -> list[tuple[float, int, int]]:
    """For each of `CUES` its highest chance, a mean over 3 × 3 places, and the place: row and column."""
    chances = fitted.chances(maps)[1:]
    padded = np.pad(chances, ((0, 0), (1, 1), (1, 1)))
    near = [padded[:, down : down + CELLS, across : across + CELLS] for down in range(3) for across in range(3)]
    means = np.mean(near, axis=0)
    best = []
    for mean in means:
        row, column = divmod(int(mean.argmax()), CELLS)
        best.append((float(mean[row, column]), row, column))
    return best
