"""Whether a corpus was written by hand: templates teach a model the template.

    python -m lenswatch.models.corpus_lint [FOLDER]

Likeness is the Jaccard index of the sets of character trigrams of two texts (Broder, 1997).
"""

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from statistics import median

from lenswatch.models.corpus_file import read_corpus
from lenswatch.models.corpus_row import CorpusRow

LONGEST_SHARED = 12
"""Length of a string that shows a template, in code points."""
MOST_SHARED = 0.01
"""Share of rows that may hold the same string of that length, specifications aside."""
MOST_ALIKE = 0.6
"""Likeness that no two rows may reach."""
MEDIAN_ALIKE = 0.05
"""Median likeness of random pairs of one language stays below it."""
_PAIRS = 20_000
_RARE = 40
"""A trigram in more rows than this is no help in finding the few that are alike."""


@dataclass(frozen=True)
class LikeRows:
    """Two rows and their likeness."""

    first: str
    second: str
    likeness: float


def trigrams(text: str) -> frozenset[str]:
    """Character trigrams of a text without blanks."""
    packed = "".join(text.split())
    return frozenset(packed[i : i + 3] for i in range(len(packed) - 2))


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """Jaccard index, 0 to 1; 0 where both are empty."""
    union = len(first | second)
    return len(first & second) / union if union else 0.0


def too_alike(rows: Sequence[CorpusRow], most: float = MOST_ALIKE) -> Iterator[LikeRows]:
    """Pairs of rows whose likeness is above a bound."""
    grams = [trigrams(row.text) for row in rows]
    holders: dict[str, list[int]] = defaultdict(list)
    for index, found in enumerate(grams):
        for gram in found:
            holders[gram].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if 1 < len(held) <= _RARE:
            shared.update((a, b) for i, a in enumerate(held) for b in held[i + 1 :])
    for (a, b), count in sorted(shared.items()):
        if count > most * min(len(grams[a]), len(grams[b])) / 2 and (alike := likeness(grams[a], grams[b])) > most:
            yield LikeRows(rows[a].id, rows[b].id, round(alike, 3))


def shared_strings(rows: Sequence[CorpusRow], specifications: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Strings that too many rows hold, with how many; those that are part of a specification are left out."""
    counts: Counter[str] = Counter()
    for row in rows:
        text = row.text
        counts.update({text[i : i + LONGEST_SHARED] for i in range(len(text) - LONGEST_SHARED + 1)})
    allowed = [specification.casefold() for specification in specifications]
    for string, count in counts.most_common():
        if count <= MOST_SHARED * len(rows):
            return
        if not any(_part_of(string.casefold(), one) for one in allowed):
            yield string, count


def _part_of(string: str, specification: str) -> bool:
    """Whether a string is a specification, or most of one with the neighbouring blank or word's edge."""
    bare = string.strip(" ,.-")
    return bare in specification or specification in string or specification[: LONGEST_SHARED - 3] in string


def median_likeness(rows: Sequence[CorpusRow]) -> float:
    """Median likeness of random pairs."""
    grams = [trigrams(row.text) for row in rows]
    chance = random.Random(1)  # noqa: S311 - the same pairs in every run
    pairs = (chance.sample(range(len(grams)), 2) for _ in range(_PAIRS))
    return median(likeness(grams[a], grams[b]) for a, b in pairs)


def specifications(folder: Path | Traversable) -> frozenset[str]:
    """Wording that any number of rows may share: specifications.json of the corpus."""
    listed: list[str] = json.loads(folder.joinpath("specifications.json").read_text(encoding="utf-8"))
    return frozenset(listed)


def main() -> None:
    """Print what is wrong with a folder's corpus, and how it is made up; exit code 1 if anything is."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "corpus"
    rows = read_corpus(folder)
    told = [f"{pair.first} and {pair.second} are alike: {pair.likeness}" for pair in too_alike(rows)]
    for lang in ("zh", "en"):
        spoken = [row for row in rows if row.lang == lang]
        told += [f"{count} rows hold {string!r}" for string, count in shared_strings(spoken, specifications(folder))]
        if len(spoken) > 1 and (middle := median_likeness(spoken)) >= MEDIAN_ALIKE:
            told.append(f"{lang}: median likeness {middle:.3f}")
    ids = Counter(row.id for row in rows)
    told += [f"{row_id} stands {count} times" for row_id, count in ids.items() if count > 1]
    counts = Counter((row.lang, row.label.value, row.difficulty.value if row.difficulty else "") for row in rows)
    sys.stdout.writelines(f"{' '.join(key):30} {count}\n" for key, count in sorted(counts.items()))
    sys.stdout.writelines(f"{line}\n" for line in told)
    sys.exit(bool(told))


if __name__ == "__main__":
    main()
