"""Numbers with units: what a thing measures, holds and lasts."""

import re
from bisect import bisect_right
from typing import NamedTuple

import numpy as np

from lenswatch.classifier.text.documents import Documents, Indices, Zone

_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BETWEEN = "\0"
"""No number with its unit reaches over it."""
_WIDE = re.compile("[．-９Ａ-Ｚａ-ｚ]")
"""Full-width characters a measure may hold; translating a text takes ten times as long as seeing that it has none."""
_UNITS = {
    "storage": ("gb", "g", "tb"),
    "millimetres": ("mm", "毫米"),
    "centimetres": ("cm", "厘米", "公分"),
    "volume": ("cm3", "cm³", "立方厘米", "cc"),
    "nanometres": ("nm", "纳米"),
    "minutes": ("min", "mins", "minutes", "分钟", "分"),
    "hours": ("h", "hr", "hrs", "hours", "小时", "个小时", "钟头"),
    "days": ("days", "天", "日"),
    "charge": ("mah", "毫安", "毫安时"),
    "lines": ("p", "线"),
    "angle": ("°", "度", "degrees", "degree"),
    "frames": ("fps", "帧"),
    "pixels": ("mp", "megapixel", "万像素", "万"),
    "power": ("w", "瓦"),
    "pieces": ("套起", "只起", "个起", "pcs"),
}
_UNIT_OF = {unit: kind for kind, units in _UNITS.items() for unit in units}
_LONGEST_FIRST = sorted(_UNIT_OF, key=lambda unit: (-len(unit), unit))
_NUMBER = re.compile(
    r"[fF\d](?i:(?<=f)/?(?P<stop>\d\.\d)(?![\d.])"
    r"|(?<=\d)(?<![\d.]\d)\d{0,5}(?:\.\d{1,3})?\s?(?=["
    + "".join(sorted({unit[0] for unit in _LONGEST_FIRST}))
    + "])(?P<unit>"
    + "|".join(map(re.escape, _LONGEST_FIRST))
    + r")(?![a-z]))"
)
"""An aperture, or a value with its unit. One character class first, so that most characters are passed over at once;
another before the units, so that most numbers without one are."""
_STEPS = {
    "storage": (4, 64, 600),
    "millimetres": (3, 12, 30, 100),
    "centimetres": (1, 3, 6, 15, 60),
    "volume": (10, 40),
    "nanometres": (800, 900, 1000),
    "minutes": (5, 30, 200),
    "hours": (1, 5, 24),
    "days": (8, 60),
    "charge": (350, 1500, 6000),
    "lines": (479, 721, 1079, 2161),
    "angle": (50, 100, 200),
    "frames": (10, 31),
    "pixels": (90, 210, 1000),
    "power": (3, 30, 200),
    "pieces": (10, 100),
    "aperture": (),
}
NAMES = tuple(f"{kind}.{step}" if steps else kind for kind, steps in _STEPS.items() for step in range(len(steps) + 1))
"""Names of the features: a unit and which of its ranges the number falls in."""
_FIRST = {name.partition(".")[0]: number for number, name in reversed(list(enumerate(NAMES)))}
"""Number of a unit's first feature."""


class Measure(NamedTuple):
    """A number with its unit."""

    kind: str
    """Kind of unit, such as millimetres; "aperture"."""
    value: float
    start: int
    """Code point at which it begins."""

    @property
    def feature(self) -> int:
        """Number of its feature in `NAMES`."""
        return _FIRST[self.kind] + bisect_right(_STEPS[self.kind], self.value)


def measures(text: str) -> list[Measure]:
    """Every number with a unit in a text; full-width digits count like others."""
    return _measures(_narrow(text))


def _measures(narrow: str) -> list[Measure]:
    return [
        Measure("aperture", float(one["stop"]), one.start())
        if one["stop"]
        else Measure(_UNIT_OF[one["unit"].casefold()], float(one[0][: -len(one["unit"])]), one.start())
        for one in _NUMBER.finditer(narrow)
    ]


def number_features(documents: Documents) -> tuple[Indices, Indices]:
    """Listing and feature of every number, each pair as often as it stands there."""
    chosen = [part for part in documents.parts if part.zone is not Zone.CATEGORY]
    found = _measures(_BETWEEN.join([_narrow(part.text) for part in chosen]))
    ends = np.cumsum(np.fromiter((len(part.text) + 1 for part in chosen), np.int64, len(chosen)))
    number = ends.searchsorted(np.array([one.start for one in found], dtype=np.int64), side="right")
    listing = np.array([part.document for part in chosen], dtype=np.int64)
    return listing.take(number), np.array([one.feature for one in found], dtype=np.int64)


def _narrow(text: str) -> str:
    return text if text.isascii() or not _WIDE.search(text) else text.translate(_WIDTHS)
