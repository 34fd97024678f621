"""The bytes of a listing's pictures: captured by a crawl, or in a folder that somebody named. Nothing is fetched."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lenswatch.classifier.image.decoding import MAX_BYTES
from lenswatch.classifier.pictures.held import HeldPicture, NotHeldError
from lenswatch.core.errors import EvidenceError
from lenswatch.core.image import Image
from lenswatch.core.listing import Listing
from lenswatch.core.messages import Message, message
from lenswatch.core.picture_note import PictureProblem
from lenswatch.ledger.payloads import Payloads
from lenswatch.spiders.fetching.content import ContentError, decoded

_GZIP = b"\x1f\x8b"


class PictureGoneError(NotHeldError):
    """The same, with the reason in words."""

    def __init__(self, problem: PictureProblem, reason: Message) -> None:
        super().__init__(problem)
        self.reason = reason


@dataclass(frozen=True)
class PictureFinder:
    """Finds pictures by their addresses in the archive, and by their paths in one folder."""

    payloads: Payloads | None
    """What crawls captured; None looks at files alone."""
    folder: Path | None = None
    """Where relative paths begin. What leads out of it, by dots or by links, is never opened."""

    def held(self, listing: Listing) -> tuple[HeldPicture, ...]:
        """The pictures of a listing, in the order shown; nothing is opened yet."""
        return tuple(
            HeldPicture(number, name_of(image), partial(self.data, image), partial(self.known, image))
            for number, image in enumerate(images_of(listing))
        )

    def known(self, image: Image) -> str | None:
        """Digest of a captured picture's payload: the file's own, unless the server packed it."""
        if (image.path and self.folder) or not (image.url and self.payloads):
            return None
        capture_id = self.payloads.captures.newest_of(image.url)
        capture = self.payloads.captures.get(capture_id) if capture_id else None
        return capture.payload_sha256 if capture else None

    def data(self, image: Image) -> bytes:
        """The bytes of a picture.

        Raises:
            PictureGoneError: If they are not held.
        """
        if image.path and self.folder:
            return _file(self.folder, image.path)
        if image.url and self.payloads:
            return _newest(image.url, self.payloads)
        raise _not_captured()


def images_of(listing: Listing) -> tuple[Image, ...]:
    """The pictures of a listing, the main one alone where no others are known."""
    return listing.images or ((listing.main_image,) if listing.main_image else ())


def name_of(image: Image) -> str:
    """What a picture is called: its address, or its path."""
    return image.url or image.path or ""


def _newest(url: str, payloads: Payloads) -> bytes:
    capture_id = payloads.captures.newest_of(url)
    if capture_id is None:
        raise _not_captured()
    return captured(capture_id, payloads)


def captured(capture_id: int, payloads: Payloads) -> bytes:
    """The bytes of a captured picture, unpacked.

    Raises:
        PictureGoneError: If the archive does not give them.
    """
    try:
        payload = payloads.of(capture_id)
        return decoded(payload, ("gzip",), MAX_BYTES) if payload.startswith(_GZIP) else payload
    except EvidenceError as error:
        raise PictureGoneError(PictureProblem.CAPTURE_DAMAGED, error.message) from error
    except ContentError as error:
        raise PictureGoneError(PictureProblem.CAPTURE_DAMAGED, error.problem) from error


def _file(folder: Path, name: str) -> bytes:
    try:
        root = folder.resolve()
        path = (root / name).resolve()
        if not path.is_relative_to(root):
            reason = message("its path leads out of the folder of pictures; it was not opened")
            raise PictureGoneError(PictureProblem.OUTSIDE_FOLDER, reason)
        if not path.is_file():
            raise PictureGoneError(PictureProblem.NOT_HELD, message("there is no such file"))
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL byte in the name
        reason = message("cannot be read ({reason})", reason=getattr(error, "strerror", None) or error)
        raise PictureGoneError(PictureProblem.UNREADABLE, reason) from error


def _not_captured() -> PictureGoneError:
    reason = message("was not captured: only pictures that a crawl fetched are held")
    return PictureGoneError(PictureProblem.NOT_HELD, reason)
