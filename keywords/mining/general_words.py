"""How common words are in Chinese at large, and what words a text is made of: read from the dictionary jieba ships.

jieba itself is not started: it keeps a marshalled cache in a shared folder, and its import warns.
"""

from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import distribution
from math import inf, log
from pathlib import Path
from typing import Self

_LONGEST = 8


@dataclass(frozen=True)
class GeneralWords:
    """Words with how often they were counted and their part of speech."""

    counts: dict[str, int]
    kinds: dict[str, str] = field(default_factory=dict)
    """Part of speech by jieba's letters: n noun, v verb, d adverb, r pronoun …"""

    @classmethod
    def shipped(cls) -> Self:
        """The dictionary of the installed jieba, about 349,000 words; 0.5 s."""
        path = Path(str(distribution("jieba").locate_file("jieba/dict.txt")))
        rows = [line.split(" ") for line in path.read_text(encoding="utf-8").splitlines()]
        return cls({row[0]: int(row[1]) for row in rows}, {row[0]: row[2] for row in rows if len(row) > 2})  # noqa: PLR2004 - word, count, kind

    @cached_property
    def total(self) -> int:
        """Sum of all counts."""
        return sum(self.counts.values())

    def log_share(self, word: str) -> float:
        """Natural logarithm of a word's share of all words; one that was never counted counts as seen half a time."""
        return log(max(self.counts.get(word, 0), 0.5) / self.total)

    def words(self, text: str) -> list[str]:
        """The likeliest way to cut a run of Han characters into words."""
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(text) + 1):
            choice = (-inf, end - 1)
            for start in range(max(0, end - _LONGEST), end):
                word = text[start:end]
                if end - start == 1 or word in self.counts:
                    choice = max(choice, (best[start][0] + self.log_share(word), start))
            best.append(choice)
        cut: list[str] = []
        end = len(text)
        while end:
            cut.append(text[best[end][1] : end])
            end = best[end][1]
        return cut[::-1]
