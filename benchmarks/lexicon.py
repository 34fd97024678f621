"""How fast the lexicon reads, all contenders in one run, so that only ratios need be believed.

    python benchmarks/lexicon.py [--texts 5000] [--rounds 5]

The texts are listings of 300 characters cut from the training corpus in random order: many of them speak of cameras, so
they hold more words of the lexicon than a marketplace would. Each figure is CPU time of one thread, the best of some
rounds in which all contenders take turns. Normalised and matched are 128 texts at once, as a reader takes them, unless
it says "one by one".
"""

import argparse
import gc
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import ahocorasick
from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick
from lexicon_swap import swap
from lexicon_texts import LENGTH, patterns, texts

from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.keywords.matcher import Matcher
from lenswatch.keywords.normalise import normalise_many
from lenswatch.keywords.reading import LexiconReader

AT_ONCE = 128
SMALL, USUAL, LARGE = 5_000, 50_000, 500_000
Hits = set[tuple[int, int, str]]


class Automata:
    """daachorse and pyahocorasick over the same patterns."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.daachorse = CharwiseDoubleArrayAhoCorasick(list(words), match_kind=MATCH_KIND_STANDARD)

    def hits(self, forms: Sequence[str]) -> Hits:
        """What is found: number of the text, end, pattern."""
        return {
            (number, end, self.words[pattern])
            for number, form in enumerate(forms)
            for _, end, pattern in self.daachorse.find_overlapping(form)
        }


def pyahocorasick(words: Sequence[str]) -> "ahocorasick.Automaton":
    """The same patterns in pyahocorasick."""
    automaton = ahocorasick.Automaton()
    for word in words:
        automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton


def in_turns(contenders: Mapping[str, Callable[[], object]], rounds: int, count: int) -> dict[str, float]:
    """Name to microseconds a text."""
    best = dict.fromkeys(contenders, float("inf"))
    for _ in range(rounds):
        for name, work in contenders.items():
            start = time.process_time()
            work()
            best[name] = min(best[name], time.process_time() - start)
    return {name: seconds / count * 1e6 for name, seconds in best.items()}


def figures(corpus: Sequence[str], rounds: int) -> dict[str, float]:
    """Microseconds a text of each contender; hits that must be equal are compared first."""
    lexicon = Lexicon.load(shipped_keywords())
    reader = LexiconReader(lexicon)
    forms = [form.text for form in normalise_many(corpus)]
    every = patterns(lexicon, LARGE + LARGE // 20, forms)
    automata = {count: Automata(every[:count]) for count in (SMALL, USUAL, LARGE)}
    others, matcher = pyahocorasick(every[:USUAL]), Matcher(every[:USUAL])
    hits = automata[SMALL].hits(forms)
    expect_equal(hits, automata[USUAL].hits(forms), automata[LARGE].hits(forms))
    expect_equal(hits, {(i, end + 1, word) for i, form in enumerate(forms) for end, word in others.iter(form)})
    print(f"{len(corpus):,} texts of {LENGTH} characters, {len(hits) / len(corpus):.1f} hits each in every automaton")
    gc.freeze()  # else the collector walks through half a million patterns again and again
    portions = [corpus[at : at + AT_ONCE] for at in range(0, len(corpus), AT_ONCE)]
    plain = texts(len(corpus), only_plain=True)
    plain_portions = [plain[at : at + AT_ONCE] for at in range(0, len(plain), AT_ONCE)]
    plain_listings = [[{"title": text} for text in portion] for portion in plain_portions]
    listings = [[{"title": text} for text in portion] for portion in portions]

    def matching(count: int) -> Callable[[], object]:
        find = automata[count].daachorse.find_overlapping
        return lambda: [find(form) for form in forms]

    return in_turns(
        {
            "str.find of one word": lambda: [text.find("针孔摄像头") for text in corpus],
            "normalise": lambda: [normalise_many(portion) for portion in portions],
            "normalise + match + offsets": lambda: [matcher.match_many(portion) for portion in portions],
            "normalise + match + offsets, plain goods": lambda: [
                matcher.match_many(portion) for portion in plain_portions
            ],
            "normalise + match + offsets, one by one": lambda: [matcher.match_many([text]) for text in corpus],
            "matching 5k": matching(SMALL),
            "matching 50k": matching(USUAL),
            "matching 500k": matching(LARGE),
            "pyahocorasick 50k": lambda: [list(others.iter(form)) for form in forms],
            "read with the shipped lexicon": lambda: [reader.read_many(portion) for portion in listings],
            "read, plain goods": lambda: [reader.read_many(portion) for portion in plain_listings],
            "read, one by one": lambda: [reader.read(fields) for portion in listings for fields in portion],
        },
        rounds,
        len(corpus),
    )


def expect_equal(*hits: Hits) -> None:
    """All contenders must find the same."""
    if any(other != hits[0] for other in hits):
        raise AssertionError("the contenders find different hits")


def show(took: Mapping[str, float]) -> None:
    """Print the table and the ratios that are asked for."""
    floor = took["str.find of one word"]
    for name, microseconds in took.items():
        rate = 1e6 / microseconds
        print(f"{name:42} {microseconds:8.2f} µs {rate:10,.0f} texts/s {microseconds / floor:8.1f} × str.find")
    whole, automaton = took["normalise + match + offsets"], took["matching 50k"]
    print(f"\n{'normalise + match + offsets, 50k spellings':52} {1e6 / whole:9,.0f} texts a CPU-second (≥ 60,000)")
    plain = took["normalise + match + offsets, plain goods"]
    print(f"{'the same, plain goods':52} {1e6 / plain:9,.0f} texts a CPU-second (≥ 60,000)")
    print(f"{'matching 50k against pyahocorasick, equal hits':52} {took['pyahocorasick 50k'] / automaton:9.1f} × (≥ 5)")
    ratio = took["matching 500k"] / took["matching 5k"]
    print(f"{'500k patterns against 5k, equal hits':52} {ratio:9.2f} × the time (≤ 3)")
    print(f"{'normalise + match + offsets against one str.find':52} {whole / floor:9.1f} × the time")


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", type=int, default=5_000)
    options.add_argument("--rounds", type=int, default=5)
    asked = options.parse_args()
    show(figures(texts(asked.texts), asked.rounds))
    with TemporaryDirectory() as folder:
        for name, wall, used in swap(Path(folder), USUAL):
            print(f"{name:60} {wall:7.0f} ms, CPU {used:7.0f} ms")


if __name__ == "__main__":
    main()
