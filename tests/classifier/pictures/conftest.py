"""Readings of pictures that nobody drew: what a picture would show is stated."""

from collections.abc import Callable, Sequence

import pytest

from lenswatch.classifier.image.fingerprint import Fingerprint
from lenswatch.classifier.image.lenses import LensSighting
from lenswatch.classifier.image.objects import ObjectGuess
from lenswatch.classifier.image.observing import EMBEDDING_BYTES, ImageObservation
from lenswatch.classifier.image.picture import Picture
from lenswatch.classifier.image.printed import PrintedLine, PrintedText
from lenswatch.classifier.pictures.evidence import Evidence, SeenPicture
from lenswatch.classifier.pictures.reading import PictureReading, Sought
from lenswatch.classifier.screener import Screener
from lenswatch.core.config import Config
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords

SIZE = (800, 600)
Seen = Callable[..., Evidence]


@pytest.fixture(scope="session")
def screener() -> Screener:
    return Screener.build(Lexicon.load(shipped_keywords()), Taxonomy.load(), Config())


def guess(kind: str, disguise: str | None = None, probability: float = 0.9) -> ObjectGuess:
    return ObjectGuess(kind=kind, name=kind, name_zh=kind, disguise=disguise, probability=probability)


@pytest.fixture(scope="session")
def clock() -> ObjectGuess:
    return guess("clock", "D04")


def reading(objects: Sequence[ObjectGuess], lines: Sequence[str], cues: Sequence[str]) -> PictureReading:
    digest = f"{len(objects)}{len(lines)}{len(cues)}" + "a" * 61
    observation = ImageObservation(
        picture=Picture(sha256=digest, bytes=9, format="PNG", width=SIZE[0], height=SIZE[1], animated=False),
        objects=tuple(objects),
        fingerprints=(Fingerprint(bits="0" * 64, quality=90),),
        embedding=b"\0" * EMBEDDING_BYTES,
        model="eye",
    )
    boxes = [(10, 20 + 50 * row, 400, 60 + 50 * row) for row in range(len(lines))]
    printed = tuple(PrintedLine(text=text, box=box, confidence=0.9) for text, box in zip(lines, boxes, strict=True))
    sightings = [LensSighting.model_validate({"cue": cue, "box": (5, 5, 25, 25), "score": 0.9}) for cue in cues]
    return PictureReading(
        sha256=digest,
        observation=observation,
        small=(400, 300),
        image_model="eye",
        printed=PrintedText(lines=printed, model="reader") if lines else None,
        sought=Sought(sightings=tuple(sightings), model="finder") if cues else None,
    )


@pytest.fixture(scope="session")
def seen() -> Seen:
    """Evidence of one picture, the second of its listing."""

    def make(*objects: ObjectGuess, lines: Sequence[str] = (), cues: Sequence[str] = ()) -> Evidence:
        return Evidence((SeenPicture(1, "https://shop.example/b.jpg", reading(objects, lines, cues)),))

    return make
