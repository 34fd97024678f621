"""Annotated copies of the pictures in which something was seen, for a draft and for reviewers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO

from lenswatch.classifier.explaining.picture_signals import thing_in_words
from lenswatch.classifier.image.annotating import Mark, MarkKind, draw, label_language
from lenswatch.classifier.image.crops import CropKeeper, hide
from lenswatch.classifier.image.decoding import decode
from lenswatch.classifier.image.picture import Decoded
from lenswatch.classifier.image.problem import PictureError
from lenswatch.classifier.pictures.held import NotHeldError
from lenswatch.core.digest import sha256_of
from lenswatch.core.errors import UserError
from lenswatch.core.listing import Listing
from lenswatch.core.messages import Catalogue, Message
from lenswatch.core.picture_field import picture_number
from lenswatch.core.signal import Signal, SignalSource
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Verdict
from lenswatch.operations.pictures.finding import PictureFinder
from lenswatch.reports.pictures import FOLDER, DraftPictures

MOST = 200
"""Pictures of one draft; some 20 MB."""
_DETAIL = 640
_QUALITY = 85
_CUES = {"lens": MarkKind.LENS, "callout": MarkKind.CALLOUT}


@dataclass(frozen=True)
class Annotating:
    """Draws what verdicts saw into copies of the pictures.

    Args:
        finder: Gives the pictures.
        taxonomy: Names of codes.
        language: Of the labels, en or zh; zh becomes en where the system has no font with Chinese.
    """

    finder: PictureFinder
    taxonomy: Taxonomy
    language: str

    def of(self, judged: Iterable[tuple[Listing, Verdict]], most: int = MOST) -> DraftPictures:
        """One copy of each picture in which a verdict saw something; none where faces cannot be hidden."""
        wanted = {
            digest: (listing, verdict)
            for listing, verdict in judged
            for digest in dict.fromkeys(one.picture for one in verdict.signals if one.picture and one.box)
        }
        if not wanted:
            return DraftPictures()
        try:
            faces = CropKeeper.load()
        except UserError:  # the extra is not installed: the draft says that pictures were left out for it
            return DraftPictures(kept_out=len(wanted))
        pictures = DraftPictures(too_many=max(0, len(wanted) - most))
        files = {
            f"{FOLDER}/{digest}.jpg": data
            for digest, (listing, verdict) in list(wanted.items())[:most]
            if (data := self._drawn(digest, listing, verdict, faces)) is not None
        }
        return replace(pictures, files=files)

    def _drawn(self, digest: str, listing: Listing, verdict: Verdict, faces: CropKeeper) -> bytes | None:
        """A JPEG without metadata; None where the picture is not held any more."""
        signals = [one for one in verdict.signals if one.picture == digest and one.box]
        number = picture_number(signals[0].field) or 0
        held = self.finder.held(listing)
        try:
            data = held[number].data() if number < len(held) else b""
            decoded = decode(data, _DETAIL)
        except (NotHeldError, PictureError):
            return None
        if sha256_of(data) != digest:
            return None
        return annotated(decoded, list(self._marks(signals)), faces)

    def _marks(self, signals: Iterable[Signal]) -> Iterator[Mark]:
        """A mark for each box, with all that was seen in it."""
        boxes: dict[tuple[int, int, int, int], list[Signal]] = {}
        for one in signals:
            if one.box:
                boxes.setdefault(one.box, []).append(one)
        for box, seen in boxes.items():
            labels = dict.fromkeys(map(self._label, seen))
            yield Mark(box=box, label="; ".join(labels), kind=_kind(seen[0]))

    def _label(self, signal: Signal) -> str:
        language = self._catalogue.language
        matched: Message | str = signal.matched
        if signal.source is SignalSource.IMAGE:
            matched = thing_in_words(signal.matched, language)
        told = self._catalogue.show(matched) if isinstance(matched, Message) else matched
        return f"{self.taxonomy.name(signal.code, language)} “{told}”"

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue.load(label_language(self.language))


def annotated(decoded: Decoded, marks: Sequence[Mark], faces: CropKeeper) -> bytes:
    """A JPEG with boxes drawn in and faces hidden, without any metadata."""
    shown = decoded.image.copy()
    for face in list(faces.faces(shown)):
        hide(shown, face)
    stream = BytesIO()
    draw(shown, marks, (decoded.picture.width, decoded.picture.height)).save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()


def _kind(signal: Signal) -> MarkKind:
    if signal.source in {SignalSource.REFERENCE, SignalSource.IMAGE}:
        return _CUES.get(signal.matched, MarkKind.MATCH)
    return MarkKind.TEXT
