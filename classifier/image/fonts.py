"""A font of the system that has Chinese; lenswatch ships none."""

import os
from functools import cache
from pathlib import Path

import PIL.ImageFont

Font = PIL.ImageFont.FreeTypeFont | PIL.ImageFont.ImageFont
FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local" / "share" / "fonts",
    Path.home() / ".fonts",
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
    Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",
)
_NAMES = (
    "NotoSansCJK-Regular",
    "NotoSansSC",
    "NotoSansCJK",
    "SourceHanSans",
    "PingFang",
    "Hiragino Sans GB",
    "STHeiti",
    "msyh",
    "simhei",
    "wqy-microhei",
    "wqy-zenhei",
    "DroidSansFallback",
    "simsun",
)
_SUFFIXES = frozenset({".ttf", ".ttc", ".otf"})


def chinese_font(size: int, folders: tuple[Path, ...] = FOLDERS) -> Font | None:
    """The first of the known fonts with Chinese, or None if the system has none of them.

    Args:
        size: Pixels of a character.
        folders: Where fonts lie, at any depth.
    """
    path = _file(folders)
    return PIL.ImageFont.truetype(path, size) if path else None


@cache
def _file(folders: tuple[Path, ...]) -> Path | None:
    found = sorted(
        path for folder in folders if folder.is_dir() for path in folder.rglob("*") if path.suffix in _SUFFIXES
    )
    return next((path for name in _NAMES for path in found if path.name.startswith(name)), None)
