"""Copies of pictures with numbered boxes on them, for a reviewer to look at.

Under the picture stands what each number means, so that no label covers what it speaks of. Where the system has no font
with Chinese, a label that needs one is left out there; it stands in the JSON beside the picture in any case.
"""

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont

from lenswatch.classifier.image.box import Box
from lenswatch.classifier.image.crops import CropKeeper, hide
from lenswatch.classifier.image.fonts import Font, chinese_font
from lenswatch.classifier.image.lenses import LensSighting
from lenswatch.classifier.image.picture import Picture
from lenswatch.classifier.image.printed import PrintedText
from lenswatch.core.files import written_aside
from lenswatch.core.messages import Catalogue, message
from lenswatch.core.record import Record


class MarkKind(StrEnum):
    """What was found in a box."""

    TEXT = "text"
    LENS = "lens"
    CALLOUT = "callout"
    MATCH = "match"
    """A known picture."""


class Mark(Record):
    """A box on a picture."""

    box: Box
    """In pixels of the picture as shown."""
    label: str
    """What it is, for people."""
    kind: MarkKind


_COLOURS = {
    MarkKind.TEXT: "#0b62d6",
    MarkKind.LENS: "#d4151b",
    MarkKind.CALLOUT: "#c25a00",
    MarkKind.MATCH: "#7a1fa2",
}
_MOST_LABELS = 60
_LETTERS = 18  # pixels of a label's height
_ROW = 26
_WIDTH = 480  # pixels that a label has at least
_QUALITY = 90
_LATIN = 0x250  # first character that Pillow's own font lacks


def printed_marks(printed: PrintedText) -> tuple[Mark, ...]:
    """A mark for each line."""
    return tuple(
        Mark(box=line.box, label=f"{line.text} ({line.confidence:.2f})", kind=MarkKind.TEXT) for line in printed.lines
    )


def label_language(language: str) -> str:
    """The language that labels can be drawn in: one that the fonts of this system do not have becomes English."""
    return language if language == "en" or chinese_font(_LETTERS) else "en"


def lens_marks(lenses: Sequence[LensSighting], language: str = "en") -> tuple[Mark, ...]:
    """A mark for each sighting, labelled in a language."""
    catalogue = Catalogue.load(language)
    kinds = {"lens": (MarkKind.LENS, message("lens?")), "callout": (MarkKind.CALLOUT, message("lens drawn large?"))}
    named = ((sighting, *kinds[sighting.cue]) for sighting in lenses)
    return tuple(
        Mark(box=seen.box, label=f"{catalogue.show(label)} ({seen.score:.2f})", kind=kind)
        for seen, kind, label in named
    )


def draw(image: PIL.Image.Image, marks: Sequence[Mark], size: tuple[int, int] | None = None) -> PIL.Image.Image:
    """A copy with numbered boxes, and what they are below it.

    Args:
        image: RGB.
        marks: Numbered from 1 in this order.
        size: Of the picture as shown, in whose pixels the boxes are; None if the image has all of them.
    """
    scales = (image.width / size[0], image.height / size[1]) * 2 if size else (1.0,) * 4
    listed = marks[:_MOST_LABELS]
    rows = len(listed) + (len(marks) > len(listed))
    paper = PIL.Image.new("RGB", (max(image.width, _WIDTH), image.height + rows * _ROW), "white")
    paper.paste(image)
    pen = PIL.ImageDraw.Draw(paper)
    width = max(2, min(image.size) // 250)
    for number, mark in enumerate(marks, 1):
        left, top, right, bottom = (round(side * scale) for side, scale in zip(mark.box, scales, strict=True))
        around = (left - width, top - width, right + width, bottom + width)
        pen.rectangle(around, outline=_COLOURS[mark.kind], width=width)
        rim = (around[0] - 1, around[1] - 1, around[2] + 1, around[3] + 1)
        pen.rectangle(rim, outline="white")  # a blue box is seen on blue, too
        _chip(pen, around[:2], number, mark.kind)
    font = chinese_font(_LETTERS)
    for number, mark in enumerate(listed, 1):
        top = image.height + (number - 1) * _ROW + 3
        _chip(pen, (4, top + 20), number, mark.kind)
        _write(pen, (44, top), mark.label, font)
    if len(marks) > len(listed):
        _write(pen, (44, image.height + len(listed) * _ROW + 3), f"+ {len(marks) - len(listed)}", font)
    return paper


class Annotator:
    """Writes annotated copies into a folder, named by the digest of the picture."""

    def __init__(self, folder: Path, faces: CropKeeper | None) -> None:
        """Nothing is written yet.

        Args:
            folder: Exists.
            faces: Makes faces unrecognisable first; None leaves them.
        """
        self._folder = folder
        self._faces = faces

    def write(self, image: PIL.Image.Image, picture: Picture, marks: Sequence[Mark]) -> Path:
        """A JPEG, and beside it a JSON file with the same marks by number.

        Raises:
            UserError: If the folder may not be written to.
            StorageError: If the disk is full.
        """
        shown = image.copy()
        if self._faces:
            for face in list(self._faces.faces(shown)):
                hide(shown, face)
        legend = {
            "picture": picture.model_dump(mode="json"),
            "faces_hidden": self._faces is not None,
            "marks": [{"number": number} | mark.model_dump(mode="json") for number, mark in enumerate(marks, 1)],
        }
        with written_aside(self._folder / f"{picture.sha256}.json") as stream:
            stream.write(json.dumps(legend, ensure_ascii=False, indent=1).encode())
        path = self._folder / f"{picture.sha256}.jpg"
        with written_aside(path) as stream:
            draw(shown, marks, (picture.width, picture.height)).save(stream, "JPEG", quality=_QUALITY)
        return path


def _chip(pen: PIL.ImageDraw.ImageDraw, corner: tuple[int, int], number: int, kind: MarkKind) -> None:
    """A number on its colour, above the corner where there is room."""
    wide, high = 10 + 10 * len(str(number)), 20
    left, top = max(0, corner[0]), max(0, corner[1] - high)
    pen.rectangle((left, top, left + wide, top + high), fill=_COLOURS[kind])
    pen.text((left + 5, top + 2), str(number), fill="white", font=PIL.ImageFont.load_default(15))


def _write(pen: PIL.ImageDraw.ImageDraw, place: tuple[int, int], text: str, font: Font | None) -> None:
    one_line = " ".join(text.split())
    if font is not None:
        pen.text(place, one_line, fill="black", font=font)
    elif all(ord(character) < _LATIN for character in one_line):
        pen.text(place, one_line, fill="black", font=PIL.ImageFont.load_default(_LETTERS))
