"""A font of the system that has Chinese; lenswatch ships none."""

import os
from collections.abc import Iterable
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


def chinese_font(size: int, folders: Iterable[Path] = FOLDERS) -> Font | None:
    """The first of the known fonts with Chinese, or None if the system has none of them.

    Args:
        size: Pixels of a character.
        folders: Where fonts lie, at any depth.
    """
    found = [path for folder in folders if folder.is_dir() for path in folder.rglob("*") if path.suffix in _SUFFIXES]
    for name in _NAMES:
        for path in sorted(found):
            if path.name.startswith(name):
                return PIL.ImageFont.truetype(path, size)
    return None
