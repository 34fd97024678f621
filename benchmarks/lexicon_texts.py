"""Texts and patterns to measure the lexicon's speed on, made of the training corpus and of the lexicon itself."""

import random
from collections.abc import Sequence

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.normalise import normal_forms
from lenswatch.models.corpus_file import read_corpus, shipped_corpus
from lenswatch.models.corpus_row import Label

LENGTH = 300


def texts(count: int, *, only_plain: bool = False) -> list[str]:
    """Listings of 300 characters: titles and descriptions of the corpus in random order, cut.

    Args:
        count: How many.
        only_plain: Only goods that have nothing to do with cameras, as most of a marketplace.
    """
    chance = random.Random(20261122)  # noqa: S311 - nothing secret, the texts must be the same in every run
    every = [row for row in read_corpus(shipped_corpus()) if row.label is Label.PLAIN or not only_plain]
    rows = [f"{row.title} {row.description}" for row in every]
    made: list[str] = []
    while len(made) < count:
        chance.shuffle(rows)
        whole = " ".join(rows)
        made += [whole[at : at + LENGTH] for at in range(0, len(whole) - LENGTH, LENGTH)]
    return made[:count]


def patterns(lexicon: Lexicon, count: int, forms: Sequence[str]) -> list[str]:
    """The lexicon's words, filled up with spellings of them that no text holds.

    The fill is made as disguises are, by exchanging one or two characters: such patterns begin as real words do and
    keep the automaton busy, which words of random characters would not.

    Args:
        lexicon: The lexicon.
        count: How many, before those are left out that some text holds.
        forms: The texts in normal form.
    """
    words = list(dict.fromkeys(normal_forms([term.text for term in lexicon.terms])))
    chance = random.Random(7)  # noqa: S311 - see above
    common = [chr(code) for code in range(0x4E00, 0x9FA6) if chr(code).encode("gb2312", errors="ignore")]
    found = dict.fromkeys(words)
    while len(found) < count:
        word = list(chance.choice(words))
        for _ in range(chance.choice((1, 2, 2))):
            word[chance.randrange(len(word))] = chance.choice(common)
        found["".join(word)] = None
    every = list(found)
    automaton = CharwiseDoubleArrayAhoCorasick(every, match_kind=MATCH_KIND_STANDARD)
    held = {pattern for form in forms for _, _, pattern in automaton.find_overlapping(form)}
    return [pattern for index, pattern in enumerate(every) if index < len(words) or index not in held]
