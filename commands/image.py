"""`lenswatch image`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Self

import PIL.Image
import typer

from lenswatch.classifier.image.annotating import Annotator, label_language, lens_marks, printed_marks
from lenswatch.classifier.image.crops import CropKeeper
from lenswatch.classifier.image.decoding import decode
from lenswatch.classifier.image.frames import FRAMES, Shot, shots
from lenswatch.classifier.image.lenses import DETAIL, LensFinder
from lenswatch.classifier.image.observing import ImageObserver
from lenswatch.classifier.image.problem import PictureError
from lenswatch.classifier.image.text_presence import text_presence
from lenswatch.classifier.image.text_reader import READING_SIDE, TextReader
from lenswatch.commands.options import AsJson
from lenswatch.commands.session import Session
from lenswatch.commands.show_image import Seen, show_problem, show_seen
from lenswatch.core.clock import SystemClock
from lenswatch.core.errors import UserError
from lenswatch.core.exit_code import ExitCode
from lenswatch.core.files import storage_error
from lenswatch.ledger.references import References
from lenswatch.ledger.store import Store
from lenswatch.operations.references.known_pictures import KnownPictures, known_marks
from lenswatch.operations.references.library import Library


def image(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Pictures (JPEG, PNG, WebP, GIF, BMP, AVIF), clips (MP4, WebM, AVI)."),
    ],
    text: Annotated[bool, typer.Option(help="Read what is printed on them (extra ocr).")] = True,
    annotate: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write copies with numbered boxes here, named by digest.")
    ] = None,
    frames: Annotated[int, typer.Option(min=1, max=60, help="Pictures taken from a clip (extra video).")] = FRAMES,
    as_json: AsJson = False,
) -> None:
    """What the image side sees: object, lenses, print, fingerprint. It never says that a camera is hidden.

    Example: lenswatch image photo.jpg --annotate looked-at --json
    """
    session: Session = context.obj
    bad = 0
    with _library(session) as library:
        observer = _Observer.load(session, library, text=text, annotate=annotate)
        for file in session.counted("looking", files):
            try:
                for shot in shots(file, frames):
                    show_seen(session, observer.see(file, shot), as_json=as_json)
            except PictureError as error:
                bad += 1
                show_problem(session, file, error, as_json=as_json)
    sys.exit(ExitCode.USER_ERROR if bad else ExitCode.OK)


@dataclass(frozen=True)
class _Observer:
    """Everything that looks at a picture, as far as it is installed and asked for."""

    observer: ImageObserver
    finder: LensFinder
    reader: TextReader | None
    annotator: Annotator | None
    known: KnownPictures | None
    language: str
    """Of the labels."""

    @classmethod
    def load(cls, session: Session, library: Library | None, *, text: bool, annotate: Path | None) -> Self:
        """What is not installed is said once, on standard error, and left out."""
        reader = _reader(session) if text else None
        annotator = _annotator(session, annotate) if annotate else None
        observer = ImageObserver.load()
        known = KnownPictures(library, observer.backbone) if library else None
        language = label_language(session.catalogue.language)
        return cls(observer, LensFinder.load(), reader, annotator, known, language)

    def see(self, file: Path, shot: Shot) -> Seen:
        """Look at one picture.

        Raises:
            PictureError: If it cannot be looked at.
        """
        decoded = decode(shot.data)
        observation = self.observer.observe(decoded)
        fine, size = self._fine(shot), (decoded.picture.width, decoded.picture.height)
        lenses = self.finder.find(fine, size)
        known = self.known.within(decoded) if self.known else None
        seen = Seen(file, shot.seconds, observation, lenses=lenses, known=known)
        if not (self.reader or self.annotator):
            return seen
        printed = self.reader.read(fine, size) if self.reader else None
        marks = (
            *known_marks(known or ()),
            *lens_marks(lenses, self.language),
            *(printed_marks(printed) if printed else ()),
        )
        annotated = self.annotator.write(fine, decoded.picture, marks) if self.annotator else None
        return replace(seen, likely_text=text_presence(decoded.image), printed=printed, annotated=annotated)

    def _fine(self, shot: Shot) -> PIL.Image.Image:
        """As many pixels as what looks closely needs."""
        return decode(shot.data, READING_SIDE if self.reader or self.annotator else DETAIL).image


@contextmanager
def _library(session: Session) -> Iterator[Library | None]:
    """The reference library of the workspace; None outside of one, or before anything was recorded in it."""
    if session.workspace is None or not session.workspace.ledger.is_file():
        yield None
        return
    with Store.open(session.workspace.ledger) as store:
        yield Library(References(store, SystemClock()))


def _reader(session: Session) -> TextReader | None:
    try:
        return TextReader.load()
    except UserError as error:
        session.warn(error.message)
        return None


def _annotator(session: Session, folder: Path) -> Annotator:
    if folder.is_file():
        raise UserError("{path}: is a file; name a folder.", path=folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(error, folder) from error
    try:
        return Annotator(folder, CropKeeper.load())
    except UserError:
        session.warn("faces in annotated pictures are left as they are; pip install 'lenswatch[faces]' hides them")
        return Annotator(folder, None)
