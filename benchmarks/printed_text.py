"""What is read of what is printed, and what it costs.

Drawn pictures, of which the truth is known: characters found, in order, line by line; spaces do not count. Then
pictures of shops under LENSWATCH_DEV_DATA, if set: how many the cheap test lets pass, and what share of the reading
time is left where pictures are read if text is likely, if their listing is in doubt (a tenth, drawn at random), or
either. What is printed on those pictures is unknown; the cheap test is held against what reading finds.
"""

import os
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from promo_pictures import promos
from rapidfuzz.distance import LCSseq

from lenswatch.classifier.image.decoding import read_picture
from lenswatch.classifier.image.problem import PictureError
from lenswatch.classifier.image.text_presence import LIKELY_TEXT, text_presence
from lenswatch.classifier.image.text_reader import READING_SIDE, TextReader
from lenswatch.models.evaluation.share import Share

EACH, DOUBTFUL = 4, 0.1


def found(line: str, read: list[str]) -> tuple[int, int]:
    """Characters of a line that were read, and how many it has."""
    wanted = line.replace(" ", "")
    return max((LCSseq.similarity(wanted, one) for one in read), default=0), len(wanted)


def drawn(reader: TextReader) -> None:
    """Print characters found, by kind of picture."""
    hits: dict[str, list[tuple[int, int]]] = defaultdict(list)
    spent: dict[str, list[float]] = defaultdict(list)
    likely: dict[str, list[bool]] = defaultdict(list)
    for kind, promo in promos(EACH):
        start = time.process_time()
        printed = reader.read(promo.image, promo.image.size)
        spent[kind].append(time.process_time() - start)
        read = [line.text.replace(" ", "") for line in printed.lines]
        hits[kind] += [found(line, read) for line in promo.lines]
        likely[kind].append(text_presence(promo.image) >= LIKELY_TEXT)
    print("| drawn | characters | found | text likely | CPU s a picture |\n| --- | --- | --- | --- | --- |")
    for kind, counts in hits.items():
        share = Share.of(sum(hit for hit, _ in counts), sum(total for _, total in counts))
        passed, seconds = sum(likely[kind]), sum(spent[kind]) / len(spent[kind])
        print(f"| {kind} | {share.total} | {share.share:.1%} | {passed} of {len(likely[kind])} | {seconds:.2f} |")


def of_shops(reader: TextReader, folder: Path) -> Iterator[tuple[str, float, float, float, int]]:
    """Source, likelihood of text, seconds of the cheap test and of reading, lines of two characters or more."""
    for path in sorted(folder.glob("*/*")):
        try:
            decoded = read_picture(path, READING_SIDE)
        except PictureError as error:
            print(f"{path.name}: {error}")
            continue
        start = time.process_time()
        likely = text_presence(decoded.image)
        between = time.process_time()
        printed = reader.read(decoded.image, (decoded.picture.width, decoded.picture.height))
        lines = sum(len(line.text) > 1 for line in printed.lines)
        yield path.name.split("__")[0], likely, between - start, time.process_time() - between, lines


def shops(reader: TextReader, folder: Path) -> None:
    """Print what the cheap test keeps, by source, and what is spent."""
    rows = list(of_shops(reader, folder))
    print("\n| source | two lines or more, passed | none, passed |\n| --- | --- | --- |")
    for source in ("all", *sorted({row[0] for row in rows})):
        here = [row for row in rows if source in {"all", row[0]}]
        cells = []
        for chosen in ([row for row in here if row[4] > 1], [row for row in here if not row[4]]):
            share = Share.of(sum(row[1] >= LIKELY_TEXT for row in chosen), len(chosen))
            between = (
                f" ({share.low:.0%} to {share.high:.0%})" if share.low is not None and share.high is not None else ""
            )
            cells.append(f"{share.found:.0f} of {share.total}{between}")
        print(f"| {source} | {cells[0]} | {cells[1]} |")
    doubt = random.Random(1)  # noqa: S311 - a draw of pictures, no secret
    doubtful = [doubt.random() < DOUBTFUL for _ in rows]
    whole = sum(row[3] for row in rows)
    print(
        f"\nreading {whole / len(rows):.2f} CPU s a picture, the cheap test {sum(r[2] for r in rows) / len(rows):.3f}"
    )
    if_likely = sum(row[3] for row in rows if row[1] >= LIKELY_TEXT)
    if_doubtful = sum(row[3] for row, doubted in zip(rows, doubtful, strict=True) if doubted)
    either = sum(row[3] for row, doubted in zip(rows, doubtful, strict=True) if doubted or row[1] >= LIKELY_TEXT)
    for name, spent in (("text is likely", if_likely), ("in doubt", if_doubtful), ("either", either)):
        print(f"read if {name}: {spent / whole:.0%} of the time of reading all")


def main() -> None:
    """Print all tables."""
    start = time.process_time()
    reader = TextReader.load()
    print(f"loading: {time.process_time() - start:.1f} CPU s\n")
    drawn(reader)
    if place := os.environ.get("LENSWATCH_DEV_DATA"):
        shops(reader, Path(place) / "images")


if __name__ == "__main__":
    main()
