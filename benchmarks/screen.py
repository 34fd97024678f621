"""How fast texts are screened from a JSONL file to a file of verdicts, beside the pipeline everybody would write first.

    python benchmarks/screen.py [--rows 16000] [--workers 2] [--parts]

Listings of 300 characters are cut from the training corpus: "dense" from all of it, most of which speaks of cameras,
and "plain" from its plain goods, as most of a marketplace is. Each run is a process of its own, `lenswatch screen`,
measured from outside: processor time with that of its workers, time by the clock, and the memory of its largest
process. What a run of few rows takes is its start, which is told by itself. The naive pipeline is NFKC, OpenCC, jieba,
TF-IDF and logistic regression of scikit-learn, one JSON line out for each in; it explains nothing, and its start is not
counted.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import jieba
from lexicon_texts import LENGTH, texts
from opencc import OpenCC
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from lenswatch.classifier.fields import scored_texts
from lenswatch.classifier.screener import Screener
from lenswatch.core.config import Config
from lenswatch.core.feed.jsonl import read_jsonl
from lenswatch.core.feed.row import FeedRow
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict_json import verdict_json
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.models.corpus_file import read_corpus, shipped_corpus
from lenswatch.models.corpus_row import Label

TITLE = 30
FEW, BATCH, MANY_TIMES = 256, 256, 4
WANTED, SCALING = 3_000, 1.7


@dataclass(frozen=True)
class Run:
    """What one process took."""

    used: float
    """Seconds of processor time, its workers' among them."""
    wall: float
    memory: float
    """Megabytes of its largest process."""


def write_rows(file: Path, count: int, *, only_plain: bool) -> Path:
    """Listings as JSONL."""
    every = texts(count, only_plain=only_plain)
    with file.open("w", encoding="utf-8") as stream:
        for number, text in enumerate(every):
            row = {"id": str(number), "title": text[:TITLE].strip() or "-", "description": text[TITLE:]}
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return file


def screened(file: Path, out: Path, workers: int) -> Run:
    """Run `lenswatch screen` once."""
    asked = ["screen", str(file), "--out", str(out), f"--workers={workers}"]
    command = [sys.executable, "-c", "from lenswatch.cli import main; main()", *asked]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=file.parent)  # noqa: S603 - our own program
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(command)
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


class Naive:
    """The obvious stack, trained on the same corpus."""

    def __init__(self) -> None:
        self._simplified = OpenCC("t2s")
        rows = read_corpus(shipped_corpus())
        self._words = TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None, preprocessor=self._folded, min_df=2)
        matrix = self._words.fit_transform(["\n".join(scored_texts(row.listing()).values()) for row in rows])
        self._model = LogisticRegression(max_iter=300).fit(matrix, [row.label is Label.COVERT for row in rows])

    def _folded(self, text: str) -> str:
        folded: str = self._simplified.convert(unicodedata.normalize("NFKC", text)).lower()
        return folded

    def screen(self, lines: Sequence[bytes]) -> Iterator[str]:
        """One line out for each in."""
        for first in range(0, len(lines), BATCH):
            rows = [json.loads(line) for line in lines[first : first + BATCH]]
            found = self._model.predict_proba(
                self._words.transform([f"{r['title']}\n{r['description']}" for r in rows])
            )
            yield from (
                json.dumps({"id": r["id"], "score": p}) for r, p in zip(rows, found[:, 1].tolist(), strict=True)
            )


def used_by(work: Callable[[], object], rounds: int = 3) -> float:
    """Processor seconds of the fastest of some rounds."""
    took = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)


def parts(lines: Sequence[bytes]) -> Mapping[str, float]:
    """Microseconds a listing of each part, the fastest of some rounds."""
    screener = Screener.build(Lexicon.load(shipped_keywords()), Taxonomy.load(), Config())
    listings = [row.listing for row in read_jsonl(lines) if isinstance(row, FeedRow)]
    fields = [scored_texts(listing) for listing in listings]
    verdicts = screener.screen_all(listings)
    took = {
        "JSON to listings": used_by(lambda: list(read_jsonl(lines))),
        "text model": used_by(lambda: screener.model.margins(listings)),
        "lexicon": used_by(lambda: screener.reader.read_many(fields)),
        "listings to verdicts, text model and lexicon included": used_by(lambda: screener.screen_all(listings)),
        "verdicts to JSON": used_by(lambda: [verdict_json(verdict) for verdict in verdicts]),
    }
    return {name: seconds / len(lines) * 1e6 for name, seconds in took.items()}


def compare(folder: Path, name: str, count: int, workers: int) -> None:
    """Print what a file of one sort takes."""
    few = write_rows(folder / f"few-{name}.jsonl", FEW, only_plain=name == "plain")
    many = write_rows(folder / f"{name}.jsonl", count, only_plain=name == "plain")
    starts = {number: screened(few, folder / "few.out", number) for number in (1, workers)}
    runs = {number: screened(many, folder / f"{number}.out", number) for number in (1, workers)}
    if (folder / "1.out").read_bytes() != (folder / f"{workers}.out").read_bytes():
        raise AssertionError("the verdicts depend on the number of workers")
    alone, start = runs[1], starts[1]
    rate = (count - FEW) / (alone.used - start.used)
    print(f"{name}: {count:,} listings of {LENGTH} characters, verdicts equal for 1 and {workers} workers")
    print(f"  start, with {FEW} rows {start.used:6.1f} s of CPU, {start.memory:.0f} MB")
    print(f"  listings a CPU-second  {rate:8,.0f} (wanted: {WANTED:,}); with the start {count / alone.used:,.0f}")
    net = (alone.wall - start.wall) / max(runs[workers].wall - starts[workers].wall, 1e-9)
    whole = alone.wall / runs[workers].wall
    print(f"  {workers} workers, by the clock {net:6.2f} × as fast (wanted: {SCALING}); with the start {whole:.2f} ×")
    print(f"  memory                 {alone.memory:8.0f} MB")


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=16_000)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--parts", action="store_true", help="only the parts of a screening, in one process")
    asked = options.parse_args()
    with TemporaryDirectory() as name:
        folder, naive = Path(name), None if asked.parts else Naive()
        for sort in ("dense", "plain"):
            lines = write_rows(folder / "lines.jsonl", 2_000, only_plain=sort == "plain").read_bytes().splitlines()
            took = parts(lines)
            for part, microseconds in took.items():
                print(f"{sort}: {part:55} {microseconds:6.0f} µs a listing")
            if naive is None:
                continue
            compare(folder, sort, asked.rows, asked.workers)
            plainly = used_by(lambda: list(naive.screen(lines)), 2) / len(lines) * 1e6  # noqa: B023 - called at once
            ours = sum(microseconds for part, microseconds in took.items() if part not in {"text model", "lexicon"})
            print(f"  naive pipeline         {plainly:8.0f} µs a listing: {plainly / ours:.2f} × ours, {ours:.0f} µs")
        if naive is not None:
            count = asked.rows * MANY_TIMES
            run = screened(write_rows(folder / "long.jsonl", count, only_plain=True), folder / "long.out", 1)
            print(f"memory with {count:,} rows: {run.memory:.0f} MB")


if __name__ == "__main__":
    main()
