"""What sellers make of a picture that is not theirs: collages, templates, photographs of a screen."""

from collections.abc import Sequence
from io import BytesIO

import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFilter
import PIL.ImageOps

Image = PIL.Image.Image


def as_jpeg(image: Image, quality: int) -> Image:
    """Stored as JPEG and read again."""
    stream = BytesIO()
    image.save(stream, "JPEG", quality=quality)
    return PIL.Image.open(stream).convert("RGB")


def collage(image: Image, others: Sequence[Image]) -> Image:
    """Third of four squares with a gap of 16 of 800 pixels between them."""
    sheet = PIL.Image.new("RGB", (800, 800), "white")
    for place, one in enumerate([*others[:2], image, *others[2:3]]):
        sheet.paste(PIL.ImageOps.fit(one, (392, 392)), (place % 2 * 408, place // 2 * 408))
    return as_jpeg(sheet, 75)


def template(image: Image) -> Image:
    """Pasted small on a yellow sheet with a heading, a round sticker over its corner and a line at the foot."""
    sheet = PIL.Image.new("RGB", (800, 1000), "#ffd84a")
    draw = PIL.ImageDraw.Draw(sheet)
    draw.rectangle((0, 0, 800, 150), fill="#d02020")
    draw.text((40, 40), "11.11 SALE", fill="white", font_size=70)
    sheet.paste(PIL.ImageOps.contain(image, (560, 560)), (60, 220))
    draw.ellipse((560, 150, 780, 370), fill="#d02020")
    draw.text((600, 220), "-50%", fill="white", font_size=60)
    draw.text((60, 850), "FREE SHIPPING - LIMITED OFFER", fill="black", font_size=40)
    return as_jpeg(sheet, 80)


def screenshot(image: Image) -> Image:
    """A shop's page on a telephone, photographed: a little askew, blurred, with stripes."""
    shown = PIL.ImageOps.contain(image, (720, 900))
    foot = 60 + shown.height
    page = PIL.Image.new("RGB", (720, foot + 360), "#f2f2f2")
    draw = PIL.ImageDraw.Draw(page)
    draw.rectangle((0, 0, 720, 60), fill="black")
    draw.text((20, 12), "12:45        4G  87%", fill="white", font_size=30)
    page.paste(shown, ((720 - shown.width) // 2, 60))
    draw.text((20, foot + 30), "USD 19.90   2k sold", fill="#d02020", font_size=44)
    draw.text((20, foot + 110), "Mini item for the home, ships today", fill="black", font_size=32)
    draw.rectangle((0, foot + 280, 720, foot + 360), fill="#ff5500")
    draw.text((250, foot + 295), "BUY NOW", fill="white", font_size=44)
    return as_jpeg(_photographed(page), 70)


def _photographed(page: Image) -> Image:
    down, across = np.mgrid[: page.height, : page.width]
    stripes = 1 + 0.06 * np.sin(across * 1.9 + down * 0.3)
    values = np.asarray(page, dtype=np.float32) * stripes[..., None] * 0.92 + 8
    width, height = page.size
    askew = (8, 4, 2, height - 6, width - 10, height - 2, width - 4, 8)
    striped = PIL.Image.fromarray(values.clip(0, 255).astype(np.uint8))
    turned = striped.transform(
        page.size, PIL.Image.Transform.QUAD, askew, PIL.Image.Resampling.BICUBIC, fillcolor="#202020"
    )
    return turned.filter(PIL.ImageFilter.GaussianBlur(0.8))
