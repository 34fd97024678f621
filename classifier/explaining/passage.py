"""A field of a listing, cut where the matches of a verdict begin and end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lenswatch.core.signal import Polarity, Signal


@dataclass(frozen=True)
class Piece:
    """Characters that the same signals cover."""

    text: str
    """As the seller wrote them."""
    polarity: Polarity | None = None
    """Sign of the heaviest signal here; None where nothing was seen."""
    codes: tuple[str, ...] = ()
    """Signals seen here, the heaviest first."""


def pieces(text: str, signals: Sequence[Signal]) -> tuple[Piece, ...]:
    """The text in pieces, in order and without loss.

    Args:
        text: Original text of a field.
        signals: What was seen in it; spans that do not fit the text are left out.
    """
    fitting = [one for one in signals if text[slice(*one.span)] == one.matched and one.matched]
    edges = sorted({0, len(text), *(edge for one in fitting for edge in one.span)})
    return tuple(_cut(text, fitting, edges))


def _cut(text: str, signals: Sequence[Signal], edges: Sequence[int]) -> Iterator[Piece]:
    for start, end in pairwise(edges):
        here = [one for one in signals if one.span[0] <= start and end <= one.span[1]]
        here.sort(key=lambda one: -abs(one.weight))
        codes = tuple(dict.fromkeys(one.code for one in here))
        yield Piece(text[start:end], here[0].polarity if here else None, codes)
