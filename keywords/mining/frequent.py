"""Which sequences of units several sellers use, found level by level."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

Run = tuple[str, ...]
"""Units of one stretch of text, as `runs` gives them."""
LONGEST = 8
"""Most units of an expression."""


def frequent(texts: Sequence[tuple[str, Sequence[Run]]], least_sellers: int) -> set[Run]:
    """Sequences of up to `LONGEST` units that so many sellers use.

    A sequence is counted only if both sequences one unit shorter within it are frequent (Agrawal and Srikant 1994), so
    that memory holds what may still succeed, not every stretch of every text.

    Args:
        texts: Seller and runs of each text.
        least_sellers: Fewest sellers.
    """
    found: set[Run] = set()
    shorter: set[Run] | None = None
    for length in range(1, LONGEST + 1):
        level = _level(texts, length, shorter, least_sellers)
        if not level:
            break
        found |= level
        shorter = level
    return found


def _level(
    texts: Iterable[tuple[str, Sequence[Run]]], length: int, shorter: set[Run] | None, least_sellers: int
) -> set[Run]:
    sellers: dict[Run, set[str]] = defaultdict(set)
    for seller, runs in texts:
        for run in runs:
            for sequence in _sequences(run, length):
                if shorter is None or (bare(sequence[:-1]) in shorter and bare(sequence[1:]) in shorter):
                    sellers[bare(sequence)].add(seller)
    return {sequence for sequence, who in sellers.items() if len(who) >= least_sellers}


def _sequences(run: Run, length: int) -> Iterator[Run]:
    return (run[start : start + length] for start in range(len(run) - length + 1))


def bare(sequence: Run) -> Run:
    """A sequence without the blank in front of its first word: where it begins does not matter."""
    return (sequence[0][1:], *sequence[1:]) if sequence[0].startswith(" ") else sequence
