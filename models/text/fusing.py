"""Fitting how text and lexicon add up, and what scores mean.

Weights are fitted on half the writers and calibrated on the other half, both times on margins by models that had not
learnt from the row: nothing is counted twice. Every weight is held at zero or above, so that fusion is monotone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from lenswatch.classifier.points import SCALE, to_points, to_score
from lenswatch.classifier.text.fitted import Fusion, Step

Floats = NDArray[np.float64]
_MOST, _LEAST = 3.4, -6.0
"""A bare title in which the lexicon names nothing cannot reach the shipped flag by its text: a lone word never does."""
_LEXICON = 0.25
"""The text knows most of what the lexicon of its day knows, and a fit would give the lexicon nothing; a term released
later must count all the same. Held here while the rest is fitted."""
_LEAST_COUNTER = 0.5
_BARE_TITLE, _BARE_LATIN_TITLE, _PLAIN_SPOKEN = -0.4, -1.0, 1.0
"""Found on real titles of things without a camera, which resemble short offers of one."""
_RIDGE = 1e-3
_STEPS = 100


@dataclass(frozen=True)
class Evidence:
    """What fusion weighs, one entry for each row."""

    margin: Floats
    """Of the text, held out."""
    lexicon: Floats
    """Points for a camera, 0 or above."""
    counter: Floats
    """Points against one, 0 or below."""

    bare: NDArray[np.bool_]
    """Whether nothing but titles is known."""
    han: NDArray[np.bool_]
    """Whether a Han character stands in the title."""


def fit_fusion(evidence: Evidence, covert: NDArray[np.bool_], first_half: NDArray[np.bool_]) -> Fusion:
    """Fit weights on one half and calibrate on the other.

    Args:
        evidence: Of every row of the corpus.
        covert: Truth.
        first_half: Rows whose writers the weights are fitted on.
    """
    columns, given = np.stack([evidence.margin, evidence.counter], axis=1), _LEXICON * evidence.lexicon
    weights = _logistic(columns[first_half], covert[first_half], given[first_half])
    raw = columns @ weights[1:] + weights[0]
    rest = ~first_half
    scale = _logistic(raw[rest, None], covert[rest], given[rest])
    slope, shift = float(scale[1]), float(scale[0])
    text, counter = (round(float(weight) * slope, 4) for weight in weights[1:])
    return Fusion(
        prior=round(float(weights[0]) * slope + shift, 4),
        text=text,
        lexicon=_LEXICON,
        counter=max(counter, _LEAST_COUNTER),
        most=_MOST,
        least=_LEAST,
        bare_title=_BARE_TITLE,
        bare_latin_title=_BARE_LATIN_TITLE,
        plain_spoken=_PLAIN_SPOKEN,
        covert_share=round(float(covert[rest].mean()), 4),
    )


def _logistic(columns: Floats, truth: NDArray[np.bool_], given: Floats) -> Floats:
    """Offset and weights of a logistic regression beside log-odds that are given; no weight is below 0."""
    sign = np.where(truth, 1.0, -1.0)

    def loss(parameters: Floats) -> tuple[float, Floats]:
        odds = sign * (columns @ parameters[1:] + parameters[0] + given)
        share = -sign / (1 + np.exp(np.clip(odds, -500, 500)))
        slope = np.concatenate([[share.mean()], columns.T @ share / len(sign)])
        slope[1:] += 2 * _RIDGE * parameters[1:]
        return float(np.logaddexp(0, -odds).mean() + _RIDGE * (parameters[1:] ** 2).sum()), slope

    start = np.zeros(columns.shape[1] + 1)
    bounds = [(None, None)] + [(0, None)] * columns.shape[1]
    result: Floats = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return result


def scores(fusion: Fusion, evidence: Evidence) -> Floats:
    """Scores as a screening gives them."""
    text = np.clip(evidence.margin * fusion.text, fusion.least, fusion.most)
    odds = fusion.prior + text + fusion.lexicon * evidence.lexicon + fusion.counter * evidence.counter
    silent = fusion.lexicon * evidence.lexicon < fusion.plain_spoken
    bare = np.where(evidence.han, fusion.bare_title, fusion.bare_latin_title)
    odds = odds + bare * (evidence.bare & silent)
    return np.array([to_score(to_points(value)) for value in odds])


def curve(score: Floats, label: Sequence[str], real: Floats) -> tuple[Step, ...]:
    """What share of each label stands at or above a score."""
    labels = np.array(label)

    def share(of: Floats, least: float) -> float:
        return round(float((of >= least).mean()), 4) if len(of) else 0.0

    return tuple(
        Step(
            score=least,
            covert=share(score[labels == "covert"], least),
            lawful=share(score[labels == "lawful"], least),
            plain=share(score[labels == "plain"], least),
            real=share(real, least) if len(real) else None,
        )
        for least in (round(step / _STEPS, 2) for step in range(_STEPS - 1, 0, -1))
    )


def in_odds(points: int) -> float:
    """Points as log-odds."""
    return points / SCALE
