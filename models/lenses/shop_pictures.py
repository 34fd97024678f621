"""The pictures to learn from and to be judged on: a folder with MANIFEST.csv that does not belong to lenswatch.

Where their lenses are was marked by eye and stands in `seen.csv`, by the SHA-256 of the file: no picture and no name.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lenswatch.core.digest import sha256_of
from lenswatch.core.errors import UserError
from lenswatch.models.lenses.spot import Spot

MANIFEST = "MANIFEST.csv"
COLUMNS = frozenset({"file", "device_type", "source", "cue", "neardup_group"})
_SEEN = Path(__file__).with_name("seen.csv")
_BELONGS = "belongs"
_CAMERAS = frozenset(
    {
        "binoculars", "body_cam", "bulb_camera", "camera", "camera_shaped_jewellery", "doorbell_intercom",
        "mini_bullet_or_board_camera", "mobile_phone", "projector", "security_camera", "smartphone", "webcam",
    }
)  # fmt: skip


class Kind(StrEnum):
    """What a picture is for."""

    LENS = "lens"
    """A disguised device whose lens can be seen."""
    CALLOUT = "callout"
    """One beside which its lens is drawn large, or pointed at."""
    UNSEEN = "unseen"
    """One whose lens cannot be seen; nothing is learnt from it."""
    BELONGS = "belongs"
    """A camera, a phone, a pair of binoculars: a lens is no surprise. Nothing is learnt from it."""
    LOOK_ALIKE = "look-alike"
    """No lens, but of the sort that devices are disguised as, or that is taken for one."""
    PLAIN = "plain"
    """No lens, any goods."""

    @property
    def without_lens(self) -> bool:
        """Whether whatever is found in it is a false alarm."""
        return self in {Kind.LOOK_ALIKE, Kind.PLAIN}


@dataclass(frozen=True)
class ShopPicture:
    """One picture of the folder."""

    path: Path
    sha256: str
    kind: Kind
    source: str
    device: str
    likes: str
    """Pictures that share it show nearly the same."""
    spots: tuple[Spot, ...]
    """In pixels of the file."""


def shop_pictures(folder: Path) -> list[ShopPicture]:
    """All of a folder, in the order of its manifest.

    Raises:
        UserError: If the manifest or a picture is missing, or lacks a column.
    """
    try:
        with (folder / MANIFEST).open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        if not rows or not set(rows[0]) >= COLUMNS:
            columns = ", ".join(sorted(COLUMNS))
            raise UserError("{file}: needs the columns {columns}", file=folder / MANIFEST, columns=columns)
        return list(_read(folder, rows))
    except OSError as error:
        raise UserError("{file}: cannot be read ({reason}).", file=error.filename, reason=error.strerror) from error


def _read(folder: Path, rows: list[dict[str, str]]) -> Iterator[ShopPicture]:
    spots, others = _marks()
    for row in rows:
        path = folder / row["file"]
        digest = sha256_of(path.read_bytes())
        yield ShopPicture(
            path=path,
            sha256=digest,
            kind=Kind.BELONGS if digest in others else _kind(row),
            source=row["source"],
            device=row["device_type"],
            likes=row["neardup_group"],
            spots=tuple(spots.get(digest, ())),
        )


def _kind(row: dict[str, str]) -> Kind:
    if row["cue"]:
        return Kind.UNSEEN if row["cue"] == "none" else Kind(row["cue"])
    if row["device_type"] in _CAMERAS:
        return Kind.BELONGS
    return Kind.LOOK_ALIKE if row["file"].startswith("lookalike") else Kind.PLAIN


def _marks() -> tuple[dict[str, list[Spot]], frozenset[str]]:
    spots: dict[str, list[Spot]] = {}
    others = set()
    with _SEEN.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["cue"] == _BELONGS:
                others.add(row["sha256"])
                continue
            left, top, right, bottom = (int(row[side]) for side in ("left", "top", "right", "bottom"))
            diameter = float(max(right - left, bottom - top))
            spots.setdefault(row["sha256"], []).append(
                Spot(row["cue"], (left + right) / 2, (top + bottom) / 2, diameter)
            )
    return spots, frozenset(others)
