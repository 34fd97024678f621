"""Which pictures are judged by a head that has learnt from neither them nor any of their like.

Another shop is one group. The shop most pictures come from is split: its lenses by kind of device, so that a button
camera is judged by a head that has seen none; its other pictures by product. What shows nearly the same stays together.
"""

import re
from collections import Counter
from collections.abc import Sequence

from lenswatch.models.lenses.shop_pictures import Kind, ShopPicture

FOLDS = 3
_NUMBERED = re.compile(r"_img_.*$")  # how products of several pictures are named


def folds_of(pictures: Sequence[ShopPicture]) -> list[int]:
    """The number of each picture's fold."""
    largest = Counter(picture.source for picture in pictures).most_common(1)[0][0]
    joined: dict[str, str] = {}

    def first(key: str) -> str:
        while joined.setdefault(key, key) != key:
            key = joined[key]
        return key

    keys = [_group(picture, largest) for picture in pictures]
    for key, picture in zip(keys, pictures, strict=True):
        ends = sorted((first(key), first(f"likes {picture.likes}")))
        joined[ends[1]] = ends[0]
    groups = [first(key) for key in keys]
    folds = _dealt(pictures, groups)
    return [folds[group] for group in groups]


def _group(picture: ShopPicture, largest: str) -> str:
    if picture.source != largest:
        return f"shop {picture.source}"
    if picture.kind in {Kind.LENS, Kind.CALLOUT}:
        return f"device {picture.kind} {picture.device}"
    return f"product {_NUMBERED.sub('', picture.path.stem)}"


def _dealt(pictures: Sequence[ShopPicture], groups: Sequence[str]) -> dict[str, int]:
    """Large groups first, each to the fold that has least of what the group has most of."""
    content: dict[str, Counter[str]] = {}
    for picture, group in zip(pictures, groups, strict=True):
        kind = "none" if picture.kind.without_lens else picture.kind.value
        content.setdefault(group, Counter())[kind] += 1
    held: list[Counter[str]] = [Counter() for _ in range(FOLDS)]
    dealt = {}
    rare = (Kind.LENS.value, Kind.CALLOUT.value)
    for group in sorted(
        content, key=lambda name: (*(-content[name][kind] for kind in rare), -content[name].total(), name)
    ):
        most = next((kind for kind in rare if content[group][kind]), "none")
        fold = min(range(FOLDS), key=lambda number: (held[number][most], held[number].total(), number))
        dealt[group] = fold
        held[fold] += content[group]
    return dealt
