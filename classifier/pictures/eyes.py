"""What looks at pictures; one set a process."""

from dataclasses import dataclass
from typing import Protocol, Self

import PIL.Image

from lenswatch.classifier.image.lenses import LensFinder, LensSighting
from lenswatch.classifier.image.observing import ImageObservation, ImageObserver
from lenswatch.classifier.image.picture import Decoded
from lenswatch.classifier.image.printed import PrintedText
from lenswatch.classifier.image.text_presence import LIKELY_TEXT, text_presence
from lenswatch.classifier.image.text_reader import TextReader
from lenswatch.classifier.pictures.weights import weights_digest
from lenswatch.core.digest import sha256_of
from lenswatch.core.errors import UserError


class Observer(Protocol):
    """Tells kinds of things."""

    @property
    def digest(self) -> str:
        """Of everything that does it."""

    def observe(self, decoded: Decoded) -> ImageObservation:
        """What is seen in a picture."""


class Reader(Protocol):
    """Reads printed text."""

    @property
    def digest(self) -> str:
        """Of the networks and their use."""

    def read(self, image: PIL.Image.Image, size: tuple[int, int]) -> PrintedText:
        """All lines; boxes in pixels of the picture as shown."""


class Finder(Protocol):
    """Looks for lenses."""

    @property
    def digest(self) -> str:
        """Of the network and its use."""

    def find(self, image: PIL.Image.Image, size: tuple[int, int]) -> tuple[LensSighting, ...]:
        """Best first; boxes in pixels of the picture as shown."""


@dataclass(frozen=True)
class Eyes:
    """All of them."""

    observer: Observer
    reader: Reader | None
    """None where the extra `ocr` is not installed."""
    finder: Finder | None

    @classmethod
    def load(cls) -> Self:
        """What is installed. Takes a second."""
        return cls(ImageObserver.load(), _reader(), LensFinder.load())

    @property
    def image_model(self) -> str:
        """Digest of what tells kinds of things, and of what they count."""
        return sha256_of(f"{self.observer.digest} {weights_digest()}".encode())

    @property
    def looker(self) -> str:
        """Digest of the cheap stage."""
        return sha256_of(f"{self.observer.digest} text from {LIKELY_TEXT}".encode())

    def may_hold_text(self, image: PIL.Image.Image) -> bool:
        """Whether something may be printed on a picture; cheap."""
        return text_presence(image) >= LIKELY_TEXT


def _reader() -> Reader | None:
    try:
        return TextReader.load()
    except UserError:  # the extra is not installed; each verdict says which pictures were not read for it
        return None
