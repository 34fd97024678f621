"""The finder of lenses: what it finds in pictures of shops that it has not learnt from, and what time it takes.

Each picture of `models/lenses/heldout.csv` was judged when the network was made, by a head that had learnt from neither
it nor its like, and is set here against cuts that follow from the look-alikes of the other folds. The one that ships
has learnt from all of them, so its own figures on those pictures would be too good. Given a folder of other pictures
(`python benchmarks/lenses.py PICTURES`, with a manifest as `models/lenses/shop_pictures.py` reads it), the network that
ships is tried on those that it has not learnt from; where lenses are is not known there, so a find anywhere counts.
"""

import argparse
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import PIL.Image
from markdown_tables import heads, row, shown

from lenswatch.classifier.image.decoding import read_picture
from lenswatch.classifier.image.lenses import DETAIL, LensFinder
from lenswatch.models.evaluation.share import Share
from lenswatch.models.lenses.judged import Judged, cuts_by_fold, read_judged
from lenswatch.models.lenses.shop_pictures import Kind, ShopPicture, shop_pictures

ROUNDS = 7
Outcome = tuple[Kind, str, str, bool]
"""What a picture is, its source, the kind of device, and whether something was found."""


def held_out(judged: Sequence[Judged]) -> Iterator[Outcome]:
    """Where a lens is, finding it elsewhere is not finding it."""
    cuts = cuts_by_fold(judged)
    for one in judged:
        seen = one.kind in {Kind.LENS, Kind.CALLOUT}
        found = one.found_there(cuts[one.fold]) if seen else one.found(cuts[one.fold])
        yield one.kind, one.source, one.device, found


def of_folder(pictures: Iterable[ShopPicture], learnt: set[str]) -> Iterator[Outcome]:
    """What the network that ships finds in pictures that are new to it."""
    finder = LensFinder.load()
    for picture in pictures:
        if picture.sha256 not in learnt:
            decoded = read_picture(picture.path, DETAIL)
            size = decoded.picture.width, decoded.picture.height
            yield picture.kind, picture.source, picture.device, bool(finder.find(decoded.image, size))


def tables(outcomes: Sequence[Outcome]) -> None:
    """By cue, by source, and by kind of device."""
    visible = [one for one in outcomes if one[0] in {Kind.LENS, Kind.CALLOUT}]
    alike, plain = ([one for one in outcomes if one[0] == kind] for kind in (Kind.LOOK_ALIKE, Kind.PLAIN))
    heads("pictures", "something found")
    for kind in Kind:
        row(kind.value, _share(one for one in outcomes if one[0] == kind))
    row("lens or callout", _share(visible))
    row("look-alike or plain", _share([*alike, *plain]))
    heads("source", "lens or callout", "look-alike", "plain")
    for source in sorted({one[1] for one in outcomes}):
        row(source, *(_share(one for one in those if one[1] == source) for those in (visible, alike, plain)))
    _by_device("lens or callout, by device", visible)
    _by_device("look-alike with a false alarm, by device", alike, found_only=True)


def _by_device(name: str, those: Sequence[Outcome], *, found_only: bool = False) -> None:
    heads(name, "found")
    for device in sorted({one[2] for one in those if one[3] or not found_only}):
        row(device.replace("_", " "), _share(one for one in those if one[2] == device))


def _share(outcomes: Iterable[Outcome]) -> str:
    found = [one[3] for one in outcomes]
    return shown(Share.of(sum(found), len(found)))


def milliseconds() -> float:
    """CPU time of one picture of 512 × 512 on one thread, the best of several rounds."""
    finder, pixels = LensFinder.load(), np.random.default_rng(1).integers(0, 255, (64, 64, 3), dtype=np.uint8)
    image = PIL.Image.fromarray(pixels).resize((DETAIL, DETAIL), PIL.Image.Resampling.BICUBIC)
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        finder.find(image, image.size)
        best = min(best, time.process_time() - start)
    return best * 1000


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pictures", type=Path, nargs="?", help="a folder of other pictures")
    given, judged = parser.parse_args(), read_judged()
    if given.pictures:
        outcomes = list(of_folder(shop_pictures(given.pictures), {one.sha256 for one in judged}))
    else:
        outcomes = list(held_out(judged))
    tables(outcomes)
    print(f"\n{milliseconds():.0f} ms CPU a picture")


if __name__ == "__main__":
    main()
