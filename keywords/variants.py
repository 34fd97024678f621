"""Other spellings of a term, derived by the policies of variants.csv; nothing is guessed at reading time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from lenswatch.core.messages import message
from lenswatch.keywords.normalise import normal_forms
from lenswatch.keywords.problems import Problems
from lenswatch.keywords.row import Column
from lenswatch.keywords.table import read_table

COLUMNS = (
    Column("policy", "方式", required=True),
    Column("character", "原字", required=True),
    Column("becomes", "变为", required=True),
    Column("note", "说明", required=True),
    Column("source", "来源"),
)
PLURAL = "plural"
MOST_REPLACED = {"sound": 2, "shape": 2, "split": 2, "pinyin": 7}
"""Policies of character replacement, and how many characters of a term may be replaced at once."""
POLICIES = (*MOST_REPLACED, PLURAL)
MOST_VARIANTS = 600
"""A term may have so many spellings under one policy; the ones with fewest replacements come first."""


@dataclass(frozen=True)
class Replacements:
    """For each policy and character, what writers put in its place."""

    table: Mapping[str, Mapping[str, tuple[str, ...]]]

    def spellings(self, text: str, policies: tuple[str, ...]) -> Iterator[str]:
        """Other spellings of a text, without the text itself; fewest replacements first."""
        for policy in policies:
            if policy == PLURAL:
                yield _plural(text)
            else:
                yield from self._replaced(text, self.table.get(policy, {}), MOST_REPLACED[policy])

    def _replaced(self, text: str, table: Mapping[str, tuple[str, ...]], most: int) -> Iterator[str]:
        places = [index for index, character in enumerate(text) if character in table]
        left = MOST_VARIANTS
        for count in range(1, min(most, len(places)) + 1):
            for chosen in combinations(places, count):
                for replacements in product(*(table[text[index]] for index in chosen)):
                    if left == 0:
                        return
                    left -= 1
                    characters = list(text)
                    for index, replacement in zip(chosen, replacements, strict=True):
                        characters[index] = replacement
                    yield "".join(characters)


def _plural(text: str) -> str:
    return f"{text}es" if text.endswith(("s", "x", "ch", "sh")) else f"{text}s"


def read_replacements(file: str, data: bytes, problems: Problems) -> Replacements:
    """The table of replacements."""
    table: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in read_table(file, data, COLUMNS, problems):
        policy = row.choice("policy", tuple(MOST_REPLACED))
        character = row.text("character")
        if len(character) != 1:
            row.wrong("character", message('"{text}" is not one character.', text=character))
            continue
        known = table[policy].get(character, ())
        becomes = row.items("becomes")
        plain, *forms = normal_forms([character, *becomes])
        for replacement, form in zip(becomes, forms, strict=True):
            if form in {"", plain}:
                row.wrong(
                    "becomes", message('"{text}" reads the same as the original or as nothing.', text=replacement)
                )
        table[policy][character] = (*known, *becomes)
    return Replacements(table)
