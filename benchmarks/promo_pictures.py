"""Pictures as sellers print on them, drawn, with what is printed on each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFilter
import PIL.ImageFont
import skimage.data

from lenswatch.classifier.image.fonts import FOLDERS

Image = PIL.Image.Image
SLOGANS = (
    "超小摄像 手机远程查看",
    "1080P 高清夜视",
    "循环录像 断电自动保存",
    "加微信 lens2026 了解详情",
    "待机180天 无光红外",
    "支持 128G 内存卡",
    "Loop Recording 4K UHD",
    "Motion Detection Alarm",
    "WiFi Remote Live View",
    "30 Days Money Back",
)
SIDE = 800


@dataclass(frozen=True)
class Promo:
    """A picture and its lines."""

    image: Image
    lines: tuple[str, ...]


def font(size: int, *, bold: bool = True, serif: bool = False) -> PIL.ImageFont.FreeTypeFont:
    """Noto CJK, of Debian's fonts-noto-cjk."""
    name = f"Noto{'Serif' if serif else 'Sans'}CJK-{'Bold' if bold else 'Regular'}.ttc"
    found = [path for folder in FOLDERS if folder.is_dir() for path in folder.rglob(name)]
    if not found:
        raise SystemExit(f"{name} is not installed; on Debian: apt install fonts-noto-cjk")
    return PIL.ImageFont.truetype(found[0], size)


def photo(seed: int) -> Image:
    """A square photo."""
    name = ("coffee", "chelsea", "astronaut", "rocket")[seed % 4]
    image = PIL.Image.fromarray(getattr(skimage.data, name)())
    side = min(image.size)
    return image.crop((0, 0, side, side)).resize((SIDE, SIDE))


def chosen(seed: int, count: int) -> tuple[str, ...]:
    """Some of the slogans."""
    places = np.random.default_rng(seed).permutation(len(SLOGANS))[:count]
    return tuple(SLOGANS[place] for place in places)


def red_banner(seed: int) -> Promo:
    """White on red, above a photo."""
    lines, image = chosen(seed, 2), photo(seed)
    draw = PIL.ImageDraw.Draw(image)
    draw.rectangle((0, 0, SIDE, 190), fill="#c01818")
    for row, line in enumerate(lines):
        draw.text((40, 20 + 80 * row), line, fill="white", font=font(54))
    return Promo(image, lines)


def on_photo(seed: int) -> Promo:
    """Yellow with a black rim, over a photo."""
    lines, image = chosen(seed, 3), photo(seed)
    draw = PIL.ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        draw.text((60, 90 + 200 * row), line, fill="#ffe000", font=font(48), stroke_width=3, stroke_fill="black")
    return Promo(image, lines)


def slanted(degrees: float) -> Callable[[int], Promo]:
    """Turned lines on white."""

    def make(seed: int) -> Promo:
        lines, image = chosen(seed, 3), PIL.Image.new("RGB", (SIDE, SIDE), "white")
        draw = PIL.ImageDraw.Draw(image)
        for row, line in enumerate(lines):
            draw.text((90, 250 + 110 * row), line, fill="#c01818", font=font(46))
        return Promo(image.rotate(degrees, PIL.Image.Resampling.BICUBIC, fillcolor="white"), lines)

    return make


def small_print(seed: int) -> Promo:
    """Characters of 16 pixels, grey on white, in serif."""
    lines, image = chosen(seed, 8), PIL.Image.new("RGB", (SIDE, SIDE), "white")
    draw = PIL.ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        draw.text((60 + 40 * (row % 3), 40 + 90 * row), line, fill="#606060", font=font(16, bold=False, serif=True))
    return Promo(image, lines)


def faint(seed: int) -> Promo:
    """Light grey on white."""
    lines, image = chosen(seed, 3), PIL.Image.new("RGB", (SIDE, SIDE), "white")
    draw = PIL.ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        draw.text((60, 100 + 200 * row), line, fill="#d0d0d0", font=font(40))
    return Promo(image, lines)


def stored_small(seed: int) -> Promo:
    """Lines on a photo, at a third of its size, as JPEG of quality 20."""
    promo, stream = on_photo(seed), BytesIO()
    promo.image.resize((SIDE // 3, SIDE // 3)).save(stream, "JPEG", quality=20)
    return Promo(PIL.Image.open(stream).convert("RGB"), promo.lines)


def long_detail(seed: int) -> Promo:
    """A detail picture of 800×6,000 pixels with 30 lines."""
    lines = tuple(line for part in range(3) for line in chosen(seed + part, 10))
    image = PIL.Image.new("RGB", (SIDE, 6000), "#f7f3ea")
    draw = PIL.ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        draw.text((50, 30 + 197 * row), line, fill="#303030", font=font(24, bold=False))
    return Promo(image, lines)


def tiny_print(seed: int) -> Promo:
    """Characters of 9 pixels."""
    lines, image = chosen(seed, 8), PIL.Image.new("RGB", (SIDE, SIDE), "white")
    draw = PIL.ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        draw.text((60, 40 + 90 * row), line, fill="black", font=font(9, bold=False))
    return Promo(image, lines)


def upside_down(seed: int) -> Promo:
    """The banner, turned by half a circle."""
    promo = red_banner(seed)
    return Promo(promo.image.transpose(PIL.Image.Transpose.ROTATE_180), promo.lines)


def handwriting(seed: int) -> Promo:
    """Lines that wave, sheared and blurred."""
    lines, image = chosen(seed, 3), PIL.Image.new("RGB", (SIDE, SIDE), "white")
    draw = PIL.ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        for place, character in enumerate(line):
            wave = round(14 * np.sin(place * 0.9 + seed))
            draw.text((60 + 30 * place, 100 + 200 * row + wave), character, fill="#305080", font=font(30, serif=True))
    sheared = image.transform(image.size, PIL.Image.Transform.AFFINE, (1, 0.35, -120, 0, 1, 0), fillcolor="white")
    return Promo(sheared.filter(PIL.ImageFilter.GaussianBlur(1.5)), lines)


def vertical(seed: int) -> Promo:
    """Chinese from the top down."""
    lines, image = ("超小摄像手机远程查看", "循环录像断电自动保存"), PIL.Image.new("RGB", (SIDE, SIDE), "white")
    draw = PIL.ImageDraw.Draw(image)
    for column, line in enumerate(lines):
        for place, character in enumerate(line):
            draw.text((150 + 60 * seed + 200 * column, 60 + 60 * place), character, fill="black", font=font(50))
    return Promo(image, lines)


KINDS: dict[str, Callable[[int], Promo]] = {
    "white on a red banner": red_banner,
    "rimmed, on a photo": on_photo,
    "slanted by 8°": slanted(8),
    "slanted by 25°": slanted(25),
    "small print, 16 pixels": small_print,
    "light grey on white": faint,
    "a third of the size, JPEG quality 20": stored_small,
    "tiny print, 9 pixels": tiny_print,
    "upside down": upside_down,
    "waving, sheared, blurred": handwriting,
    "detail picture of 800×6,000": long_detail,
    "vertical Chinese": vertical,
}


def promos(each: int) -> Iterator[tuple[str, Promo]]:
    """Pictures of every kind, with the kind."""
    for kind, make in KINDS.items():
        for seed in range(each if kind != "detail picture of 800×6,000" else 1):
            yield kind, make(seed)
