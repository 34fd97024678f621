"""How often a picture is found again after the edits that sellers make, by its fingerprint and by its embedding.

The last columns are the reference library as it answers: fingerprints of the picture and its parts, and embeddings of
its parts where no fingerprint finds it whole; and how many other pictures were taken for it.

Pictures: those under LENSWATCH_DEV_DATA/images if set, else the sample pictures of scikit-image and scikit-learn.
"""

import csv
import os
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path

import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageEnhance
import PIL.ImageOps
import skimage.data
import sklearn.datasets
from numpy.typing import NDArray
from seller_edits import collage, screenshot, template

from lenswatch.classifier.image.backbone import Backbone
from lenswatch.classifier.image.decoding import read_picture
from lenswatch.classifier.image.fingerprint import fingerprint, known_fingerprints, seen_fingerprints
from lenswatch.classifier.image.fingerprint_index import FingerprintIndex
from lenswatch.classifier.image.problem import PictureError
from lenswatch.classifier.reuse.comparing import PictureHit
from lenswatch.classifier.reuse.seen import know_picture, see_picture
from lenswatch.ledger.references import PictureRow
from lenswatch.operations.references.library import Segment

Image = PIL.Image.Image
SAMPLES = ("astronaut", "chelsea", "coffee", "camera", "coins", "rocket", "page", "clock", "text", "hubble_deep_field")
MOST = 120
FALSE_RATE = 0.001


def crop(share: float) -> Callable[[Image], Image]:
    """Cut a share of each side off."""

    def cut(image: Image) -> Image:
        left, top = image.width * share, image.height * share
        return image.crop((round(left), round(top), round(image.width - left), round(image.height - top)))

    return cut


def banner(share: float) -> Callable[[Image], Image]:
    """Cover the foot of the picture."""

    def cover(image: Image) -> Image:
        top = round(image.height * (1 - share))
        covered = image.copy()
        draw = PIL.ImageDraw.Draw(covered)
        draw.rectangle((0, top, image.width, image.height), fill="#d02020")
        draw.text((4, top + 2), "FREE SHIPPING  HOT SALE", fill="white")
        return covered

    return cover


def stored_poorly(image: Image) -> Image:
    """Store as JPEG of quality 30."""
    stream = BytesIO()
    image.save(stream, "JPEG", quality=30)
    return PIL.Image.open(stream).convert("RGB")


def watermark(image: Image) -> Image:
    """Grey words across the picture."""
    over = PIL.Image.new("L", image.size, 0)
    draw = PIL.ImageDraw.Draw(over)
    for top in range(0, image.height, 40):
        draw.text((top % 80, top), "shop.example  " * 12, fill=110)
    return PIL.Image.composite(PIL.Image.new("RGB", image.size, "#808080"), image, over)


EDITS: dict[str, Callable[[Image], Image]] = {
    "JPEG q30": stored_poorly,
    "half size": lambda image: image.resize((image.width // 2, image.height // 2)),
    "crop 2 %": crop(0.02),
    "crop 5 %": crop(0.05),
    "crop 10 %": crop(0.1),
    "mirror": PIL.ImageOps.mirror,
    "border 5 %": lambda image: PIL.ImageOps.expand(image, round(min(image.size) * 0.05), "#f4f4f4"),
    "banner 8 %": banner(0.08),
    "banner 16 %": banner(0.16),
    "watermark": watermark,
    "rotate 3°": lambda image: image.rotate(3, PIL.Image.Resampling.BICUBIC, fillcolor="white"),
    "brighter": lambda image: PIL.ImageEnhance.Brightness(image).enhance(1.25),
}


def pictures() -> Iterator[tuple[str, Image]]:
    """Pictures to edit, each with the group of pictures that show the same."""
    folder = os.environ.get("LENSWATCH_DEV_DATA")
    if folder:
        groups = near_duplicates(Path(folder, "images", "MANIFEST.csv"))
        paths = sorted(path for path in Path(folder, "images").rglob("*") if path.suffix in {".jpg", ".png", ".webp"})
        for path in paths[:: max(1, len(paths) // MOST)]:
            try:
                yield groups.get(f"{path.parent.name}/{path.name}", path.name), read_picture(path).image
            except PictureError as error:
                print(f"{path.name}: {error}")
        return
    for name in ("china.jpg", "flower.jpg"):
        yield name, PIL.Image.fromarray(sklearn.datasets.load_sample_image(name))
    for name in SAMPLES:
        yield name, PIL.Image.fromarray(np.asarray(getattr(skimage.data, name)(), dtype=np.uint8)).convert("RGB")


def near_duplicates(manifest: Path) -> dict[str, str]:
    """File to the group of pictures that show the same."""
    with manifest.open(encoding="utf-8", newline="") as stream:
        return {row["file"]: row["neardup_group"] for row in csv.DictReader(stream)}


def main() -> None:
    """Print how many of the pictures each way finds after each edit."""
    named = list(islice(pictures(), MOST))
    groups, originals = [name for name, _ in named], [image for _, image in named]
    plain = FingerprintIndex.of((number, fingerprint(one)) for number, one in enumerate(originals))
    index = FingerprintIndex.of(
        (number, known) for number, one in enumerate(originals) for known in known_fingerprints(one)
    )
    backbone = Backbone.load()
    library = segment(backbone, originals)
    embedded = np.stack([backbone.look(one).embedding for one in originals])
    centre = embedded.mean(axis=0)
    known = normalised(embedded - centre)
    limit = float(np.quantile((known @ known.T)[~np.eye(len(known), dtype=bool)], 1 - FALSE_RATE))
    print(f"{len(originals)} pictures; found again, of these, and others taken for them")
    print(f"{'edit':18} {'plain hash':>12} {'with variants':>14} {'embedding':>12} {'library':>10}")
    for name, edit in all_edits(originals).items():
        plainly, variants, near, other, again, wrong = 0, 0, 0, 0, 0, 0
        for number, one in enumerate(originals):
            edited = edit(one)
            owned = {hit.reference for hit in found_by(library, backbone, edited)}
            again += number in owned
            in_it = shown_in(name, number, originals)
            wrong += sum(groups[owner] not in {groups[shown] for shown in in_it} for owner in owned)
            plainly += number in {match.owner for match in plain.matches([fingerprint(edited)])}
            owners = {match.owner for match in index.matches(seen_fingerprints(edited))}
            variants, other = variants + (number in owners), other + len(owners - {number})
            near += float(normalised(backbone.look(edited).embedding - centre) @ known[number]) > limit
        print(f"{name:18} {plainly:12} {variants:8} (+{other:3}) {near:12} {again:8} (+{wrong})")


def all_edits(originals: Sequence[Image]) -> dict[str, Callable[[Image], Image]]:
    """Those of one picture, and those that put it among other things."""
    numbers = {id(one): number for number, one in enumerate(originals)}

    def among(image: Image) -> Image:
        number = numbers[id(image)]
        return collage(image, [originals[other] for other in shown_in("collage", number, originals)[1:]])

    return EDITS | {"collage of four": among, "on a template": template, "photo of a screen": screenshot}


def shown_in(edit: str, number: int, originals: Sequence[Image]) -> list[int]:
    """Which pictures an edited one shows; the one that was edited first."""
    others = [1, 2, 3] if edit.startswith("collage") else []
    return [number, *((number + step * 7) % len(originals) for step in others)]


def segment(backbone: Backbone, originals: Sequence[Image]) -> Segment:
    """A library with one reference for each picture."""
    known = [know_picture(backbone, one) for one in originals]
    rows = [PictureRow(number, number, one.bits.tobytes(), one.vector.tobytes()) for number, one in enumerate(known)]
    return Segment.of(len(rows), rows, [])


def found_by(library: Segment, backbone: Backbone, image: Image) -> list[PictureHit]:
    """As `Library` asks: embeddings only where no fingerprint finds the whole."""
    seen = see_picture(backbone, "edited", image)
    hits = list(library.by_fingerprint(0, seen))
    whole = any(hit.place == seen.whole for hit in hits)
    return hits if whole else [*hits, *library.by_embedding(0, *seen.embed())]


def normalised(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each of length 1."""
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True), dtype=np.float32)


if __name__ == "__main__":
    main()
