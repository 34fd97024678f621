import json

import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import pytest

from lenswatch.classifier.image.framing import framed
from lenswatch.classifier.image.lenses import DETAIL, NETWORK, LensFinder
from lenswatch.core.errors import UserError
from lenswatch.models.lenses.discs import lens
from lenswatch.models.lenses.look_alikes import screw
from lenswatch.models.lenses.plane import Disc, Plane


@pytest.fixture(scope="session")
def finder() -> LensFinder:
    return LensFinder.load()


def box() -> PIL.Image.Image:
    """A black box on white, seen from the front."""
    image = PIL.Image.new("RGB", (640, 480), "white")
    draw = PIL.ImageDraw.Draw(image)
    draw.rounded_rectangle((180, 120, 460, 360), 20, fill="#2b2d30")
    draw.rectangle((196, 136, 444, 150), fill="#3a3d41")
    return image


def with_disc(disc: Disc, left: int, top: int) -> PIL.Image.Image:
    colours, cover = disc
    image = box()
    patch = PIL.Image.fromarray(colours.clip(0, 255).astype(np.uint8))
    image.paste(patch, (left, top), PIL.Image.fromarray((cover * 255).astype(np.uint8)))
    return image


def large_lens() -> PIL.Image.Image:
    random = np.random.default_rng(5)
    return with_disc(lens(random, Plane.of(random, 110), colourful=True), 500, 340)


def test_a_plain_box_shows_no_lens(finder: LensFinder) -> None:
    assert finder.find(box(), (640, 480)) == ()


def test_a_lens_drawn_large_beside_it_is_found_where_it_is(finder: LensFinder) -> None:
    best = finder.find(large_lens(), (640, 480))[0]
    assert best.cue == "callout"
    left, top, right, bottom = best.box
    assert left < 560 < right
    assert top < 400 < bottom


def test_boxes_are_in_pixels_of_the_picture_as_shown(finder: LensFinder) -> None:
    small, large = (finder.find(large_lens(), size)[0].box for size in ((640, 480), (1280, 960)))
    assert all(abs(2 * one - other) <= 2 for one, other in zip(small, large, strict=True))


def test_text_and_screws_are_no_lenses(finder: LensFinder) -> None:
    random = np.random.default_rng(3)
    image = with_disc(screw(random, Plane.of(random, 22)), 200, 320)
    draw = PIL.ImageDraw.Draw(image)
    draw.text((60, 30), "POWER O o 0 . 8 @", fill="black", font=PIL.ImageFont.load_default(40))
    assert finder.find(image, image.size) == ()


def test_the_same_picture_always_gives_the_same(finder: LensFinder) -> None:
    assert finder.find(large_lens(), (640, 480)) == finder.find(large_lens(), (640, 480))


def test_an_altered_network_is_refused() -> None:
    manifest = json.dumps({NETWORK: {"sha256": "0" * 64, "cuts": {"lens": 0.5, "callout": 0.5}}}).encode()
    with pytest.raises(UserError, match="not the file that belongs"):
        LensFinder.of(b"something else", manifest)


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", b'{"lenses.onnx": {"sha256": "0", "cuts": {"lens": "x"}}}'])
def test_a_manifest_that_cannot_be_read_is_an_error(manifest: bytes) -> None:
    with pytest.raises(UserError, match=r"lenses\.onnx"):
        LensFinder.of(b"", manifest)


def test_cuts_are_part_of_the_name() -> None:
    shipped = LensFinder.load()
    assert len(shipped.digest) == len(LensFinder.load().digest) == 64
    assert shipped.digest == LensFinder.load().digest


def test_a_wide_picture_is_framed_with_its_proportions() -> None:
    pixels, per_pixel = framed(PIL.Image.new("RGB", (1024, 300), "white"), DETAIL)
    assert per_pixel == 2
    assert pixels[:150].min() == 255
    assert (pixels[150:] == 127).all()
