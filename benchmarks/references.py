"""How fast and how whole a library answers: fingerprints and embeddings against comparing all, on made-up references.

A look-up is of one fingerprint, each of a known one with some bits flipped; of one picture there are some three to ten.
"""

import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lenswatch.classifier.reuse.banded_index import BandedIndex
from lenswatch.classifier.reuse.embedding_index import ALIKE, ExactEmbeddings, embedding_index

QUERIES = 200
SEED = 5
MOST_EMBEDDINGS = 50_000
Bits = NDArray[np.uint64]
Found = NDArray[np.int64]
Times = NDArray[np.float64]


def main() -> None:
    """Print a table for each size given as an argument; without, 20,000 to 1,000,000 fingerprints."""
    sizes = [int(argument) for argument in sys.argv[1:]] or [20_000, 100_000, 1_000_000]
    print(
        f"{'fingerprints':>13} {'built s':>8} {'MB':>7} {'p50 ms':>7} {'p95 ms':>7} {'all, p95 ms':>12} {'recall':>7}"
    )
    for size in sizes:
        fingerprints(size)
    print(f"{'embeddings':>13} {'built s':>8} {'MB':>7} {'p50 ms':>7} {'p95 ms':>7} {'all, p95 ms':>12} {'recall':>7}")
    for size in sizes:
        if (
            size <= MOST_EMBEDDINGS
        ):  # made in memory as float32 for comparing all: a million would take 5 GB, and a graph of them an hour
            embeddings(size)


def fingerprints(size: int) -> None:
    """Fingerprints of random bits, looked up with 8 to 31 of them flipped."""
    random = np.random.default_rng(SEED)
    known = random.integers(0, 1 << 63, (size, 4), dtype=np.uint64)
    owners = random.choice(size, QUERIES, replace=False)
    flips = random.integers(8, 32, QUERIES)
    wanted = np.stack([flipped(known[owner], int(count), random) for owner, count in zip(owners, flips, strict=True)])
    before = time.perf_counter()
    index = BandedIndex.of(known)
    built = time.perf_counter() - before
    memory = (index.bits.nbytes + index.order.nbytes + index.starts.nbytes) / 1e6
    mine, found = timed(lambda one: index.within(one)[0], wanted)
    whole = BandedIndex.of(known, small=size)
    theirs, truth = timed(lambda one: whole.within(one)[0], wanted[:50])
    right = sum(int(np.isin(t, f).sum()) for t, f in zip(truth, found[:50], strict=True))
    recall = right / sum(len(t) for t in truth)
    again = sum(int(owner) in set(f.tolist()) for owner, f in zip(owners, found, strict=True)) / QUERIES
    line(size, built, memory, mine=mine, theirs=theirs, recall=recall)
    print(f"{'':13} the one that was changed is found for {again:.1%}")


def embeddings(size: int) -> None:
    """Embeddings of random directions, looked up with noise that leaves a cosine of about 0.9."""
    random = np.random.default_rng(SEED)
    known = unit(random.standard_normal((size, 1280), dtype=np.float32))
    owners = random.choice(size, QUERIES, replace=False)
    noise = unit(random.standard_normal((QUERIES, 1280), dtype=np.float32))
    wanted = unit(known[owners] + 0.48 * noise)
    before = time.perf_counter()
    index = embedding_index(known.astype(np.float16))
    built = time.perf_counter() - before
    exact = ExactEmbeddings(known)
    mine, found = timed(lambda one: index.alike(one[None])[1], wanted)
    theirs, truth = timed(lambda one: exact.alike(one[None])[1], wanted[:50])
    right = sum(int(np.isin(t, f).sum()) for t, f in zip(truth, found[:50], strict=True))
    recall = right / sum(len(t) for t in truth)
    line(size, built, known.nbytes / 1e6, mine=mine, theirs=theirs, recall=recall)
    print(f"{'':13} {type(index).__name__}, cosine from {ALIKE}")


def flipped(bits: Bits, count: int, random: np.random.Generator) -> Bits:
    """The same with some bits turned over."""
    single = np.unpackbits(bits.view(np.uint8))
    single[random.choice(256, count, replace=False)] ^= 1
    return np.packbits(single).view(np.uint64)


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each of length 1."""
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def timed(look_up: Callable[[Any], Found], wanted: NDArray[Any]) -> tuple[Times, list[Found]]:
    """Milliseconds of each, and what was found."""
    times, found = [], []
    for one in wanted:
        before = time.perf_counter()
        found.append(look_up(one))
        times.append((time.perf_counter() - before) * 1000)
    return np.array(times), found


def line(size: int, built: float, memory: float, *, mine: Times, theirs: Times, recall: float) -> None:
    """One row of the table."""
    p50, p95 = np.percentile(mine, [50, 95])
    print(
        f"{size:13,} {built:8.1f} {memory:7.0f} {p50:7.2f} {p95:7.2f} {np.percentile(theirs, 95):12.2f} {recall:7.3f}"
        f"   process at its highest {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:,.0f} MB"
    )


if __name__ == "__main__":
    main()
