"""Pictures of listings, cheap looks first: all are looked at, few are read, fewer are searched for lenses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lenswatch.classifier.image.decoding import DETAIL, decode
from lenswatch.classifier.image.lenses import DETAIL as LENS_SIDE
from lenswatch.classifier.image.observing import ImageObservation
from lenswatch.classifier.image.printed import PrintedText
from lenswatch.classifier.image.problem import PictureError
from lenswatch.classifier.image.text_reader import READING_SIDE
from lenswatch.classifier.pictures.budget import Budget
from lenswatch.classifier.pictures.cache import ReadingCache, Stage
from lenswatch.classifier.pictures.evidence import Evidence, SeenPicture
from lenswatch.classifier.pictures.eyes import Eyes
from lenswatch.classifier.pictures.held import HeldPicture, NotHeldError
from lenswatch.classifier.pictures.reading import Looked, PictureReading, Sought
from lenswatch.core.digest import sha256_of
from lenswatch.core.picture_note import PictureNote, PictureProblem


class Asked(NamedTuple):
    """The pictures of one listing."""

    held: Sequence[HeldPicture]
    doubt: bool
    """Whether its words leave it in doubt: then everything is tried."""


@dataclass(frozen=True)
class Looker:
    """Looks at pictures within a budget; what it sees is kept.

    Args:
        eyes: What looks.
        cache: Where readings are kept.
        budget: What may be spent; counts down.
        timer: Processor seconds, ever growing.
    """

    eyes: Eyes
    cache: ReadingCache
    budget: Budget
    timer: Callable[[], float]

    def look(self, asked: Sequence[Asked]) -> list[Evidence]:
        """What is seen in the pictures of several listings; those in doubt come first while the budget lasts."""
        found: dict[int, Evidence] = {}
        for number in sorted(range(len(asked)), key=lambda number: not asked[number].doubt):
            found[number] = self._listing(asked[number])
        return [found[number] for number in range(len(asked))]

    def glance(self, held: HeldPicture) -> ImageObservation | None:
        """The cheap stage for one picture; None where it cannot be had or looked at, or the run has looked at enough.

        Args:
            held: Where its bytes come from.
        """
        try:
            looked = self._look(*self._found(held))
        except NotHeldError:  # who asks does without it: the picture is none of the listing's present ones
            return None
        return looked.observation if looked else None

    def _listing(self, asked: Asked) -> Evidence:
        seen: dict[str, SeenPicture] = {}
        notes: list[PictureNote] = []
        for place, held in enumerate(asked.held):
            if place >= self.budget.per_listing:
                notes.append(PictureNote(image=held.number, problem=PictureProblem.BEYOND_LISTING))
                continue
            try:
                digest, data = self._found(held)
                if digest not in seen:
                    reading, problems = self._picture(digest, data, doubt=asked.doubt)
                    notes += [PictureNote(image=held.number, picture=digest, problem=one) for one in problems]
                    if reading:
                        seen[digest] = SeenPicture(held.number, held.name, reading)
            except NotHeldError as error:
                notes.append(PictureNote(image=held.number, problem=error.problem))
        return Evidence(tuple(seen.values()), tuple(notes))

    def _found(self, held: HeldPicture) -> tuple[str, Callable[[], bytes]]:
        """Digest of a picture, and its bytes; they are not read where it was looked at before."""
        known = held.known()
        if known and self.cache.get(known, Stage.LOOK, self.eyes.looker):
            return known, held.data
        data = held.data()
        return sha256_of(data), lambda: data

    def _picture(
        self, digest: str, data: Callable[[], bytes], *, doubt: bool
    ) -> tuple[PictureReading | None, list[PictureProblem]]:
        looked = self._look(digest, data)
        if looked is None:
            return None, [PictureProblem.BEYOND_RUN]
        if looked.observation is None:
            return None, [looked.problem or PictureProblem.DAMAGED]
        problems: list[PictureProblem] = []
        printed = None
        if doubt or looked.text_likely:
            printed = self._text(digest, data, doubt=doubt)
            if not isinstance(printed, PrintedText):
                problems = [printed]
            elif printed.cut_off:
                problems = [PictureProblem.TEXT_CUT_OFF]
        reading = PictureReading(
            sha256=digest,
            observation=looked.observation,
            small=looked.small,
            image_model=self.eyes.image_model,
            printed=printed if isinstance(printed, PrintedText) else None,
            sought=self._lenses(digest, data) if doubt else None,
        )
        return reading, problems

    def _look(self, digest: str, data: Callable[[], bytes]) -> Looked | None:
        """The cheap stage; None where the run has looked at enough."""
        looker = self.eyes.looker
        if kept := self.cache.get(digest, Stage.LOOK, looker):
            return Looked.model_validate_json(kept)
        if not self.budget.take_picture():
            return None
        try:
            decoded = decode(data(), DETAIL)
            likely = self.eyes.may_hold_text(decoded.image)
            looked = Looked(
                observation=self.eyes.observer.observe(decoded), text_likely=likely, small=decoded.image.size
            )
        except PictureError as error:
            looked = Looked(observation=None, problem=PictureProblem(error.fault.value))
        self.cache.put(digest, Stage.LOOK, looker, looked.model_dump_json())
        return looked

    def _text(self, digest: str, data: Callable[[], bytes], *, doubt: bool) -> PrintedText | PictureProblem:
        reader = self.eyes.reader
        if reader is None:
            return PictureProblem.NO_TEXT_READER
        if kept := self.cache.get(digest, Stage.TEXT, reader.digest):
            return PrintedText.model_validate_json(kept)
        if not self.budget.may_read(doubt=doubt):
            return PictureProblem.TEXT_BEYOND_RUN
        began = self.timer()
        decoded = decode(data(), READING_SIDE)
        printed = reader.read(decoded.image, (decoded.picture.width, decoded.picture.height))
        self.budget.spend(self.timer() - began)
        self.cache.put(digest, Stage.TEXT, reader.digest, printed.model_dump_json())
        return printed

    def _lenses(self, digest: str, data: Callable[[], bytes]) -> Sought | None:
        finder = self.eyes.finder
        if finder is None:
            return None
        if kept := self.cache.get(digest, Stage.LENS, finder.digest):
            return Sought.model_validate_json(kept)
        decoded = decode(data(), LENS_SIDE)
        sightings = finder.find(decoded.image, (decoded.picture.width, decoded.picture.height))
        sought = Sought(sightings=sightings, model=finder.digest)
        self.cache.put(digest, Stage.LENS, finder.digest, sought.model_dump_json())
        return sought
