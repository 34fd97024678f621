"""How fast the lexicon reads: all figures of one run, beside str.find, so that machines can be compared.

    python benchmarks/lexicon.py [--texts 20000] [--patterns 50000]

The texts are made up from a fixed seed: listing-like pieces of 300 characters, every twentieth with words of the
lexicon. Each figure is CPU time of one thread, in microseconds a text; the best of three rounds.
"""

import argparse
import random
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from importlib.resources import as_file
from pathlib import Path
from tempfile import TemporaryDirectory

from lenswatch.classifier.screener import Screener
from lenswatch.core.clock import FixedClock
from lenswatch.core.config import Config
from lenswatch.core.listing import Listing
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.folding import shipped_table
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.keywords.matcher import Matcher
from lenswatch.keywords.normalise import normal_forms, normalise
from lenswatch.keywords.reading import LexiconReader
from lenswatch.keywords.releases.compiling import Order
from lenswatch.keywords.releases.desk import Desk
from lenswatch.keywords.releases.live import LiveLexicon
from lenswatch.keywords.releases.release import Release

LENGTH = 300
ROUNDS = 3
PLAIN = """新款 时尚 家用 不锈钢 厨房 收纳 置物架 包邮 女装 春季 宽松 显瘦 连衣裙 儿童 玩具 益智
汽车 坐垫 四季 通用 蓝牙 耳机 运动 防水 充电 快充 Type-C USB 3.0 手工 茶具 套装 陶瓷 礼盒 办公 文具
2024 new arrival cotton shirt for men with free shipping portable stainless steel kitchen
ｉＰｈｏｎｅ １５ 現貨 發貨 保證 正品"""
SUSPECT = "针 孔摄象头 超小 隐藏摄像头 1080P 夜视 手机远程 充电宝 hidden camera spy-cam night vision"


def texts(count: int) -> list[str]:
    """Listing-like texts, the same in every run."""
    chance = random.Random(20261122)  # noqa: S311 - nothing secret, the texts must be the same in every run
    plain, suspect = PLAIN.split(), SUSPECT.split()
    made = []
    for number in range(count):
        words: list[str] = []
        while sum(map(len, words)) < LENGTH:
            odd = number % 20 == 0 and chance.random() < 0.2  # noqa: PLR2004 - a share of suspect words
            words.append(chance.choice(suspect if odd else plain))
        made.append(" ".join(words)[:LENGTH])
    return made


def patterns(lexicon: Lexicon, count: int) -> list[str]:
    """Spellings of the lexicon's terms, filled up with made-up words."""
    found = dict.fromkeys(normal_forms([term.text for term in lexicon.terms]))
    chance = random.Random(7)  # noqa: S311 - see above
    while len(found) < count:
        found["".join(chr(0x4E00 + chance.randrange(6000)) for _ in range(chance.randint(3, 7)))] = None
    return list(found)


def cpu(work: Callable[[str], object], corpus: Sequence[str]) -> float:
    """Microseconds a text, the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in corpus:
            work(text)
        best = min(best, time.process_time() - start)
    return best / len(corpus) * 1e6


def figures(corpus: Sequence[str], pattern_count: int) -> Iterator[tuple[str, float]]:
    """Name and microseconds a text."""
    lexicon = Lexicon.load(shipped_keywords())
    matcher = Matcher(patterns(lexicon, pattern_count))
    reader = LexiconReader(lexicon)

    def offsets(text: str) -> list[tuple[int, int]]:
        form = normalise(text)
        return [form.original_span(match.start, match.end) for match in matcher.find(form)]

    yield "str.find of one word", cpu(lambda text: text.find("针孔摄像头"), corpus)
    yield "normalise", cpu(normalise, corpus)
    yield f"normalise + match {pattern_count:,}", cpu(lambda text: matcher.find(normalise(text)), corpus)
    yield f"normalise + match {pattern_count:,} + offsets", cpu(offsets, corpus)
    yield "read with the shipped lexicon", cpu(lambda text: reader.read({"title": text}), corpus)


def swap(folder: Path, count: int) -> Iterator[tuple[str, float, float]]:
    """Name and milliseconds, of wall time and of CPU, of taking up a release of so many spellings while screening."""
    chance = random.Random(11)  # noqa: S311 - see above
    keywords = folder / "keywords"
    with as_file(shipped_keywords()) as shipped:
        shutil.copytree(shipped, keywords, ignore=shutil.ignore_patterns("*.py", "__pycache__", "mining", "sheets"))
    desk, at = Desk(keywords), datetime(2026, 11, 22, tzinfo=UTC)
    first = made(desk.compile(Order("benchmark", "", at), lambda _: None))
    missing = count - first.manifest.counts["spelling"] - first.manifest.counts["skeleton"]
    table = keywords / "terms" / "contexts.csv"
    with table.open("a", encoding="utf-8") as stream:
        for number in range(max(0, missing) // 31 + 1):  # 31 skeletons a term of five characters
            word = "".join(chance.choice("摄像头镜录监控针孔微型隐藏偷拍夜视远程无线电源") for _ in range(5))
            stream.write(
                f"TB{number},{word}{number},zh,context,1,active,IMG,,sound;pinyin;repeat,camera,,,authored,,,,,\n"
            )
    live = LiveLexicon(
        first.lexicon(), partial(screener, Taxonomy.load()), desk.shelf, FixedClock(at), time.monotonic, raise_error
    )
    start, cpu_start = time.perf_counter(), time.process_time()
    second = made(desk.compile(Order("benchmark", "", at), lambda _: None))
    yield "lexicon compile", (time.perf_counter() - start) * 1e3, (time.process_time() - cpu_start) * 1e3
    counts = second.manifest.counts
    stalls = []
    begun, cpu_begun = time.perf_counter(), time.process_time()
    while not live.swaps:
        start = time.perf_counter()
        live.current().screen(Listing(title=SUSPECT))
        stalls.append(time.perf_counter() - start)
    total = counts["spelling"] + counts["skeleton"]
    wall, used = (time.perf_counter() - begun) * 1e3, (time.process_time() - cpu_begun) * 1e3
    yield f"swap to {total:,} spellings, from its release to use", wall, used
    yield "longest stall of a listing meanwhile", max(stalls) * 1e3, used


def made(release: Release | None) -> Release:
    """The release that must have been made."""
    if release is None:
        raise AssertionError("nothing was compiled")
    return release


def screener(taxonomy: Taxonomy, lexicon: Lexicon) -> Screener:
    """All that a screening needs."""
    return Screener.build(lexicon, taxonomy, Config())


def raise_error(error: Exception) -> None:
    """A refused release ends the benchmark."""
    raise error


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", type=int, default=20_000)
    options.add_argument("--patterns", type=int, default=50_000)
    asked = options.parse_args()
    shipped_table()
    start = time.process_time()
    LexiconReader(Lexicon.load(shipped_keywords()))
    print(f"{'load and compile the shipped lexicon':44} {(time.process_time() - start) * 1e3:9.0f} ms")
    floor = 0.0
    for name, microseconds in figures(texts(asked.texts), asked.patterns):
        floor = floor or microseconds
        rate = 1e6 / microseconds
        print(f"{name:44} {microseconds:9.2f} µs {rate:10,.0f} texts/s {microseconds / floor:7.1f} × str.find")
    with TemporaryDirectory() as folder:
        for name, wall, used in swap(Path(folder), asked.patterns):
            print(f"{name:60} {wall:7.0f} ms, CPU {used:7.0f} ms")


if __name__ == "__main__":
    main()
