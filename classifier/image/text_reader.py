"""Reads what is printed on a picture, with the networks of PP-OCRv6 that lie in the wheel of rapidocr: the extra `ocr`.

Nothing is downloaded. Chinese, English and mixed text are read, also slanted, upright or upside down.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from math import ceil, floor
from pathlib import Path
from typing import Any, Self

import numpy as np
import PIL.Image
from numpy.typing import NDArray

from lenswatch.classifier.image.box import Box
from lenswatch.classifier.image.printed import PrintedLine, PrintedText
from lenswatch.classifier.image.strips import LENGTH, Found, is_cut, once, strips
from lenswatch.core.digest import sha256_of
from lenswatch.core.errors import UserError

READING_SIDE = 960
"""Pixels of the shorter side at which text is read; what is finer is made coarser first. Decode with this detail."""
LEAST_CONFIDENCE = 0.7
"""Lines below are dropped: below it stand mostly logos, patterns and knobs taken for characters."""

_NETWORKS = {
    "Det.model_path": "PP-OCRv6_det_small.onnx",
    "Cls.model_path": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
    "Rec.model_path": "PP-OCRv6_rec_small.onnx",
}
"""Find lines, turn those that stand on their head, read them."""
_SMALL_SIDE = 736  # of the shorter side; smaller pictures are made larger, as the finder of lines was trained
_MOST_LARGER = 3.0
_LONGEST = 1600  # pixels of a strip's longer side after that
_OPTIONS: dict[str, object] = {
    "Global.log_level": "critical",
    "Global.text_score": 0.0,  # the cut is made here
    "Global.max_side_len": _LONGEST,
    "Det.limit_type": "max",
    "Det.limit_side_len": _LONGEST,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


@dataclass(frozen=True, eq=False)
class TextReader:
    """One set of networks. Make one a process: it takes a second, and reading some six tenths of one a picture."""

    engine: Callable[[NDArray[np.uint8]], Any]
    """Takes (height, width, 3), blue first; gives arrays `boxes` (lines, 4, 2), `txts` and `scores`, or None each."""
    digest: str
    """SHA-256 of the networks and of how they are used, for the versions of a verdict."""

    @classmethod
    def load(cls) -> Self:
        """With the networks that the installed rapidocr holds, on one thread.

        Raises:
            UserError: If the extra is not installed, or does not hold them.
        """
        try:
            import rapidocr  # noqa: PLC0415 - an extra of 215 MB that most installations do without
        except ImportError as error:
            raise UserError(
                "what is printed on pictures is not read. Install what reads it: pip install 'lenswatch[ocr]'"
            ) from error
        folder = Path(rapidocr.__file__).parent / "models"
        networks = [_network(folder / name) for name in _NETWORKS.values()]
        use = [version("rapidocr"), READING_SIDE, LEAST_CONFIDENCE, _SMALL_SIDE, _MOST_LARGER, LENGTH, _OPTIONS]
        digest = sha256_of(json.dumps([networks, use], sort_keys=True).encode())
        paths = {option: str(folder / name) for option, name in _NETWORKS.items()}
        return cls(rapidocr.RapidOCR(params=_OPTIONS | paths), digest)

    def read(self, image: PIL.Image.Image, size: tuple[int, int]) -> PrintedText:
        """Read an RGB picture.

        Args:
            image: Upright, its shorter side best `READING_SIDE` pixels or more.
            size: Width and height of the picture as shown; boxes are given in its pixels.
        """
        factor = min(1.0, READING_SIDE / min(image.size))
        if factor < 1:
            smaller = (round(image.width * factor), round(image.height * factor))
            image = image.resize(smaller, PIL.Image.Resampling.BILINEAR, reducing_gap=2.0)
        parts = strips(image.size)
        found = [
            Found(line, place, is_cut(line.box, strip, image.size))
            for place, strip in enumerate(parts)
            for line in self._lines(image, strip)
        ]
        scales = (size[0] / image.width, size[1] / image.height)
        lines = (line.model_copy(update={"box": _scaled(line.box, scales, size)}) for line in once(found))
        return PrintedText(lines=tuple(lines), model=self.digest, cut_off=parts[-1][2:] != image.size)

    def _lines(self, image: PIL.Image.Image, strip: Box) -> list[PrintedLine]:
        """Lines of a strip, in pixels of the image."""
        part = image.crop(strip)
        shorter, longer = min(part.size), max(part.size)
        larger = max(1.0, min(_SMALL_SIDE / shorter, _MOST_LARGER, _LONGEST / longer))
        if larger > 1:
            enlarged = (round(part.width * larger), round(part.height * larger))
            part = part.resize(enlarged, PIL.Image.Resampling.BICUBIC)
        seen = self.engine(np.ascontiguousarray(np.asarray(part)[:, :, ::-1]))
        lines = []
        for corners, text, score in zip(_all(seen.boxes), _all(seen.txts), _all(seen.scores), strict=True):
            confidence = min(1.0, round(float(score), 2))
            if confidence >= LEAST_CONFIDENCE:
                (left, top), (right, bottom) = corners.min(axis=0) / larger, corners.max(axis=0) / larger
                box = (strip[0] + floor(left), strip[1] + floor(top), strip[0] + ceil(right), strip[1] + ceil(bottom))
                lines.append(PrintedLine(text=text, box=box, confidence=confidence))
        return lines


def _network(path: Path) -> str:
    """SHA-256 of a network's file.

    Raises:
        UserError: If there is none. It is not downloaded, as rapidocr would by itself.
    """
    if not path.is_file():
        raise UserError(
            "the installed rapidocr does not hold {file}, and nothing is downloaded. Install one that does: "
            "pip install --force-reinstall 'rapidocr>=3.10'",
            file=path.name,
        )
    return sha256_of(path.read_bytes())


def _all(values: Any) -> Any:  # noqa: ANN401 - arrays and tuples of rapidocr, or None where it found nothing
    return () if values is None else values


def _scaled(box: Box, scales: tuple[float, float], size: tuple[int, int]) -> Box:
    """The box in pixels of the picture as shown, never outside it and never empty."""
    left, top = (min(floor(box[side] * scales[side]), size[side] - 1) for side in (0, 1))
    right, bottom = (min(ceil(box[side + 2] * scales[side]), size[side]) for side in (0, 1))
    return (max(0, left), max(0, top), max(left + 1, right), max(top + 1, bottom))
