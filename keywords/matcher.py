"""Finding patterns in a normalised text: many at once, overlapping, at word boundaries where Latin script has them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick
from numpy.typing import NDArray

from lenswatch.keywords.normalise import Normalised, normalise_joined

MOST_DROPPED = 8
"""Most code points that may have been dropped between two characters of a match; an emoji takes up to seven."""
_MANY = 64
"""From so many matches on, columns are faster than one match after the other."""
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


@dataclass(frozen=True, slots=True)
class Places:
    """All matches in some texts, as columns of equal length, by text, then by their ends."""

    text: NDArray[np.integer]
    """Number of the text."""
    start: NDArray[np.integer]
    """First code point, in the original of the text."""
    end: NDArray[np.integer]
    """The one behind the last."""
    pattern: NDArray[np.integer]
    """Index into the patterns of the matcher."""


class _Located(NamedTuple):
    """Matches in one text, as columns: spans of its normal form and of its original."""

    start: NDArray[np.integer]
    end: NDArray[np.integer]
    pattern: NDArray[np.integer]
    first: NDArray[np.integer]
    behind: NDArray[np.integer]


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
        anywhere: For each pattern whether it may stand inside a longer Latin word; None for none of them.
    """

    def __init__(self, patterns: Sequence[str], anywhere: Sequence[bool] | None = None) -> None:
        self._patterns = patterns
        self._latin = np.array([_LATIN_PAIR.search(one) is not None for one in patterns], dtype=bool)
        self._unbound = _unbound(patterns)
        if anywhere:
            self._unbound |= np.array(anywhere)
        self._automaton = (
            CharwiseDoubleArrayAhoCorasick(list(patterns), match_kind=MATCH_KIND_STANDARD) if patterns else None
        )

    def find(self, text: Normalised) -> list[Match]:
        """Every match, overlapping ones too, by their ends."""
        located = self.locate(text)
        return list(map(Match, *(column.tolist() for column in located[:3]))) if located else []

    def match_many(self, texts: Sequence[str]) -> Places:
        """Every match in many original texts, which are folded and searched as one."""
        joined, begins = normalise_joined(texts)
        located = self.locate(joined)
        if located is None:
            return Places(_NONE, _NONE, _NONE, _NONE)
        starts = np.array(begins)
        text = starts.searchsorted(located.first, side="right") - 1
        begin = starts.take(text)
        return Places(text, located.first - begin, located.behind - begin, located.pattern)

    def locate(self, text: Normalised) -> _Located | None:
        """Every match by their ends; None where there is none."""
        matches = self._automaton.find_overlapping(text.text) if self._automaton else []
        if not matches:
            return None
        if len(matches) < _MANY:
            sole = [row for match in matches if (row := self._located(text, *match))]
            return _Located(*np.array(sole, dtype=np.intp).T) if sole else None
        return self._locate_many(text, matches)

    def _located(self, text: Normalised, start: int, end: int, pattern: int) -> tuple[int, ...] | None:
        """One match and its span in the original, if it stands."""
        if not self._unbound.item(pattern) and not (
            (start == 0 or _is_apart(text, start - 1, start))
            and (end == len(text.text) or _is_apart(text, end - 1, end))
        ):
            return None
        origin = text.places.item
        first, behind = origin(start), origin(end - 1) + 1
        if behind - first > end - start and not self._is_whole(text, start, end, pattern):
            return None
        return start, end, pattern, first, behind

    def _locate_many(self, text: Normalised, matches: Sequence[tuple[int, int, int]]) -> _Located | None:
        """The same of many matches at once."""
        start, end, pattern = np.fromiter(chain.from_iterable(matches), np.intp, 3 * len(matches)).reshape(-1, 3).T
        first, behind = text.places.take(start), text.places.take(end - 1) + 1
        sure = self._unbound.take(pattern)
        bound = np.flatnonzero(~sure)
        if len(bound):
            sure[bound] = _begins(text, start.take(bound)) & _ends(text, end.take(bound))
        dropped = (behind - first) - (end - start)
        # Between Han characters a few may be dropped anywhere: longer gaps, and those of Latin words, are looked at.
        doubtful = (dropped > MOST_DROPPED) | ((dropped > 0) & self._latin.take(pattern))
        for index in np.flatnonzero(sure & doubtful).tolist():
            sure[index] = self._is_whole(text, start.item(index), end.item(index), pattern.item(index))
        located = _Located(start, end, pattern, first, behind)
        if sure.all():
            return located
        return _Located(*(column[sure] for column in located)) if sure.any() else None

    def _is_whole(self, text: Normalised, start: int, end: int, pattern: int) -> bool:
        """Whether what was dropped within a match may stand there."""
        first, behind = text.places.item(start), text.places.item(end - 1) + 1
        written = text.original[first:behind]
        if written.count(" ") == len(written) - (end - start) and "  " not in written:
            return True  # single blanks, as between most words
        places, is_latin = text.places[start:end].tolist(), self._latin.item(pattern)
        gaps = (start + at for at, (left, right) in enumerate(pairwise(places), start=1) if right - left > 1)
        return all(_is_bridged(text, gap, is_latin=is_latin) for gap in gaps)


_NONE: NDArray[np.integer] = np.zeros(0, dtype=np.intp)


def _unbound(patterns: Sequence[str]) -> NDArray[np.bool_]:
    """For each pattern whether it begins and ends with characters that need no word boundary."""
    ends = "".join(pattern[0] + pattern[-1] for pattern in patterns)
    codes = np.frombuffer(ends.encode("utf-32-le"), dtype=np.uint32).reshape(-1, 2)
    unbound: NDArray[np.bool_] = (codes > ord("z")).min(axis=1)
    return unbound


def _is_apart(text: Normalised, left: int, right: int) -> bool:
    """Whether two neighbours belong to different words; see `_is_cut`."""
    kind = word_class(text.text[left])
    return kind is None or kind != word_class(text.text[right]) or text.places.item(right) - text.places.item(left) > 1


def _begins(text: Normalised, start: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Whether a word may begin at each place."""
    before = np.maximum(start - 1, 0)
    begins: NDArray[np.bool_] = _is_cut(text, before, start) | (start == 0)
    return begins


def _ends(text: Normalised, end: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Whether a word may end before each place."""
    behind = np.minimum(end, len(text.codes) - 1)
    ends: NDArray[np.bool_] = _is_cut(text, end - 1, behind) | (end == len(text.codes))
    return ends


def _is_cut(text: Normalised, left: NDArray[np.integer], right: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Whether neighbours belong to different words: they differ in kind, need no blanks, or something was dropped."""
    kind = _word_classes(text.codes.take(left))
    apart = (kind == 0) | (kind != _word_classes(text.codes.take(right)))
    cut: NDArray[np.bool_] = apart | (text.places.take(right) - text.places.take(left) > 1)
    return cut


def _word_classes(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """As `word_class`: 1 for a letter, 2 for a digit, 0 for all else."""
    letter = (codes >= ord("a")) & (codes <= ord("z"))
    digit = (codes >= ord("0")) & (codes <= ord("9"))
    return letter.astype(np.uint8) + 2 * digit.astype(np.uint8)


def _is_bridged(text: Normalised, at: int, *, is_latin: bool) -> bool:
    """Whether what was dropped before a character of a match may stand there."""
    before, behind = text.places.item(at - 1) + 1, text.places.item(at)
    if behind - before > MOST_DROPPED:
        return False
    if not is_latin or word_class(text.text[at - 1]) is None or word_class(text.text[at]) is None:
        return True
    between = text.original[before:behind]
    return between == " " or (_LATIN_GAP.fullmatch(between) is not None and not _LATIN_GAP_WORST.search(between))
