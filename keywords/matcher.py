"""Finding patterns in a normalised text: many at once, overlapping, at word boundaries where Latin script has them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from lenswatch.keywords.normalise import Normalised, normalise_joined

MOST_DROPPED = 8
"""Most code points that may have been dropped between two characters of a match; an emoji takes up to seven."""
_LATIN_PAIR = re.compile(r"[a-z0-9]{2}")
_LATIN_GAP = re.compile(r"[\W_]{0,3}")
_LATIN_GAP_WORST = re.compile(r"[.)\]】）]\s|\s[/&+|(\[（【~—–-]|[•·|]\s")
"""Between Latin words these end a phrase: "…on a pen. Camera…", "pen (camera not included)", "pen / camera"."""


class Match(NamedTuple):
    """A pattern found; the span counts code points of the normal form."""

    start: int
    end: int
    pattern: int
    """Index into the patterns of the matcher."""


class Place(NamedTuple):
    """A pattern found; the span counts code points of the original."""

    start: int
    end: int
    pattern: int
    """Index into the patterns of the matcher."""


class _Edges(NamedTuple):
    """Which kind of word character a pattern begins and ends with: a letter, a digit or None."""

    first: str | None
    last: str | None
    latin: bool
    """Whether two Latin characters stand side by side in it."""


def word_class(character: str) -> str | None:
    """Letter for a to z, digit for 0 to 9, None for all that needs no blanks between words."""
    if "a" <= character <= "z":
        return "letter"
    return "digit" if "0" <= character <= "9" else None


class Matcher:
    """All patterns as one automaton; building 50,000 takes 0.2 s.

    A match must begin and end at a word boundary where the pattern begins or ends with a Latin letter or a digit: the
    neighbour is of another class (letter, digit, neither), or something was dropped in between, such as a blank. So
    "spycam" is found in "spy-cam" and "4spycam", not in "spycamp". Dropped characters inside a match are few, and
    between Latin letters they do not end a phrase.

    Args:
        patterns: Non-empty texts in normal form, each once.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = patterns
        self._edges: dict[int, _Edges] = {}  # of those ever found: few of many thousand are
        self._automaton = (
            CharwiseDoubleArrayAhoCorasick(list(patterns), match_kind=MATCH_KIND_STANDARD) if patterns else None
        )

    def find(self, text: Normalised) -> list[Match]:
        """Every match, overlapping ones too, by their ends."""
        return [Match(start, end, pattern) for start, end, pattern, _, _ in self.located(text)]

    def match_many(self, texts: Sequence[str]) -> list[list[Place]]:
        """For each of many original texts, folded and searched at once, every match as a span of it."""
        if not texts:
            return []
        joined, begins = normalise_joined(texts)
        found: list[list[Place]] = [[] for _ in texts]
        for _, _, pattern, first, last in self.located(joined):
            text = bisect_right(begins, first) - 1
            begin = begins[text]
            found[text].append(Place(first - begin, last - begin, pattern))
        return found

    def located(self, text: Normalised) -> Iterator[tuple[int, int, int, int, int]]:
        """For each match, by their ends: its span in the normal form, its pattern and its span in the original."""
        matches = self._automaton.find_overlapping(text.text) if self._automaton else []
        if not matches:
            return
        edges_of, origin = self._edges, text.places.item
        for start, end, pattern in matches:
            edges = edges_of.get(pattern)
            if edges is None:
                edges = edges_of[pattern] = _edges(self._patterns[pattern])
            if edges is _NO_EDGES or (
                (edges.first is None or _is_boundary(text, start, edges.first, start - 1))
                and (edges.last is None or _is_boundary(text, end, edges.last, end))
            ):
                first, last = origin(start), origin(end - 1) + 1
                if last - first <= end - start or _holds_together(text, start, end, latin=edges.latin):
                    yield start, end, pattern, first, last


_NO_EDGES = _Edges(None, None, latin=False)


def _edges(pattern: str) -> _Edges:
    edges = _Edges(word_class(pattern[0]), word_class(pattern[-1]), _LATIN_PAIR.search(pattern) is not None)
    return _NO_EDGES if edges == _NO_EDGES else edges


def _is_boundary(text: Normalised, cut: int, inside: str, neighbour: int) -> bool:
    if not 0 <= neighbour < len(text.text) or word_class(text.text[neighbour]) != inside:
        return True
    return not text.adjacent(cut)


def _holds_together(text: Normalised, start: int, end: int, *, latin: bool) -> bool:
    origins = text.places[start:end].tolist()
    for index in range(1, end - start):
        gap = origins[index] - origins[index - 1] - 1
        if gap > MOST_DROPPED:
            return False
        here = start + index
        if gap > 0 and latin and word_class(text.text[here - 1]) and word_class(text.text[here]):
            between = text.original[origins[index - 1] + 1 : origins[index]]
            if not _LATIN_GAP.fullmatch(between) or _LATIN_GAP_WORST.search(between):
                return False
    return True
