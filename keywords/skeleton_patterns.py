"""The skeletons of a term: one for each way in which its syllables and words may be written."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from lenswatch.keywords.normalise import normal_forms
from lenswatch.keywords.skeleton import collapsed, shipped_confusables
from lenswatch.keywords.term import Term
from lenswatch.keywords.variants import MOST_VARIANTS, Policy, Replacements

LEAST_HAN, LEAST_LATIN = 3, 6
"""Shorter terms sound or look like too many others; they have listed spellings only."""
SURE_HAN = 4
"""Shorter words in other characters count beside something else only, unless most of them is as it should be."""
FOLDED = frozenset({Policy.SOUND, Policy.PINYIN, Policy.EMOJI, Policy.REPEAT, Policy.LEET})


class SkeletonPattern(NamedTuple):
    """One skeleton of a term."""

    text: str
    """As `lenswatch.keywords.skeleton` makes it of a spelling."""
    policy: Policy | None
    """Pinyin or emoji where it is written so; None where every character is one, by sound or look."""
    needs_context: bool


def skeleton_patterns(term: Term, form: str, replacements: Replacements) -> Iterator[SkeletonPattern]:
    """Every skeleton of a term by its policies; each text once.

    Args:
        term: The term.
        form: Its normal form.
        replacements: Words and their emoji.
    """
    if FOLDED.isdisjoint(term.variants):
        return
    known = shipped_confusables()
    han = sum(character in known.syllables for character in form)
    if han < LEAST_HAN and (han or len(form) < LEAST_LATIN):
        return
    short = 0 < han < SURE_HAN
    seen: set[str] = set()
    for text, policy in _texts(term, form, replacements):
        pattern = collapsed(text)
        if pattern not in seen:
            seen.add(pattern)
            yield SkeletonPattern(pattern, policy, short)


def _texts(term: Term, form: str, replacements: Replacements) -> Iterator[tuple[str, Policy | None]]:
    known = shipped_confusables()
    yield "".join(map(known.sound_of, form)), None
    if Policy.PINYIN in term.variants:
        for text in _with_syllables(form):
            yield text, Policy.PINYIN
    if Policy.EMOJI in term.variants:
        for text in replacements.reworded(term.text, Policy.EMOJI):
            yield _with_emoji(text, replacements.emoji), Policy.EMOJI


def _with_syllables(form: str) -> Iterator[str]:
    """One syllable written in letters, then two, and so on, up to a bound."""
    known = shipped_confusables()
    places = [index for index, character in enumerate(form) if character in known.syllables]
    left = MOST_VARIANTS
    units = [known.sound_of(character) for character in form]
    letters = {index: "".join(map(known.sound_of, known.syllables[form[index]])) for index in places}
    for count in (len(places), *range(1, len(places))):
        for chosen in combinations(places, count):
            if left == 0:
                return
            left -= 1
            yield "".join(letters[i] if i in chosen else unit for i, unit in enumerate(units))


def _with_emoji(text: str, emoji: frozenset[str]) -> str:
    return "".join(character if character in emoji else _sounded(character) for character in text)


@lru_cache(maxsize=4096)
def _sounded(character: str) -> str:
    return "".join(map(shipped_confusables().sound_of, normal_forms([character])[0]))
