"""The head is learnt: a multinomial logistic regression on principal parts of centred features."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from lenswatch.models.objects.looks import CODES, RENDER, Seen

Floats = NDArray[np.float32]
_FEW = 20
"""A source of fewer pictures has no middle of its own."""
_NEVER = -12.0
"""Score of a kind that no picture showed."""


@dataclass(frozen=True)
class Settings:
    """Chosen on development pictures of shops that were held out; docs/quality.md tells what else was tried."""

    parts: int = 128
    """Principal parts kept."""
    looseness: float = 0.03
    """C of the regression."""
    balance: float = 0.8
    """Power of a kind's count by which its pictures weigh less; 1 makes all kinds weigh the same."""
    renders: float = 0.5
    """Weight of a render; a photo's is 1."""
    network: float = 0.4
    """Weight of the network's own classes."""
    sharpness: float = 1.4
    """By which scores are multiplied, so that probabilities are as often right as they say."""


@dataclass(frozen=True, eq=False)
class Learnt:
    """A linear head."""

    middle: Floats
    weights: Floats
    """(kinds, 1280)."""
    bias: Floats

    def scores(self, features: Floats) -> Floats:
        """(…, kinds)."""
        return np.asarray((features - self.middle) @ self.weights.T + self.bias, dtype=np.float32)


def learn(seen: Sequence[Seen], settings: Settings) -> Learnt:
    """Learn from pictures; those of one source are centred about half their own middle and half that of all photos.

    So what tells shops apart (their ground, their light) weighs less than what tells things apart.
    """
    middles = _middles(seen)
    photos = [middle for source, middle in middles.items() if source != RENDER] or list(middles.values())
    middle = np.mean(photos, axis=0)
    counts = Counter(one.source for one in seen)
    centres = {source: _centre(source, own, middle, counts[source]) for source, own in middles.items()}
    rows = np.concatenate([one.features - centres[one.source] for one in seen])
    kinds = np.concatenate([np.full(len(one.features), CODES.index(one.kind)) for one in seen])
    weights = np.concatenate([_weights(one, settings) for one in seen])
    weights *= (np.bincount(kinds, weights, len(CODES))[kinds] + 1) ** -settings.balance
    turn = _principal(rows, settings.parts)
    model = LogisticRegression(C=settings.looseness, max_iter=80, tol=1e-3)
    model.fit(rows @ turn, kinds, sample_weight=weights / weights.mean())
    whole, bias = np.zeros((len(CODES), rows.shape[1])), np.full(len(CODES), _NEVER)
    whole[model.classes_] = model.coef_ @ turn.T
    bias[model.classes_] = model.intercept_
    sharp = settings.sharpness
    return Learnt(middle.astype(np.float32), (sharp * whole).astype(np.float32), (sharp * bias).astype(np.float32))


def _middles(seen: Sequence[Seen]) -> dict[str, Floats]:
    sources = sorted({one.source for one in seen})
    return {
        source: np.asarray(np.mean([one.features.mean(axis=0) for one in seen if one.source == source], axis=0))
        for source in sources
    }


def _centre(source: str, own: Floats, middle: Floats, count: int) -> Floats:
    if source == RENDER:
        return own
    return np.asarray((own + middle) / 2, dtype=np.float32) if count >= _FEW else middle


def _weights(one: Seen, settings: Settings) -> NDArray[np.float64]:
    looks = len(one.features)
    return np.full(looks, (settings.renders if one.source == RENDER else 1.0) / looks)


def _principal(rows: Floats, parts: int) -> Floats:
    """(1280, parts): directions of most spread, brought half-way to equal spread."""
    spread = (rows.T @ rows) / len(rows)
    values, vectors = np.linalg.eigh(spread)
    best = np.argsort(values)[::-1][:parts]
    turn = vectors[:, best] / np.maximum(values[best], 1e-8) ** 0.25
    size = np.sqrt(((rows @ turn) ** 2).sum(axis=1).mean())
    return np.asarray(turn * (4 / size), dtype=np.float32)
