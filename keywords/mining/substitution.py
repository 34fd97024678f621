"""Texts that are equal but for one word: what one says in the place of the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST_WORD = 12
"""Most characters that may differ on each side."""
LEAST_SHARED = 6
"""Fewest characters that must be equal."""
_NEIGHBOURS = 8
"""With so many texts next to it in order a text is compared; equal beginnings or endings bring twins together."""


@dataclass(frozen=True)
class Substitution:
    """What stands in the same place of two texts that are otherwise equal."""

    one: str
    other: str
    shared: int
    """Characters before and behind it that are equal."""


def substitution(first: str, second: str) -> Substitution | None:
    """The one word by which two texts differ; None if they are equal, or differ in more, or share too little.

    Words of Latin letters and digits are taken whole: 1080p and 1080i differ by a word, not by a letter. Exchanging the
    texts exchanges the sides.
    """
    before = _common(first, second)
    behind = _common(first[before:][::-1], second[before:][::-1])
    while before and _cuts_word(first, before, second):
        before -= 1
    while behind and _cuts_word(first[::-1], behind, second[::-1]):
        behind -= 1
    one, other = first[before : len(first) - behind].strip(), second[before : len(second) - behind].strip()
    shared = before + behind
    longest = max(len(one), len(other))
    if not one or not other or one == other or longest > LONGEST_WORD or shared < max(LEAST_SHARED, longest):
        return None
    return Substitution(one, other, shared)


def twins(texts: Sequence[str]) -> Iterator[tuple[int, int, Substitution]]:
    """Pairs of texts that differ by one word, by their places; each pair once.

    Sorted by beginning and by ending, and each text compared with the few next to it in either order: twins share a
    long beginning or a long ending. In a crowd of many equal beginnings some pairs are passed over.
    """
    forwards = sorted(range(len(texts)), key=lambda index: (texts[index], index))
    backwards = sorted(range(len(texts)), key=lambda index: (texts[index][::-1], index))
    seen: set[tuple[int, int]] = set()
    for order in (forwards, backwards):
        for place, index in enumerate(order):
            for neighbour in order[place + 1 : place + 1 + _NEIGHBOURS]:
                pair = (min(index, neighbour), max(index, neighbour))
                if pair in seen:
                    continue
                seen.add(pair)
                found = substitution(texts[pair[0]], texts[pair[1]])
                if found:
                    yield (*pair, found)


def _common(first: str, second: str) -> int:
    """Length of the common beginning."""
    length = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        length += 1
    return length


def _cuts_word(first: str, at: int, second: str) -> bool:
    """Whether a cut in two texts of equal beginning goes through a word of Latin letters or digits in either."""
    inside = _latin(first[at - 1])
    return inside and any(at < len(text) and _latin(text[at]) for text in (first, second))


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
