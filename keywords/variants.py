"""Other spellings of a term, derived by named policies; nothing is guessed at reading time.

Enumerated here: each becomes a pattern of its own. Folded in `lenswatch.keywords.skeleton`: one pattern stands for
every spelling that sounds or looks the same.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import combinations, product

from lenswatch.core.messages import message
from lenswatch.keywords.normalise import normal_forms
from lenswatch.keywords.problems import Problems
from lenswatch.keywords.row import Column
from lenswatch.keywords.sheets.sheet import Sheet
from lenswatch.keywords.skeleton import shipped_confusables
from lenswatch.keywords.table import read_table

COLUMNS = (
    Column("policy", "方式", required=True),
    Column("original", "原文", required=True),
    Column("becomes", "变为", required=True),
    Column("note", "说明", required=True),
    Column("source", "来源"),
)


class Policy(StrEnum):
    """A way in which writers change a word."""

    SOUND = "sound"
    """Characters that sound the same: any, where the word has three characters or more; else those of variants.csv."""
    SHAPE = "shape"
    """Characters that look the same: any, where the word has three characters or more; else those of variants.csv."""
    SPLIT = "split"
    """Characters written as their parts: 扌白 for 拍."""
    PINYIN = "pinyin"
    """One character, some or all as syllables: zhen孔."""
    INITIALS = "initials"
    """First letters of the syllables: zksxt. Needs context, whatever its length."""
    ORDER = "order"
    """Two neighbours exchanged, or the whole word backwards."""
    MIX = "mix"
    """Words written in the other language: 针孔camera."""
    EMOJI = "emoji"
    """Words written as a picture: 针孔📷."""
    REPEAT = "repeat"
    """Characters written more than once: 针针孔."""
    LEET = "leet"
    """Digits and signs for Latin letters: h1dden c@mera."""
    PLURAL = "plural"
    """English plural."""


MOST_REPLACED = {Policy.SOUND: 2, Policy.SHAPE: 2, Policy.SPLIT: 2}
"""Policies of variants.csv that replace single characters, and how many of a term at once."""
WORDS = (Policy.MIX, Policy.EMOJI)
"""Policies of variants.csv that replace words."""
MOST_VARIANTS = 600
"""A term may have so many spellings under one policy; the ones with fewest replacements come first."""
_LEAST_ORDERED, _LEAST_INITIALS = 3, 4
"""Shorter words give too many other words."""
_PAIR = 2


@dataclass(frozen=True)
class Spelling:
    """Another way to write a term."""

    text: str
    """As a writer would write it; not in normal form."""
    policy: Policy
    needs_context: bool = False
    """Whether it may count only beside something else, whatever its length."""


@dataclass(frozen=True)
class Replacements:
    """For each policy of variants.csv and original, what writers put in its place."""

    table: Mapping[str, Mapping[str, tuple[str, ...]]]

    def spellings(self, text: str, policies: tuple[str, ...]) -> Iterator[Spelling]:
        """Enumerated spellings of a text, without the text itself; fewest replacements first."""
        for policy in map(Policy, policies):
            if policy in MOST_REPLACED:
                yield from self._replaced(text, policy)
            elif policy is Policy.MIX:
                yield from (Spelling(other, policy) for other in self.reworded(text, policy) if not other.isascii())
            elif policy is Policy.PLURAL:
                yield Spelling(_plural(text), policy)
            elif policy is Policy.ORDER:
                yield from (Spelling(other, policy) for other in _reordered(text))
            elif policy is Policy.INITIALS:
                yield from _initials(text)
            elif policy is Policy.PINYIN:
                yield from _pair_in_pinyin(text)

    def reworded(self, text: str, policy: Policy) -> Iterator[str]:
        """A text with one or more of its words replaced, longest words first."""
        words = self.table.get(policy, {})
        in_order = sorted(words, key=lambda word: (-len(word), word))
        known = {text}
        queue = [text]
        while queue:
            current = queue.pop(0)
            for word in in_order:
                if word in current:
                    others = [current.replace(word, other, 1) for other in words[word]]
                    fresh = [other for other in others if other not in known and len(known) < MOST_VARIANTS]
                    known.update(fresh)
                    queue += fresh
                    yield from fresh

    def single(self, character: str, policy: Policy) -> tuple[str, ...]:
        """What may stand in place of one character, each a single character in normal form."""
        others = self.table.get(policy, {}).get(character, ())
        return tuple(form for form in normal_forms(others) if len(form) == 1)

    @cached_property
    def emoji(self) -> frozenset[str]:
        """Code points that stand for words."""
        table = self.table.get(Policy.EMOJI, {})
        return frozenset(character for others in table.values() for other in others for character in other)

    def _replaced(self, text: str, policy: Policy) -> Iterator[Spelling]:
        table = self.table.get(policy, {})
        places = [index for index, character in enumerate(text) if character in table]
        left = MOST_VARIANTS
        for count in range(1, min(MOST_REPLACED[policy], len(places)) + 1):
            for chosen in combinations(places, count):
                for replacements in product(*(table[text[index]] for index in chosen)):
                    if left == 0:
                        return
                    left -= 1
                    characters = list(text)
                    for index, replacement in zip(chosen, replacements, strict=True):
                        characters[index] = replacement
                    yield Spelling("".join(characters), policy)


def _plural(text: str) -> str:
    return f"{text}es" if text.endswith(("s", "x", "ch", "sh")) else f"{text}s"


def _reordered(text: str) -> Iterator[str]:
    syllables = shipped_confusables().syllables
    if len(text) < _LEAST_ORDERED or not all(character in syllables for character in text):
        return
    for index in range(len(text) - 1):
        yield f"{text[:index]}{text[index + 1]}{text[index]}{text[index + 2 :]}"
    yield text[::-1]


def _pair_in_pinyin(text: str) -> Iterator[Spelling]:
    """A word of two characters, one or both as syllables; longer words have skeletons."""
    syllables = shipped_confusables().syllables
    if len(text) == _PAIR and all(character in syllables for character in text):
        first, second = (syllables[character] for character in text)
        yield Spelling(f"{first}{text[1]}", Policy.PINYIN)
        yield Spelling(f"{text[0]}{second}", Policy.PINYIN)
        yield Spelling(f"{first}{second}", Policy.PINYIN, needs_context=True)


def _initials(text: str) -> Iterator[Spelling]:
    syllables = shipped_confusables().syllables
    letters = [syllables[character][0] for character in text if character in syllables]
    if len(letters) == len(text) and len(text) >= _LEAST_INITIALS:
        yield Spelling("".join(letters), Policy.INITIALS, needs_context=True)


def read_replacements(sheet: Sheet, problems: Problems) -> Replacements:
    """The table of replacements."""
    table: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in read_table(sheet, COLUMNS, problems):
        policy = row.choice("policy", (*MOST_REPLACED, *WORDS))
        original = row.text("original")
        if len(original) != 1 and policy in MOST_REPLACED:
            row.wrong("original", message('"{text}" is not one character.', text=original))
            continue
        becomes = row.items("becomes")
        plain, *forms = normal_forms([original, *becomes])
        for replacement, form in zip(becomes, forms, strict=True):
            if policy != Policy.EMOJI and form in {"", plain}:
                row.wrong(
                    "becomes", message('"{text}" reads the same as the original or as nothing.', text=replacement)
                )
        table[policy][original] = (*table[policy].get(original, ()), *becomes)
    return Replacements(table)
