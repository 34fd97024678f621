"""One order out of several: reciprocal rank fusion."""

from collections.abc import Mapping
from typing import TypeVar

RANK_CONSTANT = 20
"""Softens the lead of first places; 60 in the paper, less here, for the lists are short."""


K = TypeVar("K", bound=str)


def fused(scores: Mapping[K, Mapping[str, float]], weights: Mapping[K, float]) -> dict[str, dict[K, float]]:
    """What each kind of evidence adds to each expression: weight / (`RANK_CONSTANT` + rank), where it has any.

    Cormack, Clarke and Buettcher, "Reciprocal Rank Fusion", SIGIR 2009. Ranks, not scores, are added: a z-score and a
    cosine have no common measure. Equal scores share the better rank, and a score of 0 or less adds nothing.

    Args:
        scores: Kind of evidence to expression to score.
        weights: Kind of evidence to its weight.
    """
    added: dict[str, dict[K, float]] = {}
    for kind, of_kind in scores.items():
        ranks: dict[float, int] = {}
        for rank, score in enumerate(sorted((s for s in of_kind.values() if s > 0), reverse=True), start=1):
            ranks.setdefault(score, rank)
        for text, score in of_kind.items():
            if score > 0:
                added.setdefault(text, {})[kind] = weights[kind] / (RANK_CONSTANT + ranks[score])
    return added
