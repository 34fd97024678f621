from collections.abc import Callable
from io import BytesIO

import numpy as np
import PIL.Image
import PIL.ImageOps
import pytest

from lenswatch.classifier.image.fingerprint import (
    BITS,
    SAME,
    Fingerprint,
    fingerprint,
    known_fingerprints,
    seen_fingerprints,
    without_border,
)
from lenswatch.classifier.image.fingerprint_index import FingerprintIndex, Match

Image = PIL.Image.Image


def stored_poorly(image: Image) -> Image:
    stream = BytesIO()
    image.save(stream, "JPEG", quality=30)
    return PIL.Image.open(stream)


def cut(image: Image, share: float) -> Image:
    left, top = image.width * share, image.height * share
    return image.crop((round(left), round(top), round(image.width - left), round(image.height - top)))


def with_banner(image: Image, share: float) -> Image:
    covered = image.copy()
    covered.paste("red", (0, round(image.height * (1 - share)), image.width, image.height))
    return covered


@pytest.mark.parametrize(
    "edit",
    [
        stored_poorly,
        lambda image: image.resize((240, 240)),
        lambda image: image.convert("L"),
        lambda image: image.point(lambda value: min(255, value * 5 // 4)),
        lambda image: cut(image, 0.02),
        lambda image: cut(image, 0.05),
        lambda image: cut(image, 0.1),
        PIL.ImageOps.mirror,
        lambda image: PIL.ImageOps.expand(image, 24, "white"),
        lambda image: with_banner(image, 0.08),
        lambda image: with_banner(image, 0.16),
    ],
    ids=["jpeg", "half", "grey", "bright", "cut2", "cut5", "cut10", "mirror", "border", "banner8", "banner16"],
)
def test_a_known_picture_is_found_again(noise: Image, drawn: Image, edit: Callable[[Image], Image]) -> None:
    known = [(number, one) for number, image in enumerate((drawn, noise)) for one in known_fingerprints(image)]
    matches = FingerprintIndex.of(known).matches(seen_fingerprints(edit(noise)))
    assert [match.owner for match in matches] == [1]


def test_another_picture_is_far_away(drawn: Image, noise: Image) -> None:
    assert fingerprint(drawn).distance(fingerprint(noise)) > 2 * SAME


def test_little_detail_is_little_quality(noise: Image) -> None:
    assert fingerprint(PIL.Image.new("L", (300, 300), 200)).quality == 0
    assert fingerprint(noise).quality > 50


def test_a_border_is_taken_off_and_a_picture_of_one_colour_left(noise: Image) -> None:
    framed = PIL.ImageOps.expand(noise.convert("L"), (10, 20, 30, 40), 240)
    assert without_border(framed) == pytest.approx((10, 20, 490, 500), abs=2)
    assert without_border(PIL.Image.new("L", (90, 60), 240)) == (0, 0, 90, 60)


def test_the_index_finds_what_comparing_one_by_one_finds() -> None:
    random = np.random.default_rng(3)
    known = [Fingerprint(bits=random.bytes(BITS // 8).hex(), quality=100) for _ in range(200)]
    seen = known[17]
    expected = [Match(number, seen.distance(one)) for number, one in enumerate(known) if seen.distance(one) <= 118]
    found = FingerprintIndex.of(enumerate(known)).matches([seen], limit=118)
    assert sorted(found, key=lambda match: match.owner) == expected
    assert found[0] == Match(17, 0)


def test_an_empty_index_finds_nothing(noise: Image) -> None:
    assert FingerprintIndex.of([]).matches(seen_fingerprints(noise)) == ()
