"""Counting expressions in the clean background: many at once, one pass over the texts."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from lenswatch.keywords.mining.prepare import prepared
from lenswatch.keywords.mining.units import han_count, is_han, is_picture
from lenswatch.keywords.mining.usage import MOST_CLAUSES

_LATIN_WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*")


class Background:
    """How often each expression is said in texts that nobody suspects.

    Args:
        expressions: In lower case, each once.
    """

    def __init__(self, expressions: Sequence[str]) -> None:
        self._expressions = expressions
        self._automaton = (
            CharwiseDoubleArrayAhoCorasick(list(expressions), match_kind=MATCH_KIND_STANDARD) if expressions else None
        )
        self.times: Counter[str] = Counter()
        """Expression to the number of times, at most `MOST_CLAUSES` a listing."""
        self.listings: Counter[str] = Counter()
        """Expression to the number of listings."""
        self.words: Counter[str] = Counter()
        """Words of Latin letters, however often they are said: how common they are is not known from elsewhere."""
        self.units = 0
        """Units of all texts, near enough: Han characters, and other characters at five a word."""

    def read(self, texts: Iterable[str]) -> None:
        """Count the texts of one listing."""
        times: Counter[str] = Counter()
        for text in texts:
            plain = prepared(text).lower()
            han = han_count(plain)
            self.units += han + (len(plain) - han) // 5
            self.words.update(_LATIN_WORD.findall(plain))
            if self._automaton is not None:
                for start, end, index in self._automaton.find_overlapping(plain):
                    if _whole(plain, start) and _whole(plain, end):
                        times[self._expressions[index]] += 1
        for text, count in times.items():
            self.times[text] += min(count, MOST_CLAUSES)
            self.listings[text] += 1

    def log_share(self, word: str) -> float:
        """Natural logarithm of a Latin word's share of all units; one never said counts as said half a time."""
        return log((self.words[word] + 0.5) / (self.units + 1))


def _whole(text: str, cut: int) -> bool:
    """Whether a cut goes through no word of a script that writes blanks."""
    if not 0 < cut < len(text):
        return True
    return not (_of_word(text[cut - 1]) and _of_word(text[cut]))


def _of_word(character: str) -> bool:
    return character.isalnum() and not is_han(character) and not is_picture(character)
