"""How fast a crawl is, beside bare and usual Scrapy spiders and a raw fetch, in one run.

    python benchmarks/crawl.py [--pages 2000] [--rounds 3] [--at-once 16]

Every contender fetches the same product pages of 38 kB from a shop on loopback, each crawl in a process of its own,
with no delay and the same number of requests at once. The shop runs in another process; what is counted is the CPU time
of the crawling process from the first line of the crawl to its last, imports left out. Rounds are interleaved, because
machines are noisy; shown are medians, and for ratios to the bare spider of the same round the median and the range.
"""

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

NAMES = {
    "raw": "aiohttp, pages fetched and dropped",
    "bare": "Scrapy, one item at a time, JSON-LD by regular expression",
    "usual": "Scrapy as its documentation shows it, selectors",
    "machinery": "lenswatch reading as little as the bare spider, no WARC",
    "structured-no-warc": "lenswatch, structured data alone, no WARC",
    "structured": "lenswatch, structured data alone, WARC and ledger",
    "no-warc": "lenswatch, whole reading, no WARC",
    "whole": "lenswatch, whole reading, WARC and ledger",
    "extraction": "lenswatch's extraction alone, nothing fetched",
}
FOLDER = Path(__file__).parent


@contextmanager
def shop(pages: int) -> Iterator[str]:
    """Base URL of a shop in another process."""
    process = subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, FOLDER / "crawl_shop.py", str(pages)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    if process.stdout is None:
        raise RuntimeError("the shop has no output")
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.communicate()  # closes its standard input, at which it ends


def speed_of(name: str, base_url: str, pages: int, at_once: int) -> float:
    """Products a CPU-second."""
    script = [sys.executable, str(FOLDER / "crawl_contenders.py"), name, base_url, str(pages), str(at_once)]
    output = subprocess.run(script, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603 - our own script
    found = json.loads(output)
    if found["read"] != pages:
        raise RuntimeError(f"{name} read {found['read']} of {pages} products")
    return pages / float(found["cpu_seconds"])


def rounds(count: int, pages: int, at_once: int) -> Iterator[Mapping[str, float]]:
    """Speeds of all, round by round."""
    with shop(pages) as base_url:
        for number in range(count):
            print(f"round {number + 1} of {count}", file=sys.stderr)
            speeds = {name: speed_of(name, base_url, pages, at_once) for name in NAMES}
            print(" ".join(f"{name} {speed:,.0f}" for name, speed in speeds.items()), file=sys.stderr)
            yield speeds


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--at-once", type=int, default=16)
    asked = options.parse_args()
    found = list(rounds(asked.rounds, asked.pages, asked.at_once))
    print(f"{'':58} {'pages/CPU-s':>11}   {'× bare':>6}  {'(range)':13} {'× usual':>7}")
    for name, told in NAMES.items():
        ratios = sorted(speeds[name] / speeds["bare"] for speeds in found)
        usual = statistics.median(speeds[name] / speeds["usual"] for speeds in found)
        print(
            f"{told:58} {statistics.median(speeds[name] for speeds in found):11,.0f}   {statistics.median(ratios):6.2f}"
            f"  ({ratios[0]:.2f}–{ratios[-1]:.2f})   {usual:7.2f}"
        )


if __name__ == "__main__":
    main()
