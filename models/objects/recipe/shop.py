"""What shops do to a photo: print over it, magnify a part, frame it, save it badly."""

from io import BytesIO
from random import Random

import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import PIL.ImageOps

_WORDS = (
    "HD 1080P NEW WIFI SALE 4K USB Easy to Use Wireless Long Battery Multi-function FREE 32GB 24h Small Portable"
).split()
_INKS = ("black", "white", "#d02020", "#1060c0", "#f0a000", "#108040")
_SMALLEST = 0.5


def in_shop(image: PIL.Image.Image, random: Random) -> PIL.Image.Image:
    """A picture as a shop might show it: mirrored, cut, printed over, compressed, each by chance."""
    seen = PIL.ImageOps.mirror(image) if random.random() < 0.5 else image.copy()
    if random.random() < 0.4:
        seen = _cut(seen, random)
    if random.random() < 0.3:
        seen = _smaller(seen, random)
    if random.random() < 0.35:
        _print(seen, random)
    if random.random() < 0.12:
        _magnify(seen, random)
    return _saved(seen, random.randint(40, 92))


def _cut(image: PIL.Image.Image, random: Random) -> PIL.Image.Image:
    """Lose up to a tenth at each side."""
    edges = [random.uniform(0, 0.1) for _ in range(4)]
    box = (edges[0] * image.width, edges[1] * image.height, (1 - edges[2]) * image.width, (1 - edges[3]) * image.height)
    return image.resize(image.size, PIL.Image.Resampling.BILINEAR, box=box)


def _smaller(image: PIL.Image.Image, random: Random) -> PIL.Image.Image:
    """Smaller, on a ground of the corner's colour, beside nothing or under a heading."""
    share = random.uniform(_SMALLEST + 0.15, 0.9)
    small = image.resize((round(image.width * share), round(image.height * share)), PIL.Image.Resampling.BILINEAR)
    corner = image.getpixel((2, 2))
    framed = PIL.Image.new("RGB", image.size, corner if random.random() < 0.7 else random.choice(_INKS))
    framed.paste(small, (random.randint(0, image.width - small.width), random.randint(0, image.height - small.height)))
    return framed


def _print(image: PIL.Image.Image, random: Random) -> None:
    """A band or a few words."""
    draw = PIL.ImageDraw.Draw(image)
    if random.random() < 0.4:
        high = random.randint(14, 34)
        top = random.choice((0, image.height - high))
        draw.rectangle((0, top, image.width, top + high), fill=random.choice(_INKS))
    for _ in range(random.randint(1, 4)):
        text = " ".join(random.sample(_WORDS, random.randint(1, 3)))
        font = PIL.ImageFont.load_default(random.randint(9, 22))
        at = (
            random.randint(0, image.width // 2),
            random.choice((2, 14, image.height - 26, random.randint(0, image.height - 20))),
        )
        draw.text(at, text, fill=random.choice(_INKS), font=font)


def _magnify(image: PIL.Image.Image, random: Random) -> None:
    """A round part, magnified, in a corner."""
    side = image.width // random.choice((3, 4))
    left, top = random.randint(side, image.width - 2 * side), random.randint(side, image.height - 2 * side)
    part = image.crop((left, top, left + side // 2, top + side // 2)).resize(
        (side, side), PIL.Image.Resampling.BILINEAR
    )
    mask = PIL.Image.new("L", (side, side), 0)
    PIL.ImageDraw.Draw(mask).ellipse((0, 0, side - 1, side - 1), fill=255)
    at = (random.choice((4, image.width - side - 4)), random.choice((4, image.height - side - 4)))
    image.paste(part, at, mask)
    PIL.ImageDraw.Draw(image).ellipse((*at, at[0] + side, at[1] + side), outline=random.choice(_INKS), width=2)


def _saved(image: PIL.Image.Image, quality: int) -> PIL.Image.Image:
    stream = BytesIO()
    image.save(stream, "JPEG", quality=quality)
    stream.seek(0)
    return PIL.Image.open(stream).convert("RGB")
