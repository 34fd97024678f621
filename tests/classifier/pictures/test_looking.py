"""Looking at pictures: cheap looks for all, reading where it pays, within a budget, and never twice."""

from dataclasses import dataclass, field
from io import BytesIO

import PIL.Image
import pytest

from lenswatch.classifier.image.decoding import decode
from lenswatch.classifier.image.lenses import LensSighting
from lenswatch.classifier.image.observing import ImageObservation, ImageObserver
from lenswatch.classifier.image.picture import Decoded
from lenswatch.classifier.image.printed import PrintedLine, PrintedText
from lenswatch.classifier.pictures.budget import Budget
from lenswatch.classifier.pictures.cache import MemoryCache
from lenswatch.classifier.pictures.eyes import Eyes
from lenswatch.classifier.pictures.held import HeldPicture, NotHeldError
from lenswatch.classifier.pictures.looking import Asked, Looker
from lenswatch.core.config import Pictures
from lenswatch.core.picture_note import PictureProblem


def png(colour: str = "white", size: tuple[int, int] = (64, 48)) -> bytes:
    stream = BytesIO()
    PIL.Image.new("RGB", size, colour).save(stream, "PNG")
    return stream.getvalue()


@dataclass
class CountingObserver:
    """Sees the same in every picture."""

    seen: ImageObservation
    looks: int = 0
    digest: str = "eye"

    def observe(self, decoded: Decoded) -> ImageObservation:
        self.looks += 1
        return self.seen.model_copy(update={"picture": decoded.picture})


@dataclass
class SlowReader:
    """Reads one word and lets a second pass."""

    clock: list[float]
    reads: int = 0
    digest: str = "reader"

    def read(self, image: PIL.Image.Image, size: tuple[int, int]) -> PrintedText:
        self.reads += 1
        self.clock[0] += 1
        box = (0, 0, min(size[0], image.width), size[1])
        return PrintedText(lines=(PrintedLine(text="针孔", box=box, confidence=0.9),), model=self.digest)


@dataclass
class OneLens:
    """Finds a lens everywhere."""

    digest: str = "finder"

    def find(self, image: PIL.Image.Image, size: tuple[int, int]) -> tuple[LensSighting, ...]:
        return (LensSighting(cue="lens", box=(0, 0, min(size[0], image.width), size[1]), score=0.9),)


class FewWordedEyes(Eyes):
    """Takes no picture for one with text."""

    def may_hold_text(self, image: PIL.Image.Image) -> bool:
        return image.width == 0


@dataclass
class Stage:
    observer: CountingObserver
    clock: list[float] = field(default_factory=lambda: [0.0])
    cache: MemoryCache = field(default_factory=MemoryCache)

    def __post_init__(self) -> None:
        self.reader = SlowReader(self.clock)

    def looker(self, *, reads: bool = True, **settings: float) -> Looker:
        eyes = FewWordedEyes(self.observer, self.reader if reads else None, OneLens())
        budget = Budget.of(Pictures.model_validate(settings))
        return Looker(eyes, self.cache, budget, lambda: self.clock[0])


@pytest.fixture(scope="module")
def seen() -> ImageObservation:
    return ImageObserver.load().observe(decode(png()))


@pytest.fixture
def stage(seen: ImageObservation) -> Stage:
    return Stage(CountingObserver(seen))


def held(number: int, data: bytes | PictureProblem) -> HeldPicture:
    def give() -> bytes:
        if isinstance(data, PictureProblem):
            raise NotHeldError(data)
        return data

    return HeldPicture(number, f"{number}.png", give)


def problems(looker: Looker, asked: Asked) -> list[tuple[int, PictureProblem]]:
    return [(note.image, note.problem) for note in looker.look([asked])[0].notes]


def test_a_plain_picture_of_a_plain_listing_is_neither_read_nor_searched(stage: Stage) -> None:
    (found,) = stage.looker().look([Asked([held(0, png())], doubt=False)])

    assert (found.pictures[0].reading.printed, found.pictures[0].reading.sought) == (None, None)
    assert stage.reader.reads == 0


def test_a_listing_in_doubt_has_its_pictures_read_and_searched(stage: Stage) -> None:
    (found,) = stage.looker().look([Asked([held(0, png())], doubt=True)])

    reading = found.pictures[0].reading
    assert reading.printed is not None
    assert reading.sought is not None
    assert (reading.printed.text, reading.sought.sightings[0].cue) == ("针孔", "lens")


def test_a_picture_is_looked_at_and_read_once_however_often_it_is_shown(stage: Stage) -> None:
    asked = Asked([held(0, png()), held(1, png())], doubt=True)
    first = stage.looker().look([asked, asked])

    assert stage.looker(most_per_run=0, most_text_seconds=0).look([asked, asked]) == first
    assert (stage.observer.looks, stage.reader.reads) == (1, 1)
    assert [one.number for one in first[0].pictures] == [0]


def test_what_lies_beyond_the_budget_is_told_picture_by_picture(stage: Stage) -> None:
    pictures = [held(number, png(colour)) for number, colour in enumerate(("red", "green", "blue"))]

    assert problems(stage.looker(most_per_listing=2, most_per_run=1), Asked(pictures, doubt=False)) == [
        (1, PictureProblem.BEYOND_RUN),
        (2, PictureProblem.BEYOND_LISTING),
    ]


def test_reading_time_goes_to_listings_in_doubt_first(stage: Stage) -> None:
    plain, doubtful = Asked([held(0, png("red"))], doubt=False), Asked([held(0, png("blue"))], doubt=True)
    looker = stage.looker(most_text_seconds=1)
    found = looker.look([plain, doubtful, Asked([held(0, png("green"))], doubt=True)])

    assert [bool(one.pictures[0].reading.printed) for one in found] == [False, True, False]
    assert [note.problem for note in found[2].notes] == [PictureProblem.TEXT_BEYOND_RUN]


def test_without_the_extra_the_print_stays_unread_and_that_is_told(stage: Stage) -> None:
    asked = Asked([held(0, png())], doubt=True)

    assert problems(stage.looker(reads=False), asked) == [(0, PictureProblem.NO_TEXT_READER)]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", PictureProblem.EMPTY),
        (b"<html>", PictureProblem.NOT_A_PICTURE),
        (png()[:60], PictureProblem.DAMAGED),
        (png(size=(4, 4)), PictureProblem.TOO_SMALL),
        (PictureProblem.OUTSIDE_FOLDER, PictureProblem.OUTSIDE_FOLDER),
    ],
)
def test_a_bad_picture_is_a_note_and_never_stops_the_others(
    stage: Stage, data: bytes | PictureProblem, problem: PictureProblem
) -> None:
    (found,) = stage.looker().look([Asked([held(0, data), held(1, png())], doubt=True)])

    assert [(note.image, note.problem) for note in found.notes] == [(0, problem)]
    assert [one.number for one in found.pictures] == [1]
