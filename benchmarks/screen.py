"""How fast texts are screened from a JSONL file to a file of verdicts, beside the pipeline everybody would write first.

    python benchmarks/screen.py [--rows 16000] [--workers 2] [--rounds 3] [--parts]

Listings of 300 characters are cut from the training corpus: "dense" from all of it, most of which speaks of cameras,
and "plain" from its plain goods, as most of a marketplace is. Each run is a process of its own, `lenswatch screen`,
measured from outside: processor time with that of its workers, time by the clock, and the memory of its largest
process; of some rounds the least counts. What a run of few rows takes is its start, which is told by itself. How much
faster several workers can be depends on the machine: beside it stands what as many processes make of it that know
nothing of each other, each with its share of the rows. The naive pipeline is NFKC, OpenCC, jieba,
TF-IDF and logistic regression of scikit-learn, one JSON line out for each in; it explains nothing, and its start is not
counted.
"""

import argparse
import json
import os
import resource
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


def screened(*files: Path, workers: int = 1) -> Run:
    """Run `lenswatch screen` once for each file, all at once; the verdicts stand beside it."""
    start = time.perf_counter()
    usages = [_usage_of(process) for process in [_started(file, workers) for file in files]]
    wall = time.perf_counter() - start
    used = sum(usage.ru_utime + usage.ru_stime for usage in usages)
    return Run(used, wall, max(usage.ru_maxrss for usage in usages) / 1024)


def _started(file: Path, workers: int) -> subprocess.Popen[bytes]:
    asked = ["screen", str(file), "--out", str(_out(file, workers)), f"--workers={workers}"]
    command = [sys.executable, "-c", "from lenswatch.cli import main; main()", *asked]
    # As where it is installed, modules are compiled once and not by every process.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(file.parent / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=file.parent, env=environment)  # noqa: S603 - ours


def _out(file: Path, workers: int) -> Path:
    return file.with_suffix(f".{workers}.out")


def shared_out(file: Path, among: int) -> list[Path]:
    """A file's rows, dealt out to several files."""
    lines = file.read_bytes().splitlines(keepends=True)
    shares = [file.with_name(f"{file.stem}-{number}.jsonl") for number in range(among)]
    for number, share in enumerate(shares):
        share.write_bytes(b"".join(lines[number::among]))
    return shares


def _usage_of(process: subprocess.Popen[bytes]) -> resource.struct_rusage:
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(process.args)
    return usage


def least(runs: Sequence[Run]) -> Run:
    """What the fastest took; of memory, what the largest did."""
    return Run(min(one.used for one in runs), min(one.wall for one in runs), max(one.memory for one in runs))


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


@dataclass(frozen=True)
class Way:
    """One way to judge a file: the whole of it, and a few rows for the start alone."""

    few: Run
    many: Run

    @property
    def wall(self) -> float:
        """Seconds by the clock without the start."""
        return max(self.many.wall - self.few.wall, 1e-9)


def ways(few: Path, many: Path, workers: int, rounds: int) -> list[Way]:
    """A file judged by one process, by some workers, and by as many processes that know nothing of each other."""
    screened(few)  # compiles the modules
    judge: tuple[Callable[[Path], Run], ...] = (
        screened,
        lambda file: screened(file, workers=workers),
        lambda file: screened(*shared_out(file, workers)),
    )
    runs = [[(one(few), one(many)) for one in judge] for _ in range(rounds)]
    return [Way(*map(least, zip(*same, strict=True))) for same in zip(*runs, strict=True)]


def compare(folder: Path, name: str, count: int, workers: int, rounds: int) -> None:
    """Print what a file of one sort takes."""
    few = write_rows(folder / f"few-{name}.jsonl", FEW, only_plain=name == "plain")
    many = write_rows(folder / f"{name}.jsonl", count, only_plain=name == "plain")
    one, some, apart = ways(few, many, workers, rounds)
    if len({_out(many, number).read_bytes() for number in (1, workers)}) > 1:
        raise AssertionError("the verdicts depend on the number of workers")
    rate = (count - FEW) / (one.many.used - one.few.used)
    print(f"{name}: {count:,} listings of {LENGTH} characters, verdicts equal for 1 and {workers} workers")
    print(f"  start, with {FEW} rows {one.few.used:6.1f} s of CPU, {one.few.memory:.0f} MB")
    print(f"  listings a CPU-second  {rate:8,.0f} (wanted: {WANTED:,}); with the start {count / one.many.used:,.0f}")
    for title, way in ((f"{workers} workers", some), (f"{workers} processes apart", apart)):
        net, whole = one.wall / way.wall, one.many.wall / way.many.wall
        print(f"  {title + ', by the clock':35} {net:.2f} × as fast; with the start {whole:.2f} ×")
    print(f"  (wanted of workers: {SCALING} ×)  memory {one.many.memory:8.0f} MB")


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=16_000)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--rounds", type=int, default=3)
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
            compare(folder, sort, asked.rows, asked.workers, asked.rounds)
            plainly = used_by(lambda: list(naive.screen(lines)), 2) / len(lines) * 1e6  # noqa: B023 - called at once
            ours = sum(microseconds for part, microseconds in took.items() if part not in {"text model", "lexicon"})
            print(f"  naive pipeline         {plainly:8.0f} µs a listing: {plainly / ours:.2f} × ours, {ours:.0f} µs")
        if naive is not None:
            count = asked.rows * MANY_TIMES
            run = screened(write_rows(folder / "long.jsonl", count, only_plain=True))
            print(f"memory with {count:,} rows: {run.memory:.0f} MB")


if __name__ == "__main__":
    main()
