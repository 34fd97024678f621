import io
from collections.abc import Callable

import numpy as np
import PIL.Image
import PIL.ImageDraw
import pytest

from lenswatch.classifier.image.backbone import Backbone

Saved = Callable[..., bytes]


@pytest.fixture(scope="session")
def drawn() -> PIL.Image.Image:
    """A clock on a striped wall, drawn."""
    image = PIL.Image.new("RGB", (480, 360), "#e8dcc0")
    draw = PIL.ImageDraw.Draw(image)
    for left in range(0, 480, 37):
        draw.rectangle((left, 0, left + 11, 360), fill=(150 + left // 6, 190, 160))
    draw.ellipse((120, 40, 380, 300), fill="white", outline="black", width=9)
    draw.line((250, 170, 250, 70), fill="black", width=7)
    draw.line((250, 170, 330, 210), fill="#b02020", width=5)
    draw.rectangle((30, 290, 90, 350), fill="#2030a0")
    return image


@pytest.fixture(scope="session")
def saved(drawn: PIL.Image.Image) -> Saved:
    """Bytes of a picture in a format."""

    def save(image: PIL.Image.Image | None = None, kind: str = "PNG", **options: object) -> bytes:
        stream = io.BytesIO()
        (image or drawn).save(stream, kind, **options)
        return stream.getvalue()

    return save


@pytest.fixture(scope="session")
def noise() -> PIL.Image.Image:
    random = np.random.default_rng(7)
    coarse = random.integers(0, 255, (24, 24, 3), dtype=np.uint8)
    return PIL.Image.fromarray(coarse).resize((480, 480), PIL.Image.Resampling.BICUBIC)


@pytest.fixture(scope="session")
def backbone() -> Backbone:
    return Backbone.load()
