"""Taking up another release of the lexicon while listings are screened."""

import random
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from importlib.resources import as_file
from pathlib import Path

from lenswatch.classifier.screener import Screener
from lenswatch.core.clock import FixedClock
from lenswatch.core.config import Config
from lenswatch.core.listing import Listing
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.keywords.releases.compiling import Order
from lenswatch.keywords.releases.desk import Desk
from lenswatch.keywords.releases.live import LiveLexicon
from lenswatch.keywords.releases.release import Release

SUSPECT = "针 孔摄象头 超小 隐藏摄像头 1080P 夜视 手机远程 充电宝 hidden camera spy-cam night vision"


def swap(folder: Path, count: int) -> Iterator[tuple[str, float, float]]:
    """Name and milliseconds, of wall time and of CPU, of taking up a release of so many spellings while screening."""
    chance = random.Random(11)  # noqa: S311 - nothing secret, the same words in every run
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
