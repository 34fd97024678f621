"""Numbers with units: what a thing measures, holds and lasts."""

import re
from dataclasses import dataclass

import numpy as np

from lenswatch.classifier.text.documents import Documents, Indices, Zone

_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
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
    r"|(?<=\d)(?<![\d.]\d)\d{0,5}(?:\.\d{1,3})?\s?(?P<unit>" + "|".join(map(re.escape, _LONGEST_FIRST)) + r")(?![a-z]))"
)
"""An aperture, or a value with its unit. One character class first, so that most characters are passed over at once."""
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
}
NAMES = (*(f"{kind}.{step}" for kind, steps in _STEPS.items() for step in range(len(steps) + 1)), "aperture")
"""Names of the features: a unit and which of its ranges the number falls in."""
_NUMBER_OF = {name: number for number, name in enumerate(NAMES)}


@dataclass(frozen=True)
class Measure:
    """A number with its unit."""

    kind: str
    """Kind of unit, such as millimetres; "aperture"."""
    value: float
    start: int
    """Code point at which it begins."""

    @property
    def feature(self) -> int:
        """Number of its feature in `NAMES`."""
        if self.kind == "aperture":
            return _NUMBER_OF["aperture"]
        step = sum(self.value >= bound for bound in _STEPS[self.kind])
        return _NUMBER_OF[f"{self.kind}.{step}"]


def measures(text: str) -> list[Measure]:
    """Every number with a unit in a text; full-width digits count like others."""
    found = _NUMBER.finditer(text if text.isascii() or not _WIDE.search(text) else text.translate(_WIDTHS))
    return [
        Measure("aperture", float(one["stop"]), one.start())
        if one["stop"]
        else Measure(_UNIT_OF[one["unit"].casefold()], float(one[0][: -len(one["unit"])]), one.start())
        for one in found
    ]


def number_features(documents: Documents) -> tuple[Indices, Indices]:
    """Listing and feature of every number, each pair as often as it stands there."""
    chosen = [part for part in documents.parts if part.zone is not Zone.CATEGORY]
    pairs = [(part.document, one.feature) for part in chosen for one in measures(part.text)]
    listing, feature = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return listing, feature
