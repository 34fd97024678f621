"""Generates sounds.csv: characters by their syllable without tone; run when pypinyin gains characters.

python -m lenswatch.keywords.sound_source > keywords/sounds.csv

A character stands under its commonest reading, and under `also` for its others (readings of pypinyin, MIT).
"""

import sys
from collections import defaultdict
from collections.abc import Iterator

from pypinyin import Style, lazy_pinyin, pinyin

_HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))


def make_table() -> Iterator[str]:
    """Lines of sounds.csv."""
    first: dict[str, list[str]] = defaultdict(list)
    also: dict[str, list[str]] = defaultdict(list)
    for block in _HAN:
        for character in map(chr, block):
            for main in lazy_pinyin(character, style=Style.NORMAL, errors="ignore"):
                first[main].append(character)
                (readings,) = pinyin(character, style=Style.NORMAL, heteronym=True)
                for other in sorted(set(readings) - {main}):
                    also[other].append(character)
    yield "syllable,characters,also"
    for syllable in sorted(first):
        yield f"{syllable},{''.join(first[syllable])},{''.join(also[syllable])}"


if __name__ == "__main__":
    sys.stdout.write("".join(f"{line}\n" for line in make_table()))
