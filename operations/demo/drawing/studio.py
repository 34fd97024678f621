"""A small drawing board: shaded shapes on a backdrop, in coordinates of a 480 × 480 picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageOps

__all__ = ["SIZE", "Box", "Colour", "Studio"]

Box = tuple[float, float, float, float]
Colour = str
Point = tuple[float, float]

SIZE = 480
_OVERSAMPLE = 3
_SIMPLIFIED_CHINESE = 2
"""Index of the simplified Chinese face in the Noto Sans CJK collection."""


class Studio:
    """One picture in the making. All coordinates are pixels of the finished picture."""

    def __init__(self, font: Path, *, wall: Colour, table: Colour | None = None, horizon: float = 330) -> None:
        """Start with a wall and, if a colour is given, a table below `horizon`."""
        self._font = font
        side = SIZE * _OVERSAMPLE
        self._image = Image.new("RGB", (side, side), wall)
        self.block((0, 0, SIZE, SIZE), wall, _mixed(wall, "#000000", 0.14))
        if table is not None:
            self.block((0, horizon, SIZE, SIZE), _mixed(table, "#000000", 0.16), _mixed(table, "#ffffff", 0.18))

    def finished(self) -> Image.Image:
        """The picture at its final size."""
        return self._image.resize((SIZE, SIZE), Image.Resampling.LANCZOS)

    def rect(self, box: Box, fill: Colour, radius: float = 0) -> None:
        """A flat rectangle, with rounded corners if `radius` is given."""
        self._pen().rounded_rectangle(_scaled(box), radius * _OVERSAMPLE, fill)

    def frame(self, box: Box, colour: Colour, width: float, radius: float = 0) -> None:
        """The outline of a rectangle."""
        pen = self._pen()
        pen.rounded_rectangle(_scaled(box), radius * _OVERSAMPLE, outline=colour, width=round(width * _OVERSAMPLE))

    def disc(self, x: float, y: float, radius: float, fill: Colour) -> None:
        """A flat disc."""
        self._pen().ellipse(_scaled((x - radius, y - radius, x + radius, y + radius)), fill)

    def oval(self, box: Box, fill: Colour) -> None:
        """A flat ellipse."""
        self._pen().ellipse(_scaled(box), fill)

    def ring(self, x: float, y: float, radius: float, colour: Colour, width: float) -> None:
        """The outline of a circle."""
        box = _scaled((x - radius, y - radius, x + radius, y + radius))
        self._pen().ellipse(box, outline=colour, width=round(width * _OVERSAMPLE))

    def arc(self, box: Box, start: float, end: float, colour: Colour, width: float) -> None:
        """A part of the outline of an ellipse, in degrees clockwise from three o'clock."""
        self._pen().arc(_scaled(box), start, end, colour, round(width * _OVERSAMPLE))

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """A polyline with round joints and ends."""
        scaled = [(x * _OVERSAMPLE, y * _OVERSAMPLE) for x, y in points]
        pen = self._pen()
        pen.line(scaled, colour, round(width * _OVERSAMPLE), joint="curve")
        reach = width * _OVERSAMPLE / 2
        for x, y in (scaled[0], scaled[-1]):
            pen.ellipse((x - reach, y - reach, x + reach, y + reach), colour)

    def polygon(self, points: Sequence[Point], fill: Colour) -> None:
        """A flat polygon."""
        self._pen().polygon([(x * _OVERSAMPLE, y * _OVERSAMPLE) for x, y in points], fill)

    def block(
        self, box: Box, first: Colour, last: Colour, radius: float = 0, towards: Literal["down", "right"] = "down"
    ) -> None:
        """A rectangle shaded from `first` to `last`."""
        left, top, right, bottom = _scaled(box)
        size = (right - left, bottom - top)
        ramp = Image.linear_gradient("L")
        shade = (ramp if towards == "down" else ramp.transpose(Image.Transpose.ROTATE_90)).resize(size)
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), radius * _OVERSAMPLE, 255)
        self._image.paste(ImageOps.colorize(shade, first, last), (left, top), mask)

    def tube(self, box: Box, colour: Colour, radius: float = 0, towards: Literal["down", "right"] = "right") -> None:
        """A cylinder seen from the side: dark edges, a bright streak a third of the way across."""
        left, top, right, bottom = _scaled(box)
        size = (right - left, bottom - top)
        ramp = Image.linear_gradient("L").point([abs(level - 85) * 255 // 170 for level in range(256)])
        shade = (ramp if towards == "down" else ramp.transpose(Image.Transpose.ROTATE_90)).resize(size)
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), radius * _OVERSAMPLE, 255)
        bright, dark = _mixed(colour, "#ffffff", 0.35), _mixed(colour, "#000000", 0.4)
        self._image.paste(ImageOps.colorize(shade, bright, dark), (left, top), mask)

    def ball(self, box: Box, colour: Colour) -> None:
        """A shaded ellipsoid lit from the upper left."""
        left, top, right, bottom = _scaled(box)
        size = (right - left, bottom - top)
        glow = Image.radial_gradient("L").resize((size[0] * 2, size[1] * 2))
        shift = (round(size[0] * 0.68), round(size[1] * 0.72))
        shade = glow.crop((*shift, shift[0] + size[0], shift[1] + size[1]))
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).ellipse((0, 0, size[0] - 1, size[1] - 1), 255)
        bright, dark = _mixed(colour, "#ffffff", 0.3), _mixed(colour, "#000000", 0.55)
        self._image.paste(ImageOps.colorize(shade, bright, dark, mid=colour), (left, top), mask)

    def shadow(self, box: Box, strength: int = 95) -> None:
        """A soft dark ellipse; draw it before the thing that throws it."""
        mask = Image.new("L", self._image.size)
        ImageDraw.Draw(mask).ellipse(_scaled(box), strength)
        soft = mask.filter(ImageFilter.GaussianBlur(10 * _OVERSAMPLE))
        self._image.paste(Image.new("RGB", self._image.size, "#101018"), (0, 0), soft)

    def light(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A glow, as of a lamp that is switched on."""
        mask = Image.new("L", self._image.size)
        ImageDraw.Draw(mask).ellipse(_scaled((x - radius, y - radius, x + radius, y + radius)), 150)
        soft = mask.filter(ImageFilter.GaussianBlur(radius * 0.35 * _OVERSAMPLE))
        bright = ImageChops.lighter(self._image, Image.new("RGB", self._image.size, colour))
        self._image.paste(bright, (0, 0), soft)

    def lens(self, x: float, y: float, radius: float) -> None:
        """The front of an objective, from a visible one down to a dot of a few pixels."""
        self.disc(x, y, radius, "#0b0c10")
        self.ring(x, y, radius, "#3a3d45", max(radius * 0.09, 0.6))
        self.ball((x - radius * 0.7, y - radius * 0.7, x + radius * 0.7, y + radius * 0.7), "#24345c")
        self.disc(x, y, radius * 0.32, "#05060a")
        self.disc(x - radius * 0.26, y - radius * 0.28, radius * 0.15, "#dfe8ff")

    def text(self, x: float, y: float, words: str, size: float, colour: Colour, *, anchor: str = "mm") -> None:
        """Printed words; `anchor` as in Pillow, the middle by default."""
        font = ImageFont.truetype(str(self._font), round(size * _OVERSAMPLE), index=_SIMPLIFIED_CHINESE)
        self._pen().text((x * _OVERSAMPLE, y * _OVERSAMPLE), words, colour, font, anchor)

    def banner(self, box: Box, words: str, size: float, fill: Colour, ink: Colour = "#ffffff") -> None:
        """An advertising strip with words on it, as shops paste over their pictures."""
        self.rect(box, fill, 6)
        self.text((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, words, size, ink)

    def _pen(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self._image)


def _scaled(box: Box) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(edge * _OVERSAMPLE) for edge in box)
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _mixed(colour: Colour, other: Colour, share: float) -> Colour:
    pairs = [(int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)
