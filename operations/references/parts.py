"""The pictures and texts of a listing or of a folder, read."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lenswatch.classifier.image.backbone import Backbone
from lenswatch.classifier.image.decoding import decode, read_picture
from lenswatch.classifier.image.picture import Decoded
from lenswatch.classifier.image.problem import PictureError
from lenswatch.classifier.reuse.seen import ListingObservation, see_picture, see_text
from lenswatch.core.errors import UserError
from lenswatch.core.listing import Listing
from lenswatch.core.messages import Message
from lenswatch.ledger.references import TextKind
from lenswatch.operations.pictures.finding import PictureFinder, PictureGoneError, images_of, name_of

_TEXT, _PICTURES = ".txt", frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".avif"})
_MANUAL = ("manual", "说明书", "instructions")


@dataclass(frozen=True)
class NamedText:
    """A text and which part of a dossier it would be."""

    kind: TextKind
    name: str
    text: str


@dataclass(frozen=True)
class NamedPicture:
    """A picture and its file or address."""

    name: str
    decoded: Decoded


@dataclass(frozen=True)
class UnseenPicture:
    """A picture that could not be looked at."""

    name: str
    reason: Message


@dataclass(frozen=True)
class Parts:
    """What there is to compare."""

    pictures: tuple[NamedPicture, ...]
    texts: tuple[NamedText, ...]
    unseen: tuple[UnseenPicture, ...]

    def observed(self, backbone: Backbone) -> ListingObservation:
        """As the library is asked for it."""
        return ListingObservation(
            tuple(see_picture(backbone, one.name, one.decoded.image) for one in self.pictures),
            tuple(see_text(one.name, one.text) for one in self.texts),
        )


def files_in(folder: Path) -> tuple[Path, ...]:
    """Pictures and texts of a folder, by name; other files are left alone.

    Raises:
        UserError: If there are none.
    """
    files = tuple(sorted(path for path in folder.iterdir() if path.suffix.lower() in {_TEXT, *_PICTURES}))
    if not files:
        raise UserError("{folder}: holds neither pictures nor .txt files", folder=folder)
    return files


def parts_of_files(files: Sequence[Path]) -> Parts:
    """Files of one listing: .txt is text, everything else should be a picture.

    Raises:
        UserError: If a text cannot be read.
    """
    pictures: list[NamedPicture] = []
    unseen: list[UnseenPicture] = []
    for path in (path for path in files if path.suffix.lower() != _TEXT):
        try:
            pictures.append(NamedPicture(str(path), read_picture(path)))
        except PictureError as error:
            unseen.append(UnseenPicture(str(path), error.message))
    texts = tuple(_text(path) for path in files if path.suffix.lower() == _TEXT)
    return Parts(tuple(pictures), texts, tuple(unseen))


def parts_of_listing(listing: Listing, finder: PictureFinder) -> Parts:
    """A listing of the ledger: its present text, and those of its pictures that are held."""
    attributes = "\n".join(f"{name} {value}" for name, value in listing.attributes.items())
    texts = (("description", listing.description or ""), ("attributes", attributes))
    pictures: list[NamedPicture] = []
    unseen: list[UnseenPicture] = []
    for name, image in {name_of(image): image for image in images_of(listing)}.items():
        try:
            pictures.append(NamedPicture(name, decode(finder.data(image))))
        except PictureGoneError as error:
            unseen.append(UnseenPicture(name, error.reason))
        except PictureError as error:
            unseen.append(UnseenPicture(name, error.message))
    named = tuple(NamedText(TextKind.SPECIFICATION, name, text) for name, text in texts if text)
    return Parts(tuple(pictures), named, tuple(unseen))


def _text(path: Path) -> NamedText:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(
            "{file}: is not UTF-8 (byte {byte}); save the file as UTF-8", file=path, byte=error.start
        ) from error
    except OSError as error:
        raise UserError("{file}: cannot be read ({reason})", file=path, reason=error.strerror or error) from error
    manual = any(word in path.stem.lower() for word in _MANUAL)
    return NamedText(TextKind.MANUAL if manual else TextKind.SPECIFICATION, str(path), text)
