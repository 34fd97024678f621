"""Kinds of objects in photos of shops that the head has not seen: each source of photos is held out once.

Four heads: the network's own classes; learnt from renders; from photos of the other shops; from both. Right at once,
and among three guesses, by source and by kind, with Wilson's 95 % intervals. Needs LENSWATCH_DEV_DATA.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from lenswatch.classifier.image.objects import SURE, ObjectNamer
from lenswatch.models.evaluation.share import Share
from lenswatch.models.objects import renders
from lenswatch.models.objects.judging import Judged, held_out, network_alone, sure, top
from lenswatch.models.objects.learning import Settings
from lenswatch.models.objects.looks import Looker
from lenswatch.models.objects.photos import look_at_photos

ROUNDS = 200


def shown(share: Share) -> str:
    """Counts, share and interval."""
    if share.share is None or share.low is None or share.high is None:
        return "–"
    return f"{share.found:.0f}/{share.total} = {share.share:.0%} ({share.low:.0%}–{share.high:.0%})"


def table(title: str, ways: dict[str, list[Judged]], key: Callable[[Judged], str]) -> Iterator[str]:
    """One row for each value of the key."""
    yield f"| {title} | " + " | ".join(f"{name}, top 1 | top 3" for name in ways) + " |"
    yield "| --- |" + " --- | --- |" * len(ways)
    counts = Counter(key(one) for one in next(iter(ways.values())))
    for value, _ in counts.most_common():
        cells = [
            shown(share) for judged in ways.values() for share in top([one for one in judged if key(one) == value])
        ]
        yield f"| {value} | " + " | ".join(cells) + " |"


def summary(name: str, judged: Sequence[Judged]) -> str:
    """All photos, those of our kinds, and the mean of the kinds."""
    ours = [one for one in judged if one.seen.kind != "other"]
    kinds = sorted({one.seen.kind for one in judged})
    means = [np.mean([one.right for one in judged if one.seen.kind == kind]) for kind in kinds]
    alone, three = top(judged)
    return f"| {name} | {shown(alone)} | {shown(three)} | {shown(top(ours)[0])} | {np.mean(means):.0%} |"


def confusions(judged: Sequence[Judged]) -> Iterator[str]:
    """What is most often taken for what."""
    wrong = Counter((one.seen.kind, one.kind) for one in judged if not one.right)
    for (kind, taken), count in wrong.most_common(12):
        yield f"{count:4} {kind} taken for {taken}"


def milliseconds(photos_features: int = 1280) -> float:
    """CPU time of naming one picture, without the network."""
    namer, random = ObjectNamer.load(), np.random.default_rng(1)
    embedding = random.random(photos_features, dtype=np.float32)
    probabilities = np.full(1000, 0.001, dtype=np.float32)
    namer.guesses(embedding, probabilities)
    start = time.process_time()
    for _ in range(ROUNDS):
        namer.guesses(embedding, probabilities)
    return (time.process_time() - start) / ROUNDS * 1000


def lines(folder: Path) -> Iterator[str]:
    """Everything that is printed."""
    settings, drawn = Settings(), renders.unpacked(renders.FILE.read_bytes())
    photos = look_at_photos(folder, Looker.load())
    ways = {
        "network": network_alone(photos),
        "renders": held_out(photos, drawn, settings, with_photos=False),
        "photos": held_out(photos, [], settings),
        "both": held_out(photos, drawn, settings),
    }
    yield f"{len(drawn)} renders, {len(photos)} photos; naming takes {milliseconds():.2f} ms"
    yield "| learnt from | top 1 | top 3 | top 1, without other | mean of kinds, top 1 |"
    yield "| --- | --- | --- | --- | --- |"
    others = Share.of(sum(one.kind == "other" for one in photos), len(photos))
    yield f"| nothing: always other | {shown(others)} | | 0 | |"
    yield from (summary(name, judged) for name, judged in ways.items())
    both = ways["both"]
    largest = Counter(one.source for one in photos).most_common(1)[0][0]
    yield from table("source", {"network": ways["network"], "both": both}, lambda one: one.seen.source)
    yield from table("kind", {"both": both}, lambda one: one.seen.kind)
    for least in (0.4, 0.5, SURE, 0.7, 0.8):
        right, answered = sure(both, least)
        yield f"a kind of ours from {least}: right {shown(right)}; answers {shown(answered)}"
        rest = [one for one in both if one.seen.source != largest]
        yield f"    without the largest source: right {shown(sure(rest, least)[0])}"
    yield from confusions(both)


def main() -> None:
    """Print the tables."""
    data = os.environ.get("LENSWATCH_DEV_DATA")
    if not data:
        sys.exit("LENSWATCH_DEV_DATA is unset: there are no photos to judge by.")
    for line in lines(Path(data) / "images"):
        print(line, flush=True)


if __name__ == "__main__":
    main()
