"""Embeddings of the renders, which ship in the pictures' place: some hundred pictures in a few megabytes.

    python -m lenswatch.models.objects.renders FOLDER

reads the pictures of `recipe/render.py`, lays on them what shops do (`recipe/shop.py`) and writes `renders.npz`.
"""

import argparse
import sys
from io import BytesIO
from pathlib import Path
from random import Random

import numpy as np
import PIL.Image

from lenswatch.core.files import written_aside
from lenswatch.models.objects.looks import CODES, RENDER, Looker, Seen
from lenswatch.models.objects.recipe.shop import in_shop

FILE = Path(__file__).with_name("renders.npz")
_WAYS = 2
_STEPS = 255
_LARGEST = 0.25
"""Of a feature's numbers; larger ones are cut off."""


def look_at(folder: Path, looker: Looker) -> list[Seen]:
    """Each render as it is and as two shops might show it."""
    seen = []
    for path in sorted(folder.glob("*/*.png")):
        image = PIL.Image.open(path).convert("RGB")
        name = f"{path.parent.name}/{path.name}"
        shops = (in_shop(image, Random(f"{name} {way}")) for way in range(_WAYS))  # noqa: S311 - repeats, no secret
        seen.append(looker.looks((image, *shops), path.parent.name, RENDER))
    return seen


def packed(seen: list[Seen]) -> bytes:
    """Features in eight bits, shares in sixteen, kinds by number."""
    stream = BytesIO()
    features = np.stack([one.features for one in seen])
    np.savez_compressed(
        stream,
        allow_pickle=False,
        features=np.round(np.minimum(features / _LARGEST, 1) * _STEPS).astype(np.uint8),
        kinds=np.array([CODES.index(one.kind) for one in seen], dtype=np.uint8),
        network=np.stack([one.network for one in seen]).astype(np.float16),
    )
    return stream.getvalue()


def unpacked(data: bytes) -> list[Seen]:
    """The renders as the head learns from them."""
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        features = arrays["features"].astype(np.float32) * (_LARGEST / _STEPS)
        kinds, network = arrays["kinds"], arrays["network"].astype(np.float32)
    return [Seen(CODES[kind], RENDER, *row) for kind, *row in zip(kinds.tolist(), features, network, strict=True)]


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    seen = look_at(parser.parse_args().folder, Looker.load())
    with written_aside(FILE) as stream:
        stream.write(packed(seen))
    sys.stdout.write(f"{len(seen)} renders, {FILE.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
