"""Parts of pictures that are kept: faces in them are made unrecognisable, where and when they were taken is left out.

Faces seen from the front are found with OpenCV's frontal cascade, the extra `faces`. Without it no part of a
picture is kept at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
import PIL.Image

from lenswatch.classifier.image.box import Box
from lenswatch.core.errors import UserError

if TYPE_CHECKING:
    import cv2

_CASCADE = "haarcascade_frontalface_default.xml"
_BLOCKS = 3  # a face is replaced by 3×3 colours: what is gone cannot be computed back
_MARGIN = 0.2  # of the face's side, around it
_LEAST = 24  # pixels of a face's side; smaller ones tell nobody apart
_QUALITY = 88


@dataclass(frozen=True, eq=False)
class CropKeeper:
    """Makes the bytes of a part of a picture that may be stored."""

    cascade: "cv2.CascadeClassifier"

    @classmethod
    def load(cls) -> Self:
        """With the cascade that OpenCV holds.

        Raises:
            UserError: If the extra is not installed.
        """
        try:
            import cv2  # noqa: PLC0415 - an extra of 162 MB that most installations do without
        except ImportError as error:
            raise UserError(
                "parts of pictures are not kept, because faces in them could not be made unrecognisable. Install what "
                "finds faces: pip install 'lenswatch[faces]'"
            ) from error
        cascade = cv2.CascadeClassifier(str(Path(cv2.__file__).parent / "data" / _CASCADE))
        if cascade.empty():
            raise UserError(
                "the installed OpenCV holds no frontal-face cascade. Install an earlier one: "
                "pip install 'opencv-python-headless<5'"
            )
        return cls(cascade)

    def keep(self, image: PIL.Image.Image, box: Box) -> bytes:
        """A part of an RGB picture as JPEG without any metadata; faces are looked for in the whole picture."""
        bare = PIL.Image.fromarray(np.asarray(image.convert("RGB")))  # info, and with it EXIF, stays behind
        for face in self.faces(bare):
            hide(bare, face)
        stream = BytesIO()
        bare.crop(box).save(stream, "JPEG", quality=_QUALITY)
        return stream.getvalue()

    def faces(self, image: PIL.Image.Image) -> Iterator[Box]:
        """Faces seen from the front, with a margin, within the picture."""
        grey = np.asarray(image.convert("L"))
        found = self.cascade.detectMultiScale(grey, scaleFactor=1.1, minNeighbors=3, minSize=(_LEAST, _LEAST))
        for left, top, width, height in np.asarray(found, dtype=int).reshape(-1, 4).tolist():
            across, down = round(width * _MARGIN), round(height * _MARGIN)
            yield (
                max(0, left - across),
                max(0, top - down),
                min(image.width, left + width + across),
                min(image.height, top + height + down),
            )


def hide(image: PIL.Image.Image, box: Box) -> None:
    """Replace a part of a picture by a few blurred colours."""
    part = image.crop(box)
    few = part.resize((_BLOCKS, _BLOCKS), PIL.Image.Resampling.BOX)
    image.paste(few.resize(part.size, PIL.Image.Resampling.BICUBIC), box)
